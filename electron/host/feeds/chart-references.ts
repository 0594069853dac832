import type { Disposable } from '../../../shared/base/disposable.ts';
import type { ChartBoard, LiveSeries } from './chart-board.ts';

/** Closes of the instruments that a chart's indicators compare with, by the index of the instrument, one per bar of the chart. */
export type ReferenceCloses = ReadonlyMap<number, Float64Array>;

/** Returns the close of `reference` at each open time, NaN where it has no bar then. Both ascend. */
export function alignCloses(
  openTime: Float64Array,
  reference: { readonly openTime: Float64Array; readonly close: Float64Array },
): Float64Array {
  const closes = new Float64Array(openTime.length).fill(Number.NaN);
  let place = 0;
  for (let row = 0; row < openTime.length; row += 1) {
    while (place < reference.openTime.length && reference.openTime[place] < openTime[row]) place += 1;
    if (reference.openTime[place] === openTime[row]) closes[row] = reference.close[place];
  }
  return closes;
}

interface Followed extends Disposable {
  readonly series: LiveSeries;
  seenVersion: number;
  seenOpenTime: number;
}

/** Follows the instruments that a chart compares with, beside its own. */
export class ChartReferences implements Disposable {
  readonly #followed: readonly Followed[];

  private constructor(followed: readonly Followed[]) {
    this.#followed = followed;
  }

  /** `instruments`: their indices, each once. */
  static async follow(charts: ChartBoard, instruments: readonly number[], lengthMs: number, limit: number): Promise<ChartReferences> {
    const followed: Followed[] = [];
    try {
      for (const instrument of instruments) {
        const each = await charts.follow(instrument, lengthMs, limit);
        followed.push({ series: each.series, dispose: () => each.dispose(), seenVersion: -1, seenOpenTime: Infinity });
      }
    } catch (error) {
      for (const each of followed) each.dispose();
      throw error;
    }
    return new ChartReferences(followed);
  }

  /** Raised whenever one of them moved. */
  get version(): number {
    return this.#followed.reduce((sum, { series }) => sum + series.version, 0);
  }

  /**
   * Returns the opening of the earliest bar that changed since this was last asked, or that is new; Infinity where nothing did. Only the newest
   * bar of an instrument ever changes.
   */
  takeChangedFrom(): number {
    let from = Infinity;
    for (const each of this.#followed) {
      const { series } = each;
      if (series.version === each.seenVersion) continue;
      from = Math.min(from, each.seenOpenTime);
      each.seenVersion = series.version;
      each.seenOpenTime = series.length === 0 ? Infinity : series.openTimeAt(series.length - 1);
    }
    return from;
  }

  closesAt(openTime: Float64Array): ReferenceCloses {
    return new Map(this.#followed.map(({ series }) => [series.instrument, alignCloses(openTime, series.bars)]));
  }

  dispose(): void {
    for (const each of this.#followed) each.dispose();
  }
}
