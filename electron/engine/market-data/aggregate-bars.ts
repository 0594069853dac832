import { allocateBars, type BarBlock, copyRows } from '../../../shared/domain/market-block.ts';

/**
 * Joins the bars of one instrument, ascending, to bars of a longer length. The last one is partial when
 * the bars end within it.
 */
export function aggregateBars(bars: BarBlock, lengthMs: number): BarBlock {
  const joined = allocateBars(bars.length);
  let last = -1;
  for (let row = 0; row < bars.length; row += 1) {
    const openTime = Math.floor(bars.openTime[row] / lengthMs) * lengthMs;
    if (last < 0 || joined.openTime[last] !== openTime) {
      last += 1;
      joined.instrument[last] = bars.instrument[row];
      joined.openTime[last] = openTime;
      joined.closeTime[last] = openTime + lengthMs;
      joined.open[last] = bars.open[row];
      joined.high[last] = bars.high[row];
      joined.low[last] = bars.low[row];
    }
    if (bars.high[row] > joined.high[last]) joined.high[last] = bars.high[row];
    if (bars.low[row] < joined.low[last]) joined.low[last] = bars.low[row];
    joined.close[last] = bars.close[row];
    joined.volume[last] += bars.volume[row];
  }
  return copyRows(joined, 0, last + 1);
}
