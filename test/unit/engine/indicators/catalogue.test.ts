import { describe, expect, it } from 'vitest';
import { findIndicator, indicatorCatalogue, parameterValues } from '../../../../electron/engine/indicators/catalogue.ts';
import type { IndicatorDefinition, SeriesColumns } from '../../../../electron/engine/indicators/indicator.ts';

function known(name: string): IndicatorDefinition {
  const definition = findIndicator(name);
  if (definition === null) throw new Error(`there is no indicator ${name}`);
  return definition;
}

/** Bars of a wave. */
function wave(length: number): SeriesColumns {
  const close = Float64Array.from({ length }, (_, bar) => 100 + Math.sin(bar) * 3 + bar / 10);
  return {
    openTime: Float64Array.from({ length }, (_, bar) => bar * 60_000),
    open: close.map((value) => value - 0.5),
    high: close.map((value) => value + 1),
    low: close.map((value) => value - 1),
    close,
    volume: new Float64Array(length).fill(1_000),
    reference: null,
  };
}

/** Feeds bars to an instance and returns what it wrote for each. */
function fed(
  definition: IndicatorDefinition,
  values: readonly number[],
  columns = wave(120),
  instance = definition.create(values),
): number[][] {
  const into = new Float64Array(definition.outputs.length);
  return Array.from(columns.close, (_, row) => {
    instance.update(columns, row, into);
    return [...into];
  });
}

describe('warm-up', () => {
  it.each([
    ['sma', [10], { value: 9 }],
    ['ema', [10], { value: 9 }],
    ['bollinger', [10, 2], { upper: 9, middle: 9, lower: 9 }],
    ['rsi', [10], { value: 10 }],
    ['atr', [10], { value: 10 }],
    ['macd', [5, 12, 4], { macd: 11, signal: 14, histogram: 14 }],
    ['sma', [1], { value: 0 }],
    ['rsi', [1], { value: 1 }],
  ] as const)('of %s with %j leaves out just the bars that it needs: %j', (name, values, expected) => {
    const definition = known(name);
    const rows = fed(definition, values);
    const firsts = definition.outputs.map(({ name: output }, place) => [output, rows.findIndex((row) => !Number.isNaN(row[place]))]);
    expect(Object.fromEntries(firsts)).toEqual(expected);
    const silentAgain = definition.outputs.some((_, place) => {
      const first = rows.findIndex((row) => !Number.isNaN(row[place]));
      return rows.slice(first).some((row) => Number.isNaN(row[place]));
    });
    expect(silentAgain).toBe(false);
  });
});

describe('an indicator of the catalogue', () => {
  it.each(indicatorCatalogue.map((definition) => ({ definition, name: definition.name })))(
    'gives the same for the same bars and shares nothing between instances: $name',
    ({ definition }) => {
      const values = definition.parameters.map((parameter) => parameter.default);
      const once = fed(definition, values);
      const [a, b] = [definition.create(values), definition.create(values)];
      const other = wave(40);
      fed(definition, values, { ...other, close: other.close.map((value) => value * 9) }, b);
      const beside = fed(definition, values, wave(120), a);
      expect(beside).toEqual(once);
    },
  );

  it('is found by its name and by what else people call it, in any case', () => {
    expect(['sma', 'RSI', 'BB', 'bbands', 'Bollinger-Bands', 'macd'].map((name) => findIndicator(name)?.name)).toEqual([
      'sma',
      'rsi',
      'bollinger',
      'bollinger',
      'bollinger',
      'macd',
    ]);
    expect(findIndicator('crystal ball')).toBeNull();
  });

  it('has a name and aliases that no other has', () => {
    const names = indicatorCatalogue.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('takes its own defaults', () => {
    for (const definition of indicatorCatalogue) {
      expect(parameterValues(definition, {})).toEqual({ ok: true, value: definition.parameters.map((parameter) => parameter.default) });
    }
  });
});

describe('parameters', () => {
  it('take what is given in the order of the definition, and defaults for the rest', () => {
    expect(parameterValues(known('macd'), { signal: 5, fast: 8 })).toEqual({ ok: true, value: [8, 26, 5] });
  });

  it.each([
    ['sma', { period: 0 }, 'out-of-range', 'sma: expected period to be a whole number from 1 to 5000, found 0'],
    ['sma', { period: 5001 }, 'out-of-range', 'sma: expected period to be a whole number from 1 to 5000, found 5001'],
    ['sma', { period: 2.5 }, 'out-of-range', 'sma: expected period to be a whole number from 1 to 5000, found 2.5'],
    ['sma', { period: Number.NaN }, 'out-of-range', 'sma: expected period to be a whole number from 1 to 5000, found NaN'],
    ['bb', { deviations: Infinity }, 'out-of-range', 'bollinger: expected deviations to be a number from 0.1 to 10, found Infinity'],
    ['bb', { width: 2 }, 'unknown-parameter', 'bollinger has no parameter "width"; it has period, deviations'],
  ])('of %s are refused when they are %j', (name, given, code, message) => {
    expect(parameterValues(known(name), given)).toEqual({ ok: false, error: { code, message } });
  });

  it('may be a fraction where the indicator is not counted in bars', () => {
    expect(parameterValues(known('bb'), { deviations: 2.5 })).toEqual({ ok: true, value: [20, 2.5] });
  });
});
