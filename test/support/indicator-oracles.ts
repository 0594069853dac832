import { expect, it } from 'vitest';
import { findIndicator, parameterValues } from '../../electron/engine/indicators/catalogue.ts';
import type { SeriesColumns } from '../../electron/engine/indicators/indicator.ts';
import { runIndicator } from '../../electron/engine/indicators/run-indicator.ts';
import { referenceQuotes, walkingColumns } from './indicator-series.ts';
import { hasSharedData, NEEDS_SHARED_DATA } from './shared-data.ts';

/** Columns of bars as plain lists, for oracles. */
export interface OracleBars {
  readonly openTime: number[];
  readonly open: number[];
  readonly high: number[];
  readonly low: number[];
  readonly close: number[];
  readonly volume: number[];
  readonly reference: number[] | null;
}

/** What an independent source says: a list per output, NaN where there is no value. */
export type Oracle = (bars: OracleBars, parameters: Readonly<Record<string, number>>) => Readonly<Record<string, readonly number[]>>;

export interface OracleCase {
  readonly name: string;
  /** Who says so: a library, or the definition worked out naively; with what differs by convention. */
  readonly source: string;
  readonly oracle: Oracle;
  /** Further parameter sets, beside the defaults. */
  readonly also?: readonly Readonly<Record<string, number>>[];
}

export function plainBars(columns: SeriesColumns): OracleBars {
  const { reference } = columns;
  return {
    openTime: [...columns.openTime],
    open: [...columns.open],
    high: [...columns.high],
    low: [...columns.low],
    close: [...columns.close],
    volume: [...columns.volume],
    reference: reference === null ? null : [...reference],
  };
}

/** Puts NaN before a list until it is `length` long. */
export function pad(values: readonly number[], length: number): number[] {
  return [...Array.from({ length: length - values.length }, () => Number.NaN), ...values];
}

/** What our indicator says with these parameters, by output. */
export function ours(name: string, given: Readonly<Record<string, number>>, columns: SeriesColumns): Record<string, number[]> {
  const definition = findIndicator(name);
  if (definition === null) throw new Error(`there is no indicator ${name}`);
  const values = parameterValues(definition, given);
  if (!values.ok) throw new Error(values.error.message);
  const found = runIndicator(definition, values.value, columns);
  return Object.fromEntries(definition.outputs.map((output, place) => [output.name, [...found[place]]]));
}

function allParameters(name: string, given: Readonly<Record<string, number>>): Record<string, number> {
  const definition = findIndicator(name);
  const defaults = (definition?.parameters ?? []).map((parameter): [string, number] => [parameter.name, parameter.default]);
  return { ...Object.fromEntries(defaults), ...given };
}

/** Expects the same values at the same bars, to 1e-9 of their size. */
export function expectAgree(
  found: Readonly<Record<string, readonly number[]>>,
  expected: Readonly<Record<string, readonly number[]>>,
): void {
  expect(Object.keys(found).toSorted()).toEqual(Object.keys(expected).toSorted());
  const apart = Object.entries(expected).flatMap(([output, values]) =>
    found[output].flatMap((value, bar) => {
      const other = values[bar];
      const isSame = Number.isNaN(value) ? Number.isNaN(other) : Math.abs(value - other) <= 1e-9 * Math.max(1, Math.abs(other));
      return isSame ? [] : [{ output, bar, found: value, expected: other }];
    }),
  );
  expect({ count: apart.length, first: apart.slice(0, 3) }).toEqual({ count: 0, first: [] });
}

/** Tests each indicator against its oracle on a walk and on two years of real bars, and that its first value comes after its warm-up. */
export function testAgainstOracles(cases: readonly OracleCase[]): void {
  for (const { name, source, oracle, also = [] } of cases) {
    for (const given of [{}, ...also]) {
      const parameters = allParameters(name, given);
      const check = (columns: SeriesColumns): void => {
        const found = ours(name, given, columns);
        expectAgree(found, oracle(plainBars(columns), parameters));
        const definition = findIndicator(name);
        if (definition === null || definition.isSparse) return;
        const firsts = Object.values(found).map((values) => values.findIndex((value) => !Number.isNaN(value)));
        expect(Math.max(...firsts)).toBe(definition.warmUp(Object.values(parameters)));
      };
      const title = `${name} ${JSON.stringify(given)} equals ${source}`;
      it(title, () => {
        check(walkingColumns(900));
        check(walkingColumns(700, 5));
      });
      it.skipIf(!hasSharedData)(`${title}, on real bars${NEEDS_SHARED_DATA}`, () =>
        check({ ...referenceQuotes('default'), reference: walkingColumns(502, 3).close }),
      );
    }
  }
}

/** Returns `f` of each bar's last `period` values, NaN where there are fewer or one of them is. */
export function overWindow(values: readonly number[], period: number, f: (window: readonly number[]) => number): number[] {
  return values.map((_, bar) => {
    const window = values.slice(Math.max(0, bar - period + 1), bar + 1);
    return window.length < period || window.some((value) => Number.isNaN(value)) ? Number.NaN : f(window);
  });
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
export const mean = (values: readonly number[]): number => sum(values) / values.length;
export const deviation = (values: readonly number[]): number => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
};
export const average = (values: readonly number[], period: number): number[] => overWindow(values, period, mean);

/** Recursive averages from the simple one of the first `period` known values. */
function recursive(values: readonly number[], period: number, next: (before: number, value: number) => number): number[] {
  const start = values.findIndex((value) => !Number.isNaN(value));
  const seed = start + period - 1;
  const results: number[] = [];
  for (const [bar, value] of values.entries()) {
    if (start < 0 || bar < seed) results.push(Number.NaN);
    else if (bar === seed) results.push(mean(values.slice(start, seed + 1)));
    else results.push(next(results[bar - 1], value));
  }
  return results;
}

export function exponential(values: readonly number[], period: number): number[] {
  const weight = 2 / (period + 1);
  return recursive(values, period, (before, value) => value * weight + before * (1 - weight));
}

export function wilder(values: readonly number[], period: number): number[] {
  return recursive(values, period, (before, value) => before * (1 - 1 / period) + value / period);
}

/** True ranges from bar 1 on; NaN on bar 0. */
export function trueRanges({ high, low, close }: OracleBars): number[] {
  return high.map((top, bar) =>
    bar === 0 ? Number.NaN : Math.max(top - low[bar], Math.abs(top - close[bar - 1]), Math.abs(low[bar] - close[bar - 1])),
  );
}

export const averageTrueRange = (bars: OracleBars, period: number): number[] => wilder(trueRanges(bars), period);

/** Returns the change from `bars` bars ago; NaN on the first ones. */
export function changes(values: readonly number[], bars = 1): number[] {
  return values.map((value, bar) => (bar < bars ? Number.NaN : value - values[bar - bars]));
}

export const typicalPrices = ({ high, low, close }: OracleBars): number[] => close.map((last, bar) => (high[bar] + low[bar] + last) / 3);

/** Sums up from the first value. */
export function runningTotal(values: readonly number[]): number[] {
  return values.map((_, bar) => sum(values.slice(0, bar + 1)));
}
