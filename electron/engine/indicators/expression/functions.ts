import { exp, log } from '../../kernel/math.ts';
import { Lagged } from '../window/lagged.ts';
import { RollingExtreme } from '../window/rolling-extreme.ts';
import { RollingSum } from '../window/rolling-sum.ts';

/** What a function of the expression language is and does. */
export interface ExpressionFunction {
  readonly name: string;
  /** How it is written, for messages and help. */
  readonly form: string;
  readonly result: 'number' | 'boolean';
  /** How many series it takes, at least and at most. */
  readonly series: readonly [number, number];
  /** Whether a count of bars follows them, and what it is where it is left out (`null`: it may not be). */
  readonly bars?: { readonly default: number | null };
  /** How many bars it has to see, beyond what its series need. */
  readonly warmUp: (bars: number) => number;
  /** Whether it may have no value where its series do. */
  readonly mayLack?: boolean;
  /** Whether it has a value where its first series has none. */
  readonly fillsIn?: boolean;
  /** Makes the function; `args` holds the values of its series on a bar. */
  readonly make: (bars: number, count: number) => (args: Float64Array) => number;
}

const plain = (name: string, form: string, f: (x: number) => number, mayLack = false): ExpressionFunction => ({
  name,
  form,
  result: 'number',
  series: [1, 1],
  warmUp: () => 0,
  mayLack,
  make: () => (args) => f(args[0]),
});

/** A function of the last bars; on a bar on which its series has no value it has none and remembers nothing. */
const windowed = (name: string, make: (bars: number) => { update(x: number): number }): ExpressionFunction => ({
  name,
  form: `${name}(series, bars)`,
  result: 'number',
  series: [1, 1],
  bars: { default: null },
  warmUp: (bars) => bars - 1,
  make: (bars) => {
    const window = make(bars);
    return (args) => (args[0] === args[0] ? window.update(args[0]) : Number.NaN);
  },
});

const extreme = (name: string, pick: (a: number, b: number) => number): ExpressionFunction => ({
  name,
  form: `${name}(a, b, …)`,
  result: 'number',
  series: [2, 8],
  warmUp: () => 0,
  make: () => (args) => {
    let best = args[0];
    for (let i = 1; i < args.length; i += 1) best = pick(best, args[i]);
    return best;
  },
});

const cross = (name: string, sign: 1 | -1): ExpressionFunction => ({
  name,
  form: `${name}(a, b)`,
  result: 'boolean',
  series: [2, 2],
  warmUp: () => 1,
  make: () => {
    let before = Number.NaN;
    return (args) => {
      const apart = sign * (args[0] - args[1]);
      const last = before;
      before = apart;
      return apart === apart && last === last ? Number(apart > 0 && last <= 0) : Number.NaN;
    };
  },
});

const all: readonly ExpressionFunction[] = [
  extreme('min', Math.min),
  extreme('max', Math.max),
  plain('abs', 'abs(x)', Math.abs),
  plain('sign', 'sign(x)', Math.sign),
  plain('floor', 'floor(x)', Math.floor),
  plain('ceil', 'ceil(x)', Math.ceil),
  plain('sqrt', 'sqrt(x)', Math.sqrt, true),
  plain('log', 'log(x)', log, true),
  plain('exp', 'exp(x)', exp, true),
  {
    name: 'clamp',
    form: 'clamp(x, lowest, highest)',
    result: 'number',
    series: [3, 3],
    warmUp: () => 0,
    make: () => (args) => Math.min(args[2], Math.max(args[1], args[0])),
  },
  {
    name: 'nz',
    form: 'nz(x, otherwise)',
    result: 'number',
    series: [1, 2],
    warmUp: () => 0,
    fillsIn: true,
    make: (_bars, count) => (args) => {
      if (args[0] === args[0]) return args[0];
      return count === 2 ? args[1] : 0;
    },
  },
  windowed('highest', (bars) => new RollingExtreme('highest', bars)),
  windowed('lowest', (bars) => new RollingExtreme('lowest', bars)),
  windowed('sum', (bars) => new RollingSum(bars)),
  {
    name: 'change',
    form: 'change(x, bars)',
    result: 'number',
    series: [1, 1],
    bars: { default: 1 },
    warmUp: (bars) => bars,
    make: (bars) => {
      const earlier = new Lagged(bars);
      return (args) => args[0] - earlier.update(args[0]);
    },
  },
  cross('crossover', 1),
  cross('crossunder', -1),
];

/** The functions of the expression language by name, beside the indicators of the catalogue. */
export const expressionFunctions: ReadonlyMap<string, ExpressionFunction> = new Map(all.map((each) => [each.name, each]));
