import type { IndicatorInstance, SeriesColumns } from '../electron/engine/indicators/indicator.ts';
import { median } from './measure.ts';

const UPDATES = 2_000;
const SAMPLES = 11;
/** Rounds that the compiler has to settle in before what is found counts. */
const MOST_ROUNDS = 20;
/** Asking for the size of the heap takes some bytes itself. */
const OWN_BYTES = 1;

/**
 * Returns how many bytes an update puts on the heap, by how much the heap grows over some thousand updates, the median of several
 * samples: a collection in between makes one sample small, and the compiler's own notes one large, not the median. Code that is
 * not compiled yet puts numbers on the heap, so it is asked again until nothing is left or the rounds are over.
 */
export async function bytesPerUpdate(instance: IndicatorInstance, columns: SeriesColumns, into: Float64Array): Promise<number> {
  const { length } = columns.close;
  let row = 0;
  const take = (count: number): void => {
    for (let taken = 0; taken < count; taken += 1) {
      instance.update(columns, row, into);
      row = row + 1 === length ? 0 : row + 1;
    }
  };
  let least = Infinity;
  for (let round = 0; round < MOST_ROUNDS && least > 0; round += 1) {
    take(10 * UPDATES);
    // Code compiled on another thread is put in place between turns.
    await new Promise((resolve) => void setTimeout(resolve, 2));
    const grown = Array.from({ length: SAMPLES }, () => {
      const before = process.memoryUsage().heapUsed;
      take(UPDATES);
      return process.memoryUsage().heapUsed - before;
    });
    const bytes = median(grown) / UPDATES;
    least = Math.min(least, bytes < OWN_BYTES ? 0 : bytes);
  }
  return least;
}
