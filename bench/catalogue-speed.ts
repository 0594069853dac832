import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { indicatorCatalogue } from '../electron/engine/indicators/catalogue.ts';
import {
  defaultValues,
  type IndicatorDefinition,
  type IndicatorInstance,
  type SeriesColumns,
} from '../electron/engine/indicators/indicator.ts';
import { runIndicator } from '../electron/engine/indicators/run-indicator.ts';
import { loopSma } from './loop-indicators.ts';
import { check, type Figure, median } from './measure.ts';
import { walk } from './series.ts';

const BARS = 200_000;
const ROUNDS = 3;
/** Updates a second that an indicator must reach, unless each of its values looks at a whole window. */
const LEAST = 5e6;
/** What a million updates may leave on the heap: nothing that grows, but the compiler's own notes. */
const MOST_BYTES_PER_MILLION = 128 * 1024;

/** Indicators whose every value looks at its whole window, and why that has no recursive form. */
const WINDOWED: Readonly<Record<string, string>> = {
  cci: 'its mean moves under the whole window',
  alma: 'its weights are a bell',
  'connors-rsi': 'it ranks a return among a hundred',
  'mean-deviation': 'its mean moves under the whole window',
  'percent-rank': 'it ranks a close in its window',
  median: 'it keeps a window in order',
  hurst: 'it fits a line through rescaled ranges',
  'random-walk-index': 'it looks for the best of many spans',
};

/** Takes every bar and returns the sum of what it wrote, so that nothing is optimised away. */
function taken(instance: IndicatorInstance, columns: SeriesColumns, into: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < columns.close.length; row += 1) {
    instance.update(columns, row, into);
    sum += into[0];
  }
  return sum;
}

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Bytes that stay on the heap after a million updates more, once warm; below 0 where something else was freed. */
function growth(definition: IndicatorDefinition, columns: SeriesColumns): number {
  const instance = definition.create(defaultValues(definition));
  const into = new Float64Array(definition.outputs.length);
  taken(instance, columns, into);
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let round = 0; round < 1_000_000 / BARS; round += 1) taken(instance, columns, into);
  collect();
  return process.memoryUsage().heapUsed - before;
}

/** Every indicator of the catalogue at its defaults, bar by bar, against the bare loop of a simple average in the same round. */
export function catalogueFigures(): readonly Figure[] {
  const bars = walk(BARS, 3);
  const columns: SeriesColumns = { ...bars, reference: walk(BARS, 4).close };
  const out = new Float64Array(BARS);
  return indicatorCatalogue.map((definition) => {
    const values = defaultValues(definition);
    const into = new Float64Array(definition.outputs.length);
    const [last] = runIndicator(definition, values, columns).map((column) => column[BARS - 1]);
    const rates: number[] = [];
    const loops: number[] = [];
    for (let round = -1; round < ROUNDS; round += 1) {
      const startedMs = performance.now();
      loopSma(columns.close, 50, out);
      const betweenMs = performance.now();
      const instance = definition.create(values);
      taken(instance, columns, into);
      const endedMs = performance.now();
      check(Object.is(into[0], last) || definition.isSparse, `${definition.name} streaming ended on ${into[0]}, in one batch on ${last}`);
      if (round < 0) continue;
      loops.push(BARS / ((betweenMs - startedMs) / 1000));
      rates.push(BARS / ((endedMs - betweenMs) / 1000));
    }
    const grown = growth(definition, columns);
    check(grown <= MOST_BYTES_PER_MILLION, `${definition.name} leaves ${grown} bytes behind after a million updates`);
    const [rate, loop] = [median(rates), median(loops)];
    const why = definition.family === 'patterns' ? 'it shows a window of candles to another library' : WINDOWED[definition.name];
    return {
      work: `${definition.name}${why === undefined ? '' : ` (${why})`}`,
      unit: 'updates/s',
      value: rate,
      reference: { name: 'typed-array loop of an SMA', value: loop },
      ratio: rate / loop,
      target: why === undefined ? { words: 'at least 5 M', isMet: rate >= LEAST } : null,
    };
  });
}
