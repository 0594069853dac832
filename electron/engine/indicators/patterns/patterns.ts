import type { IndicatorDefinition } from '../indicator.ts';
import { afterTrendCandles } from './after-trend-candles.ts';
import { candlestickPattern } from './pattern.ts';
import { severalCandles } from './several-candles.ts';
import { singleCandles } from './single-candles.ts';

/** Candlestick patterns, by the rules of the technicalindicators library. */
export const patterns: readonly IndicatorDefinition[] = [...singleCandles, ...severalCandles, ...afterTrendCandles].map(candlestickPattern);
