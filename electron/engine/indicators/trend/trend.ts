import type { IndicatorDefinition } from '../indicator.ts';
import { adx } from './adx.ts';
import { supertrend } from './supertrend.ts';

/** Which way price goes, and how firmly. */
export const trend: readonly IndicatorDefinition[] = [adx, supertrend];
