import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indicatorCatalogue, parameterValues } from '../../../../electron/engine/indicators/catalogue.ts';
import { defaultValues, type IndicatorDefinition, type SeriesColumns } from '../../../../electron/engine/indicators/indicator.ts';
import { runIndicator } from '../../../../electron/engine/indicators/run-indicator.ts';
import { indicatorFamilies, plotStyles } from '../../../../shared/domain/indicator.ts';
import { columnsFrom, type SeriesBar, walkingColumns } from '../../../support/indicator-series.ts';

const each = indicatorCatalogue.map((definition) => ({ name: definition.name, definition }));

/** Parameters that go together: counts of at most 40 bars, factors in thousandths, in the lower half of what is allowed. */
function someValues(definition: IndicatorDefinition): fc.Arbitrary<number[]> {
  const one = (parameter: IndicatorDefinition['parameters'][number]): fc.Arbitrary<number> =>
    parameter.isWhole
      ? fc.integer({ min: parameter.minimum, max: Math.max(parameter.minimum, Math.min(parameter.maximum, 40)) })
      : fc
          .double({ min: parameter.minimum, max: Math.max(parameter.default, parameter.maximum / 2), noNaN: true })
          .map((value) => Math.max(parameter.minimum, Math.round(value * 1_000) / 1_000));
  return fc.tuple(...definition.parameters.map(one)).filter((values) => definition.check(values) === null);
}

/** Feeds bars one by one and gathers what is written, as a chart does. */
function streamed(definition: IndicatorDefinition, values: readonly number[], columns: SeriesColumns): number[][] {
  const instance = definition.create(values);
  const into = new Float64Array(definition.outputs.length);
  const outputs: number[][] = definition.outputs.map(() => []);
  for (let row = 0; row < columns.close.length; row += 1) {
    into.fill(Number.NaN);
    instance.update(columns, row, into);
    for (const [place, value] of into.entries()) outputs[place].push(value);
  }
  return outputs;
}

const batch = (definition: IndicatorDefinition, values: readonly number[], columns: SeriesColumns): number[][] =>
  runIndicator(definition, values, columns).map((column) => [...column]);

const bar = (close: number, spread = 0, volume = 100): SeriesBar => ({
  open: close,
  high: close + spread,
  low: close - spread,
  close,
  volume,
});

const withReference = (columns: SeriesColumns): SeriesColumns => ({
  ...columns,
  reference: walkingColumns(columns.close.length, 9).reference,
});

/** Whether each value is NaN or a finite number within what the definition says. */
function faults({ range, outputs }: IndicatorDefinition, columns: readonly (readonly number[])[]): unknown[] {
  const [lowest, highest] = range ?? [-Infinity, Infinity];
  return columns.flatMap((values, place) =>
    values.flatMap((value, row) =>
      Number.isNaN(value) || (Number.isFinite(value) && value >= lowest && value <= highest)
        ? []
        : [{ output: outputs[place].name, row, value }],
    ),
  );
}

/** Outputs that fall silent again after their first value. */
function gaps(definition: IndicatorDefinition, columns: readonly (readonly number[])[]): unknown[] {
  if (definition.isSparse) return [];
  return columns.flatMap((values, place) => {
    const first = values.findIndex((value) => !Number.isNaN(value));
    const silent = first < 0 ? -1 : values.findIndex((value, row) => row > first && Number.isNaN(value));
    return silent < 0 ? [] : [{ output: definition.outputs[place].name, row: silent }];
  });
}

/** The first bar on which every output has a value. */
function firstWhole(columns: readonly (readonly number[])[]): number {
  return columns[0].findIndex((_, row) => columns.every((values) => !Number.isNaN(values[row])));
}

