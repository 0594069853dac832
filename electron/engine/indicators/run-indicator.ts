import type { IndicatorDefinition, IndicatorInstance, SeriesColumns } from './indicator.ts';

/**
 * The batch form: returns one column per output, as long as `columns`, with the numbers that an instance gives bar by bar.
 * A bar that is not whole (a price that is no finite number, or a volume that is none or below zero) is left out: the
 * indicator never sees it and its values there are NaN.
 * `values`: one number per parameter, see `parameterValues`.
 */
export function runIndicator(definition: IndicatorDefinition, values: readonly number[], columns: SeriesColumns): Float64Array[] {
  const run = new IndicatorRun(definition, values, columns);
  run.advance(columns.close.length);
  return run.outputs;
}

/** The batch form in pieces, for callers that must not hold their thread for long. */
export class IndicatorRun {
  /** One column per output; NaN from the row on that comes next. */
  readonly outputs: Float64Array[];
  readonly #columns: SeriesColumns;
  readonly #instance: IndicatorInstance;
  readonly #into: Float64Array;
  #row = 0;

  constructor(definition: IndicatorDefinition, values: readonly number[], columns: SeriesColumns) {
    const { length } = columns.close;
    this.#columns = columns;
    this.outputs = definition.outputs.map(() => new Float64Array(length).fill(Number.NaN));
    this.#instance = definition.create(values);
    this.#into = new Float64Array(this.outputs.length);
  }

  /** Takes at most `rows` more bars; returns whether all are taken. */
  advance(rows: number): boolean {
    const columns = this.#columns;
    const instance = this.#instance;
    const into = this.#into;
    const { outputs } = this;
    const { length } = columns.close;
    const end = Math.min(length, this.#row + rows);
    for (let row = this.#row; row < end; row += 1) {
      if (!isWhole(columns, row)) continue;
      into.fill(Number.NaN);
      instance.update(columns, row, into);
      for (let place = 0; place < into.length; place += 1) outputs[place][row] = into[place];
    }
    this.#row = end;
    return end === length;
  }
}

function isWhole({ open, high, low, close, volume }: SeriesColumns, row: number): boolean {
  const sum = open[row] + high[row] + low[row] + close[row] + volume[row];
  // False for NaN, and for a sum that an infinite part makes infinite or NaN.
  return sum - sum === 0 && volume[row] >= 0;
}
