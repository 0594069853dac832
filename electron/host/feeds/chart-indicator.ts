import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { ExpressionView, IndicatorRequest } from '../../../shared/contract/index.ts';
import { findIndicator, indicatorCatalogue, parameterValues } from '../../engine/indicators/catalogue.ts';
import { customIndicator, parseExpression } from '../../engine/indicators/expression/expression.ts';
import type { ExpressionFault } from '../../engine/indicators/expression/expression-fault.ts';
import type { IndicatorDefinition } from '../../engine/indicators/indicator.ts';

/** An indicator that a chart asked for, with values for all of its parameters. */
export interface ChartIndicator {
  readonly request: Pick<IndicatorRequest, 'key'>;
  readonly definition: IndicatorDefinition;
  readonly values: readonly number[];
  /** Index of the instrument that it is compared with. */
  readonly reference: number | null;
}

/** Why a chart can't show what it asked for. `column`: where in its expression, where it has one. */
export type ChartIndicatorFault =
  | { readonly kind: 'unknown'; readonly message: string }
  | ({ readonly kind: 'expression' } & ExpressionFault);

/** Returns the indicator that was asked for, by name or as an expression, with its parameters. */
export function chartIndicator(request: IndicatorRequest, reference: number | null): Result<ChartIndicator, ChartIndicatorFault> {
  const definition = definitionOf(request);
  if (!definition.ok) return definition;
  const values = parameterValues(definition.value, request.parameters);
  if (!values.ok) return err({ kind: 'unknown', message: values.error.message });
  return ok({ request, definition: definition.value, values: values.value, reference });
}

function definitionOf({ name, expression }: IndicatorRequest): Result<IndicatorDefinition, ChartIndicatorFault> {
  if (expression !== null) {
    const custom = customIndicator({ name, title: name, expression, placement: 'pane' });
    return custom.ok ? custom : err({ kind: 'expression', ...custom.error });
  }
  const definition = findIndicator(name);
  if (definition !== null) return ok(definition);
  return err({
    kind: 'unknown',
    message: `There is no indicator "${name}"; there are ${indicatorCatalogue.map((each) => each.name).join(', ')}.`,
  });
}

/** Returns what the editor shows of an expression. */
export function viewExpression(expression: string): ExpressionView {
  const parsed = parseExpression(expression);
  if (!parsed.ok) return { isValid: false, ...parsed.error };
  const { text, type, warmUp, isSparse, needsReference } = parsed.value;
  const outputs = [{ name: 'value', title: 'Value', plot: type === 'boolean' ? ('step' as const) : ('line' as const) }];
  return { isValid: true, text, type, outputs, warmUp, isSparse, needsReference };
}
