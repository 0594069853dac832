import { useLayoutEffect, useSyncExternalStore } from 'react';
import { useTextScale } from '../stores/text-scale.ts';
import { useWorkspace } from '../stores/workspace.ts';

const QUERY = '(prefers-color-scheme: light)';

function subscribeSystem(listener: () => void): () => void {
  const query = matchMedia(QUERY);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** The theme in force; a new value whenever colours changed, direction colours included. */
export function useTheme(): string {
  const appearance = useWorkspace((state) => state.settings?.appearance);
  const isSystemLight = useSyncExternalStore(subscribeSystem, () => matchMedia(QUERY).matches);
  const chosen = appearance?.theme ?? 'dark';
  const theme = chosen === 'system' ? (isSystemLight ? 'light' : 'dark') : chosen;
  return `${theme} ${appearance?.upColours ?? 'green-up'}`;
}

/** Puts the theme on the page; call once, at the root. */
export function useThemeOnPage(): void {
  const isFlashing = useWorkspace((state) => state.settings?.appearance.isFlashing ?? true);
  const [theme, direction] = useTheme().split(' ');
  const scale = useTextScale();
  // Before the effects of children, which read colours when they draw.
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    dataset['theme'] = theme;
    dataset['direction'] = direction;
    dataset['flashing'] = String(isFlashing);
  }, [theme, direction, isFlashing]);
  useLayoutEffect(() => document.documentElement.style.setProperty('--text-scale', String(scale)), [scale]);
}
