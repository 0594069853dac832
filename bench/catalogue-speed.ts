import { compileFunction } from 'node:vm';
import { indicatorCatalogue } from '../electron/engine/indicators/catalogue.ts';
import {
  defaultValues,
  type IndicatorDefinition,
  type IndicatorInstance,
  type SeriesColumns,
} from '../electron/engine/indicators/indicator.ts';
import { runIndicator } from '../electron/engine/indicators/run-indicator.ts';
import { bytesPerUpdate } from './allocation.ts';
import { loopSma } from './loop-indicators.ts';
import { check, type Figure } from './measure.ts';
import { walk } from './series.ts';

const BARS = 20_000;
/** Short ones, of which the best counts: the others had to share the core with something else, or ran while code was being compiled. */
const ROUNDS = 15;
/** Updates a second that an indicator must reach, unless each of its values looks at a whole window. */
const LEAST = 5e6;
/**
 * Bytes that an update may put on the heap before the result counts as wrong: a dozen numbers, which the engine puts there where it passes them to a
 * method that it does not inline. Lists and objects take more. Pattern rules are another library's, which makes them.
 */
const MOST_BYTES = 192;

type Loop = (instance: IndicatorInstance, columns: SeriesColumns, into: Float64Array) => void;

/** Returns a loop that no other indicator runs through, as if it were written for this one: each is compiled from a text of its own. */
function loopOf({ name }: IndicatorDefinition): Loop {
  const text = `/* ${name} */ const { length } = columns.close; for (let row = 0; row < length; row += 1) instance.update(columns, row, into);`;
  return compileFunction(text, ['instance', 'columns', 'into']) as Loop;
}

/** Every indicator of the catalogue at its defaults, alone and as a chart runs it, against the bare loop of a simple average in the same round. */
export async function catalogueFigures(): Promise<readonly Figure[]> {
  const bars = walk(BARS, 3);
  const columns: SeriesColumns = { ...bars, reference: walk(BARS, 4).close };
  const figures: Figure[] = [];
  for (const definition of indicatorCatalogue) figures.push(...(await figuresOf(definition, columns)));
  return figures;
}

const best = (rates: readonly number[]): number => Math.max(...rates);

async function figuresOf(definition: IndicatorDefinition, columns: SeriesColumns): Promise<readonly Figure[]> {
  const { name, family, hasWindow, isSparse, outputs } = definition;
  const values = defaultValues(definition);
  const into = new Float64Array(outputs.length);
  const out = new Float64Array(BARS);
  const loop = loopOf(definition);
  const bytes = await bytesPerUpdate(definition.create(values), columns, into);
  check(family === 'patterns' || bytes <= MOST_BYTES, `${name} puts ${bytes} bytes on the heap at each update`);
  const rates: { readonly simple: number; readonly alone: number; readonly batch: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const instance = definition.create(values);
    const startedMs = performance.now();
    loopSma(columns.close, 50, out);
    const simpleMs = performance.now();
    loop(instance, columns, into);
    const aloneMs = performance.now();
    const batch = runIndicator(definition, values, columns);
    const endedMs = performance.now();
    const last = batch.map((column) => column[BARS - 1]);
    check(
      isSparse || last.every((value, place) => Object.is(value, into[place])),
      `${name} streaming ended on ${into.join()}, in one batch on ${last.join()}`,
    );
    const rate = (ms: number): number => BARS / (ms / 1000);
    rates.push({ simple: rate(simpleMs - startedMs), alone: rate(aloneMs - simpleMs), batch: rate(endedMs - aloneMs) });
  }
  const simple = best(rates.map((rate) => rate.simple));
  const figure = (work: string, value: number, isHeld: boolean): Figure => ({
    work,
    unit: 'updates/s',
    value,
    reference: { name: 'typed-array loop of an SMA', value: simple },
    ratio: value / simple,
    target: isHeld && !hasWindow ? { words: 'at least 5 M', isMet: value >= LEAST } : null,
  });
  const title = hasWindow ? `${name} (looks at its window)` : name;
  return [
    figure(title, best(rates.map((rate) => rate.alone)), true),
    figure(`${name}, in one batch`, best(rates.map((rate) => rate.batch)), false),
    {
      work: `${name}, heap`,
      unit: 'bytes/update',
      value: bytes,
      reference: null,
      ratio: null,
      target: family === 'patterns' ? null : { words: 'none', isMet: bytes === 0 },
    },
  ];
}
