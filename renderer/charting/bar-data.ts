import type { CandlestickData, HistogramData, UTCTimestamp } from 'lightweight-charts';
import type { BarColumns } from '../../shared/contract/index.ts';
import type { ChartColours } from './colours.ts';

/** The chart library counts time in seconds; nothing outside this folder does. */
export function seconds(timeMs: number): UTCTimestamp {
  return (timeMs / 1000) as UTCTimestamp;
}

export function candleAt(bars: BarColumns, row: number): CandlestickData<UTCTimestamp> {
  return { time: seconds(bars.openTime[row]), open: bars.open[row], high: bars.high[row], low: bars.low[row], close: bars.close[row] };
}

export function candlesOf(bars: BarColumns): CandlestickData<UTCTimestamp>[] {
  return bars.openTime.map((_, row) => candleAt(bars, row));
}

export function volumesOf(bars: BarColumns, colours: ChartColours): HistogramData<UTCTimestamp>[] {
  return bars.openTime.map((openTime, row) => ({
    time: seconds(openTime),
    value: bars.volume[row],
    color: bars.close[row] >= bars.open[row] ? colours.upSoft : colours.downSoft,
  }));
}
