import type { IndicatorDefinition } from '../indicator.ts';
import { macd } from './macd.ts';
import { rsi } from './rsi.ts';

/** Momentum and oscillators. */
export const momentum: readonly IndicatorDefinition[] = [rsi, macd];
