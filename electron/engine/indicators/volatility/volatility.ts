import type { IndicatorDefinition } from '../indicator.ts';
import { atr } from './atr.ts';
import { bollinger } from './bollinger.ts';

/** How restless price is. */
export const volatility: readonly IndicatorDefinition[] = [atr, bollinger];
