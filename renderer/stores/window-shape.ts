import { useSyncExternalStore } from 'react';
import { textScale, useTextScale } from './text-scale.ts';

/**
 * How the panels are laid out. `wide`: all of them, in three columns. `medium`: chart and tables beside one of the others.
 * `narrow`: one at a time.
 */
export type WindowShape = 'wide' | 'medium' | 'narrow';

/** CSS pixels at the smallest text size; larger text needs more room. */
const WIDE_FROM = 1_040;
const MEDIUM_FROM = 700;

function subscribeSize(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}

/** Returns the layout for a window of that width. */
export function shapeOf(width: number, textScale: number): WindowShape {
  if (width >= WIDE_FROM * textScale) return 'wide';
  return width >= MEDIUM_FROM * textScale ? 'medium' : 'narrow';
}

/** The layout that this window has room for. */
export function useWindowShape(): WindowShape {
  const scale = useTextScale();
  return useSyncExternalStore(subscribeSize, () => shapeOf(window.innerWidth, scale));
}

/** The same, asked for once. */
export function currentWindowShape(): WindowShape {
  return shapeOf(window.innerWidth, textScale());
}
