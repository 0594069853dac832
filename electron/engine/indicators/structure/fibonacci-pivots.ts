import { pivotLevels } from './pivot-levels.ts';

/** Fibonacci pivot points: p = (high + low + close) ÷ 3 of the span before, and levels 0.382, 0.618 and 1 of its range away. */
export const fibonacciPivots = pivotLevels({
  name: 'fibonacci-pivots',
  aliases: ['fib-pivots'],
  title: 'Fibonacci pivot points',
  summary: 'Pivot levels at Fibonacci parts of the range of the day before.',
  levels: ['p', 'r1', 's1', 'r2', 's2', 'r3', 's3'],
  write({ high, low, close }, into) {
    const p = (high + low + close) / 3;
    const range = high - low;
    into[0] = p;
    into[1] = p + 0.382 * range;
    into[2] = p - 0.382 * range;
    into[3] = p + 0.618 * range;
    into[4] = p - 0.618 * range;
    into[5] = p + range;
    into[6] = p - range;
  },
});
