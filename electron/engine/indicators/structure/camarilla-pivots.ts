import { pivotLevels } from './pivot-levels.ts';

/**
 * Camarilla pivot points: 1.1 × range of the span before ÷ 12, 6, 4 and 2 away from its close; p = (high + low + close) ÷ 3.
 * @source Nick Scott, 1989.
 */
export const camarillaPivots = pivotLevels({
  name: 'camarilla-pivots',
  aliases: ['camarilla'],
  title: 'Camarilla pivot points',
  summary: 'Levels close to the last close: turns are looked for at the third, breakouts at the fourth.',
  levels: ['p', 'r1', 's1', 'r2', 's2', 'r3', 's3', 'r4', 's4'],
  write({ high, low, close }, into) {
    const step = (1.1 * (high - low)) / 12;
    into[0] = (high + low + close) / 3;
    into[1] = close + step;
    into[2] = close - step;
    into[3] = close + 2 * step;
    into[4] = close - 2 * step;
    into[5] = close + 3 * step;
    into[6] = close - 3 * step;
    into[7] = close + 6 * step;
    into[8] = close - 6 * step;
  },
});
