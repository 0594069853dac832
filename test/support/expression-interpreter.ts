import { findIndicator, parameterValues } from '../../electron/engine/indicators/catalogue.ts';
import type { Syntax } from '../../electron/engine/indicators/expression/syntax.ts';
import type { SeriesColumns } from '../../electron/engine/indicators/indicator.ts';
import { runIndicator } from '../../electron/engine/indicators/run-indicator.ts';
import { type OracleBars, plainBars } from './indicator-oracles.ts';

/**
 * A second, naive meaning of the expression language: every part is worked out on whole columns, one after the other, with nothing of the
 * compiler. It must be given an expression that was accepted. NaN: no value.
 */
export function interpret(syntax: Syntax, columns: SeriesColumns): number[] {
  const bars = plainBars(columns);
  const length = bars.close.length;
  const work = (part: Syntax): number[] => {
    switch (part.kind) {
      case 'number':
      case 'truth':
        return Array.from({ length }, () => Number(part.value));
      case 'back':
        return delayed(work(part.of), part.bars);
      case 'unary':
        return work(part.of).map((value) => (part.operator === 'not' ? 1 - value : -value));
      case 'binary': {
        const right = work(part.right);
        return work(part.left).map((left, bar) => combined(part.operator, left, right[bar]));
      }
      case 'choice': {
        const [yes, no] = [work(part.whenTrue), work(part.whenFalse)];
        return work(part.condition).map((truth, bar) => (Number.isNaN(truth) ? truth : truth === 1 ? yes[bar] : no[bar]));
      }
      case 'output':
        return named(part.of as Syntax & { kind: 'name' }, part.output);
      default:
        return named(part, null);
    }
  };
  const named = ({ name, args }: Syntax & { kind: 'name' }, output: string | null): number[] => {
    const column = columnOf(name, bars);
    if (column !== null) return column;
    const done = applied(
      name,
      (args ?? []).map((arg) => () => work(arg)),
      (args ?? []).map(numberOf),
    );
    return done ?? indicatorOf(name, args ?? [], output, columns, work);
  };
  return work(syntax);
}

function indicatorOf(
  name: string,
  args: readonly Syntax[],
  output: string | null,
  columns: SeriesColumns,
  work: (part: Syntax) => number[],
): number[] {
  const definition = findIndicator(name.replaceAll('_', '-')) ?? findIndicator(name);
  if (definition === null) throw new Error(`no ${name}`);
  const hasSource = args.length > 0 && Number.isNaN(numberOf(args[0]));
  const given = (hasSource ? args.slice(1) : args).map((arg, place) => [definition.parameters[place].name, numberOf(arg)]);
  const values = parameterValues(definition, Object.fromEntries(given) as Record<string, number>);
  if (!values.ok) throw new Error(values.error.message);
  const place = output === null ? 0 : definition.outputs.findIndex((each) => each.name === output);
  if (!hasSource) return [...runIndicator(definition, values.value, columns)[place]].map(known);
  const source = work(args[0]);
  const kept = [...source.keys()].filter((bar) => !Number.isNaN(source[bar]));
  const price = Float64Array.from(kept, (bar) => source[bar]);
  const pick = (column: Float64Array): Float64Array => Float64Array.from(kept, (bar) => column[bar]);
  const alone = {
    openTime: pick(columns.openTime),
    open: price,
    high: price,
    low: price,
    close: price,
    volume: pick(columns.volume),
    reference: null,
  };
  const found = runIndicator(definition, values.value, alone)[place];
  const whole = source.map(() => Number.NaN);
  for (const [at, bar] of kept.entries()) whole[bar] = known(found[at]);
  return whole;
}

function columnOf(name: string, { open, high, low, close, volume }: OracleBars): number[] | null {
  const mix = (f: (bar: number) => number): number[] => close.map((_, bar) => f(bar));
  switch (name) {
    case 'open':
      return open;
    case 'high':
      return high;
    case 'low':
      return low;
    case 'close':
      return close;
    case 'volume':
      return volume;
    case 'hl2':
      return mix((bar) => (high[bar] + low[bar]) / 2);
    case 'hlc3':
      return mix((bar) => (high[bar] + low[bar] + close[bar]) / 3);
    case 'ohlc4':
      return mix((bar) => (open[bar] + high[bar] + low[bar] + close[bar]) / 4);
    default:
      return null;
  }
}

function applied(name: string, series: readonly (() => number[])[], numbers: readonly number[]): number[] | null {
  const each = (f: (...values: number[]) => number): number[] => {
    const columns = series.map((column) => column());
    return columns[0].map((_, bar) => known(f(...columns.map((column) => column[bar]))));
  };
  const windowed = (f: (window: number[]) => number): number[] => {
    const x = series[0]();
    const bars = numbers[1];
    return x.map((value, bar) => {
      const window = x
        .slice(0, bar + 1)
        .filter((before) => !Number.isNaN(before))
        .slice(-bars);
      return Number.isNaN(value) || window.length < bars ? Number.NaN : f(window);
    });
  };
  const crossed = (sign: number): number[] => {
    const apart = each((a, b) => sign * (a - b));
    return apart.map((value, bar) =>
      bar === 0 || Number.isNaN(value) || Number.isNaN(apart[bar - 1]) ? Number.NaN : Number(value > 0 && apart[bar - 1] <= 0),
    );
  };
  switch (name) {
    case 'min':
      return each(Math.min);
    case 'max':
      return each(Math.max);
    case 'abs':
      return each(Math.abs);
    case 'sign':
      return each(Math.sign);
    case 'floor':
      return each(Math.floor);
    case 'ceil':
      return each(Math.ceil);
    case 'sqrt':
      return each(Math.sqrt);
    case 'log':
      return each(Math.log);
    case 'exp':
      return each(Math.exp);
    case 'clamp':
      return each((x, lowest, highest) => Math.min(highest, Math.max(lowest, x)));
    case 'nz':
      return each((x, otherwise = 0) => (Number.isNaN(x) ? otherwise : x));
    case 'highest':
      return windowed((window) => Math.max(...window));
    case 'lowest':
      return windowed((window) => Math.min(...window));
    case 'sum':
      return windowed((window) => window.reduce((a, b) => a + b, 0)).map(known);
    case 'change': {
      const x = series[0]();
      const before = delayed(x, numbers[1] ?? 1);
      return x.map((value, bar) => known(value - before[bar]));
    }
    case 'crossover':
      return crossed(1);
    case 'crossunder':
      return crossed(-1);
    default:
      return null;
  }
}

function combined(operator: string, a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.NaN;
  const truths: Record<string, boolean> = {
    and: a === 1 && b === 1,
    or: a === 1 || b === 1,
    '<': a < b,
    '<=': a <= b,
    '>': a > b,
    '>=': a >= b,
    '==': a === b,
    '!=': a !== b,
  };
  const numbers: Record<string, number> = { '+': a + b, '-': a - b, '*': a * b, '/': a / b, '%': a % b };
  return operator in truths ? Number(truths[operator]) : known(numbers[operator]);
}

const known = (value: number): number => (Number.isFinite(value) ? value : Number.NaN);

const delayed = (values: readonly number[], bars: number): number[] =>
  values.map((_, bar) => (bar < bars ? Number.NaN : values[bar - bars]));

function numberOf(syntax: Syntax): number {
  if (syntax.kind === 'number') return syntax.value;
  return syntax.kind === 'unary' && syntax.of.kind === 'number' && syntax.operator === '-' ? -syntax.of.value : Number.NaN;
}
