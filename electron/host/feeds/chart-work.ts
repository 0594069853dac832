import type { Disposable } from '../../../shared/base/disposable.ts';
import type { DecisionSettings } from '../../../shared/config/settings.ts';
import type { IndicatorLine } from '../../../shared/contract/index.ts';
import type { BarBlock } from '../../../shared/domain/market-block.ts';
import { IndicatorRun } from '../../engine/indicators/run-indicator.ts';
import type { ChartIndicator } from './chart-indicator.ts';
import type { ReferenceCloses } from './chart-references.ts';
import { RegimeLabels } from './regime-labels.ts';
import type { TurnQueue } from './turn-queue.ts';

/** All charts together may take this part of the engine's thread. */
const SHARE = 0.1;

/** Bars that an indicator takes in one step. */
const STEP_ROWS = 64;

/** What a chart shows beside its bars. */
export interface ChartLines {
  readonly lines: IndicatorLine[];
  readonly regimes: (number | null)[];
}

export interface ChartWorkOptions {
  readonly indicators: readonly ChartIndicator[];
  /** Of the indicators that the regime rests on; `null` where it is not asked for. */
  readonly regime: (() => DecisionSettings['indicators']) | null;
  readonly turns: TurnQueue;
  /** Aborted when nobody looks at the chart any more. */
  readonly signal: AbortSignal | undefined;
  /** How many charts share the thread now. */
  readonly chartCount: () => number;
}

/**
 * Works out the indicators of one chart in small pieces, and not more often than the thread can afford: what is cheap follows every
 * change, what is dear follows at a distance.
 */
export class ChartWork implements Disposable {
  readonly #options: ChartWorkOptions;
  #costMs = 0;
  #endedAt = -Infinity;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ChartWorkOptions) {
    this.#options = options;
  }

  /** How long until it may be done again, in wall milliseconds; 0: now. */
  get waitMs(): number {
    return Math.max(0, this.#endedAt + (this.#costMs / SHARE) * this.#options.chartCount() - performance.now());
  }

  /** Calls `stir` as soon as it may be done again; takes the place of an earlier call that still waits. */
  whenDue(stir: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // A timer cuts off parts of a millisecond, and another chart may have come meanwhile.
      if (this.waitMs > 0) this.whenDue(stir);
      else stir();
    }, Math.ceil(this.waitMs));
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  /** Returns the lines over the bars from `from` on; those before only warm them up. Once nobody looks any more, they are not whole. */
  async lines(bars: BarBlock, from: number, references: ReferenceCloses): Promise<ChartLines> {
    const { indicators, regime, signal, turns } = this.#options;
    const lines: IndicatorLine[] = [];
    let busyMs = 0;
    for (const { request, definition, values, reference } of indicators) {
      if (signal?.aborted === true) break;
      const closes = reference === null ? null : (references.get(reference) ?? null);
      const run = new IndicatorRun(definition, values, { ...bars, reference: closes });
      busyMs += await turns.run(() => run.advance(STEP_ROWS), signal);
      const outputs = definition.outputs.map((output, place) => ({
        key: request.key,
        name: definition.name,
        output: output.name,
        values: Array.from(run.outputs[place].subarray(from), (value) => (Number.isNaN(value) ? null : value)),
      }));
      lines.push(...outputs);
    }
    const labels = regime === null ? null : new RegimeLabels(bars, regime());
    if (labels !== null) busyMs += await turns.run(() => labels.advance(STEP_ROWS), signal);
    this.#costMs = busyMs;
    this.#endedAt = performance.now();
    return { lines, regimes: labels?.labels.slice(from) ?? [] };
  }
}
