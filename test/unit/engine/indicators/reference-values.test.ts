import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findIndicator } from '../../../../electron/engine/indicators/catalogue.ts';
import { defaultValues, type SeriesColumns } from '../../../../electron/engine/indicators/indicator.ts';
import { runIndicator } from '../../../../electron/engine/indicators/run-indicator.ts';
import { referenceQuotes } from '../../../support/indicator-series.ts';
import { hasSharedData, NEEDS_SHARED_DATA, sharedData } from '../../../support/shared-data.ts';

/** What the reference says of each bar, by the names of our outputs; `null` during its warm-up. */
function reference(name: string, columns: Readonly<Record<string, string>>): readonly Record<string, number | null>[] {
  const rows = JSON.parse(readFileSync(sharedData(`indicators/results/${name}.standard.json`), 'utf8')) as Record<string, number | null>[];
  return rows.map((row) => Object.fromEntries(Object.entries(columns).map(([ours, theirs]) => [ours, row[theirs]])));
}

/** What our indicator says of each bar with its default parameters. */
function ours(name: string, columns: SeriesColumns): readonly Record<string, number | null>[] {
  const definition = findIndicator(name);
  if (definition === null) throw new Error(`there is no indicator ${name}`);
  const found = runIndicator(definition, defaultValues(definition), columns);
  const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
  return Array.from(columns.close, (_, row) =>
    Object.fromEntries(definition.outputs.map((output, place) => [output.name, known(found[place][row])])),
  );
}

const cases: readonly [name: string, file: string, columns: Readonly<Record<string, string>>][] = [
  ['sma', 'sma', { value: 'sma' }],
  ['ema', 'ema', { value: 'ema' }],
  ['rsi', 'rsi', { value: 'rsi' }],
  ['macd', 'macd', { macd: 'macd', signal: 'signal', histogram: 'histogram' }],
  ['bollinger', 'bb', { upper: 'upperBand', middle: 'sma', lower: 'lowerBand' }],
  ['atr', 'atr', { value: 'atr' }],
  ['stochastic', 'stoch', { k: 'oscillator', d: 'signal' }],
];

describe('indicators on two years of real bars', () => {
  it.skipIf(!hasSharedData).each(cases)(
    `%s agrees with the reference to nine places, with the same warm-up${NEEDS_SHARED_DATA}`,
    (name, file, columns) => {
      const expected = reference(file, columns);
      const found = ours(name, referenceQuotes('default'));
      expect(found.length).toBe(expected.length);
      const apart = found.flatMap((row, bar) =>
        Object.keys(columns)
          .filter((output) => !(Math.abs((row[output] ?? Number.NaN) - (expected[bar][output] ?? Number.NaN)) < 1e-9))
          .filter((output) => row[output] !== expected[bar][output])
          .map((output) => ({ bar, output, found: row[output], expected: expected[bar][output] })),
      );
      expect(apart).toEqual([]);
      expect(expected.some((row) => Object.values(row).every((value) => value !== null))).toBe(true);
    },
  );

  it.skipIf(!hasSharedData).each(cases.map(([name]) => name))(
    `%s stays a finite number on penny stocks and on prices that are all zero${NEEDS_SHARED_DATA}`,
    (name) => {
      for (const file of ['penny', 'zeros']) {
        const rows = ours(name, referenceQuotes(file));
        const warm = rows.findIndex((row) => Object.values(row).every((value) => value !== null));
        const broken = rows.slice(warm).filter((row) => !Object.values(row).every((value) => Number.isFinite(value)));
        expect({ isWarm: warm >= 0, broken }).toEqual({ isWarm: true, broken: [] });
      }
    },
  );
});
