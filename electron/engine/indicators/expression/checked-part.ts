import type { IndicatorDefinition } from '../indicator.ts';
import type { ExpressionFunction } from './functions.ts';
import type { Operator } from './syntax.ts';

export const columnNames = ['open', 'high', 'low', 'close', 'volume', 'hl2', 'hlc3', 'ohlc4'] as const;
export type ColumnName = (typeof columnNames)[number];

/** A part of an expression whose names, types and parameters are known to be right. */
export type CheckedPart = {
  /** Its text in one way of writing: parts of the same text are worked out once. */
  readonly key: string;
  /** A truth is 1 or 0 at work. */
  readonly type: 'number' | 'boolean';
  /** Bars before the first one on which it has (or may have) a value. */
  readonly warmUp: number;
  /** Whether it may have no value on a bar after that. */
  readonly mayLack: boolean;
  readonly needsReference: boolean;
} & (
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'column'; readonly name: ColumnName }
  | {
      readonly kind: 'indicator';
      readonly definition: IndicatorDefinition;
      readonly values: readonly number[];
      readonly output: number;
      /** What it reads in place of prices, `null` for the bars themselves. */
      readonly source: CheckedPart | null;
    }
  | { readonly kind: 'function'; readonly definition: ExpressionFunction; readonly bars: number; readonly args: readonly CheckedPart[] }
  | { readonly kind: 'back'; readonly of: CheckedPart; readonly bars: number }
  | { readonly kind: 'unary'; readonly operator: '-' | 'not'; readonly of: CheckedPart }
  | { readonly kind: 'binary'; readonly operator: Operator; readonly left: CheckedPart; readonly right: CheckedPart }
  | { readonly kind: 'choice'; readonly condition: CheckedPart; readonly whenTrue: CheckedPart; readonly whenFalse: CheckedPart }
);
