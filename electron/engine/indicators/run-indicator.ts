import type { IndicatorDefinition, SeriesColumns } from './indicator.ts';

/**
 * The batch form: returns one column per output, as long as `columns`, with the numbers that an instance gives bar by bar.
 * A bar that is not whole (a price that is no finite number, or a volume that is none or below zero) is left out: the
 * indicator never sees it and its values there are NaN.
 * `values`: one number per parameter, see `parameterValues`.
 */
export function runIndicator(definition: IndicatorDefinition, values: readonly number[], columns: SeriesColumns): Float64Array[] {
  const { length } = columns.close;
  const outputs = definition.outputs.map(() => new Float64Array(length).fill(Number.NaN));
  const instance = definition.create(values);
  const into = new Float64Array(outputs.length);
  for (let row = 0; row < length; row += 1) {
    if (!isWhole(columns, row)) continue;
    into.fill(Number.NaN);
    instance.update(columns, row, into);
    for (let place = 0; place < into.length; place += 1) outputs[place][row] = into[place];
  }
  return outputs;
}

function isWhole({ open, high, low, close, volume }: SeriesColumns, row: number): boolean {
  const sum = open[row] + high[row] + low[row] + close[row] + volume[row];
  // False for NaN, and for a sum that an infinite part makes infinite or NaN.
  return sum - sum === 0 && volume[row] >= 0;
}
