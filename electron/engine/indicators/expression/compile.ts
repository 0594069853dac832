import type { IndicatorInstance, SeriesColumns } from '../indicator.ts';
import { Lagged } from '../window/lagged.ts';
import type { CheckedPart, ColumnName } from './checked-part.ts';
import { finite, operators } from './operators.ts';

/** Works out one part on one bar and puts it into its register. */
type Step = (bars: SeriesColumns, row: number) => void;

const readers: Readonly<Record<ColumnName, (bars: SeriesColumns, row: number) => number>> = {
  open: ({ open }, row) => open[row],
  high: ({ high }, row) => high[row],
  low: ({ low }, row) => low[row],
  close: ({ close }, row) => close[row],
  volume: ({ volume }, row) => volume[row],
  hl2: ({ high, low }, row) => (high[row] + low[row]) / 2,
  hlc3: ({ high, low, close }, row) => (high[row] + low[row] + close[row]) / 3,
  ohlc4: ({ open, high, low, close }, row) => (open[row] + high[row] + low[row] + close[row]) / 4,
};

/**
 * Turns a checked expression into a list of steps over registers, each part after those it needs and parts of the same text once. No
 * text is run, and nothing is allocated once it is made.
 */
class Compiler {
  readonly steps: Step[] = [];
  readonly #places = new Map<string, number>();
  readonly #runs = new Map<string, Float64Array>();
  #registers = new Float64Array(512);

  get registers(): Float64Array {
    return this.#registers;
  }

  /** Returns the register of a part. */
  place(part: CheckedPart): number {
    const found = this.#places.get(part.key);
    if (found !== undefined) return found;
    const step = this.#step(part);
    const at = this.#places.size;
    this.#places.set(part.key, at);
    const registers = this.#registers;
    this.steps.push((bars, row) => void (registers[at] = step(bars, row)));
    return at;
  }

  #step(part: CheckedPart): (bars: SeriesColumns, row: number) => number {
    const registers = this.#registers;
    switch (part.kind) {
      case 'constant':
        return () => part.value;
      case 'column':
        return readers[part.name];
      case 'indicator': {
        const outputs = this.#indicator(part);
        return () => finite(outputs[part.output]);
      }
      case 'function': {
        const places = part.args.map((arg) => this.place(arg));
        const args = new Float64Array(places.length);
        const apply = part.definition.make(part.bars, places.length);
        return () => {
          for (let i = 0; i < args.length; i += 1) args[i] = registers[places[i]];
          return finite(apply(args));
        };
      }
      case 'back': {
        const of = this.place(part.of);
        if (part.bars === 0) return () => registers[of];
        const earlier = new Lagged(part.bars);
        return () => earlier.update(registers[of]);
      }
      case 'unary': {
        const of = this.place(part.of);
        return part.operator === 'not' ? () => 1 - registers[of] : () => -registers[of];
      }
      case 'binary': {
        const left = this.place(part.left);
        const right = this.place(part.right);
        const apply = operators[part.operator];
        return () => apply(registers[left], registers[right]);
      }
      default: {
        const condition = this.place(part.condition);
        const whenTrue = this.place(part.whenTrue);
        const whenFalse = this.place(part.whenFalse);
        return () => {
          const truth = registers[condition];
          if (truth !== truth) return truth;
          return truth === 1 ? registers[whenTrue] : registers[whenFalse];
        };
      }
    }
  }

  /** Runs an indicator once a bar, however many of its outputs are asked for, and returns where it leaves them. */
  #indicator({ definition, values, source, key }: Extract<CheckedPart, { kind: 'indicator' }>): Float64Array {
    const run = key.slice(0, key.lastIndexOf('.'));
    const found = this.#runs.get(run);
    if (found !== undefined) return found;
    const outputs = new Float64Array(definition.outputs.length).fill(Number.NaN);
    const instance = definition.create(values);
    if (source === null) this.steps.push((bars, row) => instance.update(bars, row, outputs));
    else this.steps.push(overSeries(instance, this.#registers, this.place(source), outputs));
    this.#runs.set(run, outputs);
    return outputs;
  }
}

/**
 * Feeds an indicator a series in place of every price, with the volume and time of the bar. On a bar on which the series has no value the
 * indicator sees nothing and has none.
 */
function overSeries(instance: IndicatorInstance, registers: Float64Array, place: number, outputs: Float64Array): Step {
  const price = new Float64Array(1);
  const volume = new Float64Array(1);
  const openTime = new Float64Array(1);
  const other = new Float64Array(1);
  const alone: SeriesColumns = { openTime, open: price, high: price, low: price, close: price, volume, reference: null };
  const beside: SeriesColumns = { ...alone, reference: other };
  return (bars, row) => {
    const value = registers[place];
    if (value !== value) {
      outputs.fill(Number.NaN);
      return;
    }
    price[0] = value;
    volume[0] = bars.volume[row];
    openTime[0] = bars.openTime[row];
    if (bars.reference !== null) other[0] = bars.reference[row];
    instance.update(bars.reference === null ? alone : beside, 0, outputs);
  };
}

/** Makes an instance of a checked expression. It has no value on its first `warmUp` bars, even where a part that is warm earlier would do. */
export function compile(part: CheckedPart): IndicatorInstance {
  const compiler = new Compiler();
  const place = compiler.place(part);
  const { steps, registers } = compiler;
  let left = part.warmUp;
  return {
    update(bars, row, into) {
      for (let i = 0; i < steps.length; i += 1) steps[i](bars, row);
      into[0] = left === 0 ? registers[place] : Number.NaN;
      if (left > 0) left -= 1;
    },
  };
}
