import type { IndicatorDefinition } from '../indicator.ts';
import { camarillaPivots } from './camarilla-pivots.ts';
import { demarkPivots } from './demark-pivots.ts';
import { fibonacciPivots } from './fibonacci-pivots.ts';
import { fractals } from './fractals.ts';
import { gap } from './gap.ts';
import { heikinAshi } from './heikin-ashi.ts';
import { insideBar } from './inside-bar.ts';
import { openingRange } from './opening-range.ts';
import { pivotPoints } from './pivot-points.ts';
import { previousLevels } from './previous-levels.ts';
import { renko } from './renko.ts';
import { supportResistance } from './support-resistance.ts';
import { swingPoints } from './swing-points.ts';
import { woodiePivots } from './woodie-pivots.ts';
import { zigzag } from './zigzag.ts';

/** Levels, turning points and other drawings of price. */
export const structure: readonly IndicatorDefinition[] = [
  pivotPoints,
  fibonacciPivots,
  camarillaPivots,
  woodiePivots,
  demarkPivots,
  previousLevels,
  openingRange,
  supportResistance,
  swingPoints,
  fractals,
  zigzag,
  heikinAshi,
  renko,
  gap,
  insideBar,
];
