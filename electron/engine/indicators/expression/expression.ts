import { err, ok, type Result } from '../../../../shared/base/result.ts';
import { defineIndicator, type IndicatorDefinition, type IndicatorInstance } from '../indicator.ts';
import { checkSyntax } from './check.ts';
import type { CheckedPart } from './checked-part.ts';
import { compile } from './compile.ts';
import { type ExpressionFault, FaultFound } from './expression-fault.ts';
import { parseSyntax } from './parse-syntax.ts';
import { printSyntax } from './syntax.ts';

/** A custom indicator that was read and checked. */
export interface ExpressionIndicator {
  /** The expression in one way of writing; read again it is the same. */
  readonly text: string;
  /** A condition gives 1 where it holds and 0 where it doesn't. */
  readonly type: 'number' | 'boolean';
  /** Bars before the first one on which it has (or may have) a value. */
  readonly warmUp: number;
  /** Whether it may have no value on a later bar: division by zero, a root of less than zero, a pattern that is not there. */
  readonly isSparse: boolean;
  readonly needsReference: boolean;
  readonly create: () => IndicatorInstance;
}

/**
 * Reads a custom indicator, such as `ema(close, 12) - ema(close, 26)`, `rsi(14) > 70 ? 1 : 0`, `zscore(rsi(14), 50)` or
 * `close > bollinger(20, 2).upper and volume > sma(volume, 20)`. What it knows: numbers, `true` and `false`; the columns open, high, low,
 * close, volume, hl2, hlc3, ohlc4; every indicator of the catalogue by name or alias with `_` for `-`, over the bars or over a series given
 * first, its parameters as numbers in their order; `.output` of an indicator with several; `[n]` for n bars ago; + − * / %,
 * comparisons, `and or not`, `? :`; and the functions of functions.ts. A part that has no value on a bar (warm-up, division by zero) leaves
 * what is made of it without one there; `nz` fills in. It never throws. See docs/adr/0007-custom-indicators.md.
 */
export function parseExpression(text: string): Result<ExpressionIndicator, ExpressionFault> {
  try {
    const syntax = parseSyntax(text);
    const part: CheckedPart = checkSyntax(syntax);
    return ok({
      text: printSyntax(syntax),
      type: part.type,
      warmUp: part.warmUp,
      isSparse: part.mayLack,
      needsReference: part.needsReference,
      create: () => compile(part),
    });
  } catch (error) {
    if (error instanceof FaultFound) return err(error.fault);
    throw error;
  }
}

export interface CustomIndicator {
  readonly name: string;
  readonly title: string;
  readonly expression: string;
  readonly placement: 'overlay' | 'pane';
}

/** Makes an indicator of an expression. It has no parameters and is shelved with the statistics. */
export function customIndicator({ name, title, expression, placement }: CustomIndicator): Result<IndicatorDefinition, ExpressionFault> {
  const parsed = parseExpression(expression);
  if (!parsed.ok) return parsed;
  const { text, type, warmUp, isSparse, needsReference, create } = parsed.value;
  return ok(
    defineIndicator({
      name,
      title,
      family: 'statistics',
      summary: `Your own indicator: ${text}.`,
      placement,
      range: type === 'boolean' ? [0, 1] : null,
      needsReference,
      isSparse,
      parameters: [],
      outputs: [{ name: 'value', title, plot: type === 'boolean' ? 'step' : 'line' }],
      warmUp: () => warmUp,
      create,
    }),
  );
}
