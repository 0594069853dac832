import type { IndicatorDefinition } from '../indicator.ts';

/** Numbers that describe how price is spread and how it goes along with itself or another price. */
export const statistics: readonly IndicatorDefinition[] = [];
