import { pivotLevels } from './pivot-levels.ts';

/**
 * DeMark's pivot points: x = high + low + close of the span before, and once more its low where it closed below its open, its high
 * where above, its close where equal; p = x ÷ 4, r1 = x ÷ 2 − low, s1 = x ÷ 2 − high.
 * @source Thomas R. DeMark, "The New Science of Technical Analysis", 1994.
 */
export const demarkPivots = pivotLevels({
  name: 'demark-pivots',
  aliases: ['demark', 'dm-pivots'],
  title: "DeMark's pivot points",
  summary: 'A forecast of the next high and low from how the day before opened and closed.',
  levels: ['p', 'r1', 's1'],
  write({ open, high, low, close }, into) {
    let extra = close;
    if (close < open) extra = low;
    else if (close > open) extra = high;
    const x = high + low + close + extra;
    into[0] = x / 4;
    into[1] = x / 2 - low;
    into[2] = x / 2 - high;
  },
});
