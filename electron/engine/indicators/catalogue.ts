import { err, ok, type Result } from '../../../shared/base/result.ts';
import { Atr } from './atr.ts';
import { Bollinger } from './bollinger.ts';
import { Ema } from './ema.ts';
import type { IndicatorDefinition, IndicatorParameter } from './indicator.ts';
import { Macd } from './macd.ts';
import { Rsi } from './rsi.ts';
import { Sma } from './sma.ts';

function period(title: string, value: number, name = 'period'): IndicatorParameter {
  return { name, title, default: value, minimum: 1, maximum: 5000, isWhole: true };
}

/** Every indicator, in the order in which menus show them. */
export const indicatorCatalogue: readonly IndicatorDefinition[] = [
  {
    name: 'sma',
    aliases: [],
    title: 'Simple moving average',
    placement: 'overlay',
    parameters: [period('Bars averaged', 20)],
    outputs: ['value'],
    create: ([length]) => {
      const sma = new Sma(length);
      return { update: (_open, _high, _low, close, _volume, into) => void (into[0] = sma.update(close)) };
    },
  },
  {
    name: 'ema',
    aliases: [],
    title: 'Exponential moving average',
    placement: 'overlay',
    parameters: [period('Bars', 20)],
    outputs: ['value'],
    create: ([length]) => {
      const ema = new Ema(length);
      return { update: (_open, _high, _low, close, _volume, into) => void (into[0] = ema.update(close)) };
    },
  },
  {
    name: 'bollinger',
    aliases: ['bb', 'bbands', 'bollinger-bands'],
    title: 'Bollinger bands',
    placement: 'overlay',
    parameters: [
      period('Bars', 20),
      { name: 'deviations', title: 'Standard deviations', default: 2, minimum: 0.1, maximum: 10, isWhole: false },
    ],
    outputs: ['upper', 'middle', 'lower'],
    create: ([length, deviations]) => {
      const bands = new Bollinger(length, deviations);
      return {
        update(_open, _high, _low, close, _volume, into) {
          bands.update(close);
          into[0] = bands.upper;
          into[1] = bands.middle;
          into[2] = bands.lower;
        },
      };
    },
  },
  {
    name: 'rsi',
    aliases: [],
    title: 'Relative strength index',
    placement: 'pane',
    parameters: [period('Bars', 14)],
    outputs: ['value'],
    create: ([length]) => {
      const rsi = new Rsi(length);
      return { update: (_open, _high, _low, close, _volume, into) => void (into[0] = rsi.update(close)) };
    },
  },
  {
    name: 'macd',
    aliases: [],
    title: 'Moving average convergence / divergence',
    placement: 'pane',
    parameters: [period('Fast EMA bars', 12, 'fast'), period('Slow EMA bars', 26, 'slow'), period('Signal EMA bars', 9, 'signal')],
    outputs: ['macd', 'signal', 'histogram'],
    create: ([fast, slow, signal]) => {
      const macd = new Macd(fast, slow, signal);
      return {
        update(_open, _high, _low, close, _volume, into) {
          macd.update(close);
          into[0] = macd.macd;
          into[1] = macd.signal;
          into[2] = macd.histogram;
        },
      };
    },
  },
  {
    name: 'atr',
    aliases: [],
    title: 'Average true range',
    placement: 'pane',
    parameters: [period('Bars', 14)],
    outputs: ['value'],
    create: ([length]) => {
      const atr = new Atr(length);
      return { update: (_open, high, low, close, _volume, into) => void (into[0] = atr.update(high, low, close)) };
    },
  },
];

/** Returns the indicator with this name or alias, in any case, or `null`. */
export function findIndicator(name: string): IndicatorDefinition | null {
  const wanted = name.toLowerCase();
  return indicatorCatalogue.find((definition) => definition.name === wanted || definition.aliases.includes(wanted)) ?? null;
}

export type ParameterFault = { readonly code: 'unknown-parameter' | 'out-of-range'; readonly message: string };

/**
 * Returns one number per parameter, defaults where `given` has none. Errors: `unknown-parameter`,
 * `out-of-range` (also for a fraction where a whole number is expected).
 */
export function parameterValues(
  definition: IndicatorDefinition,
  given: Readonly<Record<string, number>>,
): Result<number[], ParameterFault> {
  const names = definition.parameters.map((parameter) => parameter.name);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    return err({ code: 'unknown-parameter', message: `${definition.name} has no parameter "${unknown}"; it has ${names.join(', ')}` });
  }
  const values: number[] = [];
  for (const parameter of definition.parameters) {
    const value = given[parameter.name] ?? parameter.default;
    const isFitting = value >= parameter.minimum && value <= parameter.maximum && (!parameter.isWhole || Number.isInteger(value));
    if (!isFitting) {
      const form = parameter.isWhole ? 'a whole number' : 'a number';
      return err({
        code: 'out-of-range',
        message: `${definition.name}: expected ${parameter.name} to be ${form} from ${parameter.minimum} to ${parameter.maximum}, found ${value}`,
      });
    }
    values.push(value);
  }
  return ok(values);
}