describe('every indicator', () => {
  it.each(each)('gives the same in one batch as bar by bar, with an exact warm-up, whatever its parameters: $name', ({ definition }) => {
    fc.assert(
      fc.property(someValues(definition), fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 1, max: 260 }), (values, seed, length) => {
        const columns = walkingColumns(length, seed);
        const found = batch(definition, values, columns);
        expect(found).toEqual(streamed(definition, values, columns));
        expect([faults(definition, found), gaps(definition, found)]).toEqual([[], []]);
        const first = firstWhole(found);
        const warmUp = definition.warmUp(values);
        if (definition.isSparse) expect(first === -1 || first >= warmUp).toBe(true);
        else expect(first).toBe(warmUp < length ? warmUp : -1);
      }),
      { numRuns: 25 },
    );
  });

  it.each(each)('with its defaults speaks from its warm-up on, within its range: $name', ({ definition }) => {
    const found = batch(definition, defaultValues(definition), walkingColumns(1_200, 4));
    expect([faults(definition, found), gaps(definition, found)]).toEqual([[], []]);
    if (!definition.isSparse) expect(firstWhole(found)).toBe(definition.warmUp(defaultValues(definition)));
  });

  const walk = walkingColumns(700, 6);
  const scaled = (times: number): SeriesColumns => ({
    ...walk,
    open: walk.open.map((value) => value * times),
    high: walk.high.map((value) => value * times),
    low: walk.low.map((value) => value * times),
    close: walk.close.map((value) => value * times),
  });
  const still = (price: number, volume: number): SeriesColumns =>
    withReference(columnsFrom(Array.from({ length: 700 }, () => bar(price, 0, volume))));
  const series: readonly (readonly [string, SeriesColumns])[] = [
    ['that never move', still(100, 100)],
    ['that never move, at a price no float holds exactly', still(0.1, 100)],
    ['of zero', still(0, 0)],
    ['without volume', { ...walk, volume: new Float64Array(700) }],
    ['of a penny', scaled(0.0001)],
    ['that are huge', scaled(1e10)],
    ['that are tiny', scaled(1e-11)],
    [
      'that stand still, jump a hundredfold, fall to nothing and come back',
      withReference(
        columnsFrom(
          Array.from({ length: 700 }, (_, row) =>
            bar([100, 10_000, 0, 0.5][Math.floor(row / 175)] + (row % 3 === 0 ? 0 : 0.1), 0.05, row % 5),
          ),
        ),
      ),
    ],
    [
      'with one wild price',
      withReference(columnsFrom(Array.from({ length: 700 }, (_, row) => bar(row === 350 ? 1e12 : 100 + (row % 11), 1)))),
    ],
  ];
  describe.each(series)('of prices %s', (_, columns) => {
    it.each(each)('stays finite and within its range: $name', ({ definition }) => {
      const found = batch(definition, defaultValues(definition), columns);
      expect([faults(definition, found), gaps(definition, found)]).toEqual([[], []]);
    });
  });

  it.each(each)('of one bar says nothing or something finite: $name', ({ definition }) => {
    const found = batch(definition, defaultValues(definition), walkingColumns(1));
    expect(faults(definition, found)).toEqual([]);
  });

  it.each(each)('leaves out bars that are not whole and goes on as if they had never been: $name', ({ definition }) => {
    const rows = [0, 1, 60, 61, 200, 399];
    const isMissing = (row: number): boolean => rows.includes(row);
    const spoiled = walkingColumns(400, 8);
    for (const [place, row] of rows.entries())
      [spoiled.close, spoiled.high, spoiled.open, spoiled.low, spoiled.volume, spoiled.close][place][row] = [
        Number.NaN,
        Infinity,
        Number.NaN,
        -Infinity,
        -1,
        Infinity,
      ][place];
    const kept = (column: Float64Array): Float64Array => column.filter((_, row) => !isMissing(row));
    const { openTime, open, high, low, close, volume, reference } = spoiled;
    const clean: SeriesColumns = {
      openTime: kept(openTime),
      open: kept(open),
      high: kept(high),
      low: kept(low),
      close: kept(close),
      volume: kept(volume),
      reference: reference === null ? null : kept(reference),
    };
    const found = batch(definition, defaultValues(definition), spoiled);
    expect(found.map((values) => values.filter((_, row) => !isMissing(row)))).toEqual(batch(definition, defaultValues(definition), clean));
    expect(found.every((values) => rows.every((row) => Number.isNaN(values[row])))).toBe(true);
  });

  it.each(each)('shares nothing with another of its kind: $name', ({ definition }) => {
    const values = defaultValues(definition);
    const [mine, other] = [walkingColumns(300, 2), walkingColumns(300, 3)];
    const [a, b] = [definition.create(values), definition.create(values)];
    const into = new Float64Array(definition.outputs.length);
    const found: number[][] = definition.outputs.map(() => []);
    for (let row = 0; row < 300; row += 1) {
      b.update(other, row, into);
      into.fill(Number.NaN);
      a.update(mine, row, into);
      for (const [place, value] of into.entries()) found[place].push(value);
    }
    expect(found).toEqual(batch(definition, values, mine));
  });
});

describe('every definition', () => {
  it.each(each)('is told in full and refuses parameters out of their range: $name', ({ definition }) => {
    const { name, aliases, title, summary, family, range, outputs, parameters } = definition;
    for (const word of [name, ...aliases]) expect(word).toBe(word.toLowerCase().trim());
    expect(title.length > 1 && /^[A-Z].*\.$/s.test(summary) && summary.length < 140).toBe(true);
    expect(indicatorFamilies).toContain(family);
    if (range !== null) expect(range[0]).toBeLessThan(range[1]);
    expect(new Set(outputs.map((output) => output.name)).size).toBe(outputs.length);
    for (const output of outputs) {
      expect(plotStyles).toContain(output.plot);
      expect(output.title.length > 0 && /^[a-z][A-Za-z0-9]*$/.test(output.name)).toBe(true);
    }
    expect(new Set(parameters.map((parameter) => parameter.name)).size).toBe(parameters.length);
    for (const { name: parameter, minimum, maximum, isWhole } of parameters) {
      const outside = [minimum - 1, maximum + 1, Number.NaN, Infinity, ...(isWhole ? [minimum + 0.5] : [])];
      for (const value of outside)
        expect(parameterValues(definition, { [parameter]: value })).toMatchObject({ error: { code: 'out-of-range' } });
    }
    expect(parameterValues(definition, { 'no such thing': 1 })).toMatchObject({ error: { code: 'unknown-parameter' } });
  });

  it('has names of its own, in a catalogue of at least eighty', () => {
    const names = indicatorCatalogue.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
    expect(indicatorCatalogue.filter(({ family }) => family !== 'patterns').length).toBeGreaterThanOrEqual(80);
    expect(indicatorFamilies.filter((family) => indicatorCatalogue.every((definition) => definition.family !== family))).toEqual([]);
  });
});
