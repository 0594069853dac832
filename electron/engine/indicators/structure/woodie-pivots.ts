import { pivotLevels } from './pivot-levels.ts';

/**
 * Woodie's pivot points: p = (high + low of the span before + 2 × open of this one) ÷ 4, the rest as the classic ones. Some
 * take the close before in place of the open.
 * @source Ken Wood; TradingView's form.
 */
export const woodiePivots = pivotLevels({
  name: 'woodie-pivots',
  aliases: ['woodie'],
  title: "Woodie's pivot points",
  summary: 'Pivot levels that give weight to where the day opened.',
  levels: ['p', 'r1', 's1', 'r2', 's2', 'r3', 's3'],
  write({ high, low, openNow }, into) {
    const p = (high + low + 2 * openNow) / 4;
    into[0] = p;
    into[1] = 2 * p - low;
    into[2] = 2 * p - high;
    into[3] = p + (high - low);
    into[4] = p - (high - low);
    into[5] = high + 2 * (p - low);
    into[6] = low - 2 * (high - p);
  },
});
