import type { IndicatorDefinition } from '../indicator.ts';
import { ema } from './ema.ts';
import { sma } from './sma.ts';

/** Moving averages. */
export const averages: readonly IndicatorDefinition[] = [sma, ema];
