import type { BarColumns, ChartFrame, IndicatorLine, IndicatorRequest } from '../../../shared/contract/index.ts';
import { type BarBlock, copyRows } from '../../../shared/domain/market-block.ts';
import type { IndicatorDefinition } from '../../engine/indicators/indicator.ts';
import { runIndicator } from '../../engine/indicators/run-indicator.ts';

/** An indicator that a chart asked for, with values for all of its parameters. */
export interface ChartIndicator {
  readonly request: IndicatorRequest;
  readonly definition: IndicatorDefinition;
  readonly values: readonly number[];
}

/** Returns bars as the parallel lists of the contract. */
export function columnsOf(bars: BarBlock): BarColumns {
  return {
    openTime: [...bars.openTime],
    open: [...bars.open],
    high: [...bars.high],
    low: [...bars.low],
    close: [...bars.close],
    volume: [...bars.volume],
  };
}

/** Returns every output of an indicator over the bars from `from` on; those before only warm it up. */
export function linesOf(bars: BarBlock, from: number, { request, definition, values }: ChartIndicator): IndicatorLine[] {
  const columns = runIndicator(definition, values, { ...bars, reference: null });
  return definition.outputs.map((output, place) => ({
    key: request.key,
    name: definition.name,
    output: output.name,
    values: Array.from(columns[place].subarray(from), (value) => (Number.isNaN(value) ? null : value)),
  }));
}

/** Returns the bars from `from` on with their indicators. */
export function frameOf(
  bars: BarBlock,
  from: number,
  indicators: readonly ChartIndicator[],
  options: Pick<ChartFrame, 'isReset' | 'asOf' | 'hasOlder'>,
): ChartFrame {
  const shown = from === 0 ? bars : copyRows(bars, from, bars.length);
  return { ...options, bars: columnsOf(shown), lines: indicators.flatMap((indicator) => linesOf(bars, from, indicator)) };
}
