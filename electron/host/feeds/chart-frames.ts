import type { BarColumns, ChartFrame } from '../../../shared/contract/index.ts';
import { type BarBlock, copyRows } from '../../../shared/domain/market-block.ts';

/** Returns bars as the parallel lists of the contract. */
export function columnsOf(bars: BarBlock): BarColumns {
  return {
    openTime: [...bars.openTime],
    open: [...bars.open],
    high: [...bars.high],
    low: [...bars.low],
    close: [...bars.close],
    volume: [...bars.volume],
  };
}

/** Returns the bars from `from` on with what is shown beside them. */
export function frameOf(bars: BarBlock, from: number, rest: Omit<ChartFrame, 'bars'>): ChartFrame {
  return { ...rest, bars: columnsOf(from === 0 ? bars : copyRows(bars, from, bars.length)) };
}
