import type { MessageTable } from './message-table.ts';

/** What analyses and checks find, as signals and verdicts carry it; all figures come as they are to be read. */
export const analysisWords = {
  trending: (v: { direction: string; efficiency: string; bars: string; sure: string }) =>
    `trending ${v.direction}: efficiency ${v.efficiency} over ${v.bars} bars, ${v.sure} sure`,
  ranging: (v: { efficiency: string; bars: string; sure: string }) =>
    `ranging: efficiency ${v.efficiency} over ${v.bars} bars, ${v.sure} sure`,
  'range-edge': 'a price near its bands tends back to the middle',
  'higher-trend': (v: { interval: string; direction: string }) => `${v.interval} trend ${v.direction}`,
  'no-shorting': (v: { symbol: string }) => `Sell ignored: no position in ${v.symbol}, shorting not allowed`,
} as const satisfies MessageTable;
