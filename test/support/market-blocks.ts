import { allocateBars, allocateTicks, type BarBlock, type TickBlock } from '../../shared/domain/market-block.ts';
import { MINUTE_MS } from '../../shared/domain/time.ts';

/** A block of ticks; quotes lie a cent to each side of the price. */
export function aTickBlock(
  rows: readonly { readonly time: number; readonly price: number; readonly instrument?: number; readonly volume?: number }[],
): TickBlock {
  const block = allocateTicks(rows.length);
  rows.forEach(({ time, price, instrument = 0, volume = 10_000 }, row) => {
    block.instrument[row] = instrument;
    block.time[row] = time;
    block.price[row] = price;
    block.bid[row] = price - 0.01;
    block.ask[row] = price + 0.01;
    block.volume[row] = volume;
  });
  return block;
}

/** A block of minutes, one after the other from `startMs` on, that each stay within a cent of their price. */
export function aBarBlock(startMs: number, prices: readonly number[], instrument = 0): BarBlock {
  const block = allocateBars(prices.length);
  prices.forEach((price, row) => {
    block.instrument[row] = instrument;
    block.openTime[row] = startMs + row * MINUTE_MS;
    block.closeTime[row] = block.openTime[row] + MINUTE_MS;
    block.open[row] = price;
    block.high[row] = price + 0.01;
    block.low[row] = price - 0.01;
    block.close[row] = price;
    block.volume[row] = 10_000;
  });
  return block;
}
