import type { IndicatorDefinition } from '../indicator.ts';

/** Candlestick patterns. */
export const patterns: readonly IndicatorDefinition[] = [];
