import { describe, expect, it } from 'vitest';
import { fitOf } from '../../../../../renderer/features/palette/match.ts';

const approve = { title: 'Approve buy SOLA-USD', group: 'Trade' } as const;
const close = { title: 'Close position NVK', group: 'Trade' } as const;
const mode = { title: 'Switch to auto mode', group: 'Trade', keywords: 'auto manual approve' } as const;
const pause = { title: 'Pause the market', group: 'Market', keywords: 'play stop time' } as const;
const theme = { title: 'Light theme', group: 'View', keywords: 'theme colours appearance' } as const;
const rsi = { title: 'Add Relative strength index', group: 'Chart', keywords: 'rsi' } as const;
const tsr = { title: 'TSR', group: 'Instruments', keywords: 'Tessera Retail' } as const;
const all = [approve, close, mode, pause, theme, rsi, tsr];

/** What Enter would run. */
const firstFor = (typed: string): string | null => {
  const [best] = all.toSorted((a, b) => fitOf(b, typed) - fitOf(a, typed));
  return fitOf(best, typed) > 0 ? best.title : null;
};

describe('the palette', () => {
  it.each([
    ['pause', pause.title],
    ['theme', theme.title],
    ['light', theme.title],
    ['lig', theme.title],
    ['rsi', rsi.title],
    ['tsr', tsr.title],
    ['approve sola', approve.title],
    ['close nvk', close.title],
    ['colours', theme.title],
    ['auto', mode.title],
  ])('finds for "%s" what is called that', (typed, title) => {
    expect(firstFor(typed)).toBe(title);
  });

  it.each(['help', 'dark', 'xyz', 'ause'])('finds nothing for "%s" rather than something that trades', (typed) => {
    expect(firstFor(typed)).toBeNull();
  });

  it('puts what is only associated behind what is named so, and orders last', () => {
    expect(fitOf(mode, 'approve')).toBeLessThan(fitOf(approve, 'approve'));
    expect(fitOf(mode, 'manual')).toBeLessThan(fitOf(theme, 'colours'));
  });
});
