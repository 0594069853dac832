import { pivotLevels } from './pivot-levels.ts';

/**
 * Classic (floor) pivot points: p = (high + low + close) ÷ 3 of the span before; r1 = 2p − low, s1 = 2p − high,
 * r2 = p + (high − low), s2 = p − (high − low), r3 = high + 2 (p − low), s3 = low − 2 (high − p).
 * @source John L. Person, "A Complete Guide to Technical Trading Tactics", 2004.
 */
export const pivotPoints = pivotLevels({
  name: 'pivot-points',
  aliases: ['pivots', 'classic-pivots', 'floor-pivots'],
  title: 'Pivot points',
  summary: 'Levels that floor traders work out from the day before, where price often pauses.',
  levels: ['p', 'r1', 's1', 'r2', 's2', 'r3', 's3'],
  write({ high, low, close }, into) {
    const p = (high + low + close) / 3;
    into[0] = p;
    into[1] = 2 * p - low;
    into[2] = 2 * p - high;
    into[3] = p + (high - low);
    into[4] = p - (high - low);
    into[5] = high + 2 * (p - low);
    into[6] = low - 2 * (high - p);
  },
});
