import type { BarColumns, ChartFrame, IndicatorLine, IndicatorRequest } from '../../../shared/contract/index.ts';
import { type BarBlock, copyRows } from '../../../shared/domain/market-block.ts';
import type { IndicatorDefinition } from '../../engine/indicators/indicator.ts';

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
  const instance = definition.create(values);
  const outputs = new Float64Array(definition.outputs.length);
  const lines = definition.outputs.map((output) => ({ key: request.key, name: definition.name, output, values: [] as (number | null)[] }));
  for (let row = 0; row < bars.length; row += 1) {
    outputs.fill(Number.NaN);
    instance.update(bars.open[row], bars.high[row], bars.low[row], bars.close[row], bars.volume[row], outputs);
    if (row < from) continue;
    for (let place = 0; place < lines.length; place += 1) {
      const value = outputs[place];
      lines[place].values.push(Number.isNaN(value) ? null : value);
    }
  }
  return lines;
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
