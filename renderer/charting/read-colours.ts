import type { ChartColours } from './colours.ts';

/** Reads the colours that the page gives under `theme`, which it must show already. */
export function readChartColours(theme: string): ChartColours {
  const style = getComputedStyle(document.documentElement);
  const value = (name: string): string => style.getPropertyValue(name).trim();
  const resolved = (name: string): string => {
    const own = value(name);
    const reference = /^var\((--[a-z-]+)\)$/.exec(own)?.[1];
    return reference === undefined ? own : value(reference);
  };
  const isDark = !theme.startsWith('light');
  return {
    background: value('--panel'),
    text: value('--faint'),
    grid: value('--grid'),
    border: value('--line'),
    up: resolved('--up'),
    down: resolved('--down'),
    upSoft: `${resolved('--up')}55`,
    downSoft: `${resolved('--down')}55`,
    accent: value('--accent'),
    warn: value('--warn'),
    fontSize: 11.5 * Number(value('--text-scale')),
    lines: isDark
      ? ['#5b9dff', '#e8b04a', '#b78cf2', '#4ec9d6', '#f08fb4', '#9bbf5b', '#d98b5f', '#8fa3c7']
      : ['#1b63d6', '#a86a00', '#7a3fd0', '#0a7f8c', '#c03a76', '#5a7f16', '#a3501c', '#4d618a'],
  };
}
