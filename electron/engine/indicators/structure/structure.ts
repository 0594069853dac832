import type { IndicatorDefinition } from '../indicator.ts';

/** Levels, turning points and other drawings of price. */
export const structure: readonly IndicatorDefinition[] = [];
