import { type Disposable, disposable } from '../../../shared/base/disposable.ts';
import { Emitter } from '../../../shared/base/emitter.ts';
import { allocateBars, type BarBlock, copyRows } from '../../../shared/domain/market-block.ts';
import type { BarHistory } from '../market-history.ts';
import type { TakenRows } from '../played-market-door.ts';
import { TurnQueue } from './turn-queue.ts';

/** A growing list of bars of one instrument and length that follows the market. */
class LiveSeries {
  readonly instrument: number;
  readonly lengthMs: number;
  #bars: BarBlock;
  #length: number;
  /** Rows that came in while the history was being asked for. */
  #early: TakenRows[] | null = [];
  #asOfMs: number;
  #version = 0;
  #beginnings = 0;

  constructor(instrument: number, lengthMs: number, asOfMs: number) {
    this.instrument = instrument;
    this.lengthMs = lengthMs;
    this.#bars = allocateBars(64);
    this.#length = 0;
    this.#asOfMs = asOfMs;
  }

  get version(): number {
    return this.#version;
  }

  /** How often it began: once, and once more each time the market left something out. */
  get beginnings(): number {
    return this.#beginnings;
  }

  get length(): number {
    return this.#length;
  }

  get bars(): BarBlock {
    return copyRows(this.#bars, 0, this.#length);
  }

  openTimeAt(index: number): number {
    return this.#bars.openTime[index];
  }

  /** Begins with history up to the moment the series was made, then takes what came in since. */
  begin(history: BarBlock): void {
    this.#bars = history;
    this.#length = history.length;
    const early = this.#early ?? [];
    this.#early = null;
    for (const rows of early) this.take(rows);
    this.#version += 1;
    this.#beginnings += 1;
  }

  /** Waits for another history, up to `asOfMs`; what comes in until then is kept. */
  awaitHistory(asOfMs: number): void {
    this.#early = [];
    this.#asOfMs = asOfMs;
  }

  take(rows: TakenRows): void {
    if (this.#early !== null) {
      this.#early.push(rows);
      return;
    }
    const { block, from, to } = rows;
    for (let row = from; row < to; row += 1) {
      if (block.instrument[row] !== this.instrument) continue;
      if (block.kind === 'ticks')
        this.#add(
          block.time[row],
          block.time[row],
          block.price[row],
          block.price[row],
          block.price[row],
          block.price[row],
          block.volume[row],
        );
      else
        this.#add(
          block.openTime[row],
          block.closeTime[row],
          block.open[row],
          block.high[row],
          block.low[row],
          block.close[row],
          block.volume[row],
        );
    }
  }

  #add(timeMs: number, knownMs: number, open: number, high: number, low: number, close: number, volume: number): void {
    if (knownMs <= this.#asOfMs) return;
    this.#version += 1;
    const openTime = Math.floor(timeMs / this.lengthMs) * this.lengthMs;
    const bars = this.#bars;
    const last = this.#length - 1;
    if (last >= 0 && bars.openTime[last] === openTime) {
      if (high > bars.high[last]) bars.high[last] = high;
      if (low < bars.low[last]) bars.low[last] = low;
      bars.close[last] = close;
      bars.volume[last] += volume;
      return;
    }
    if (this.#length === bars.length) this.#grow();
    const next = this.#length;
    const grown = this.#bars;
    grown.instrument[next] = this.instrument;
    grown.openTime[next] = openTime;
    grown.closeTime[next] = openTime + this.lengthMs;
    grown.open[next] = open;
    grown.high[next] = high;
    grown.low[next] = low;
    grown.close[next] = close;
    grown.volume[next] = volume;
    this.#length += 1;
  }

  #grow(): void {
    const larger = allocateBars(Math.max(64, this.#bars.length * 2));
    for (const name of ['openTime', 'closeTime', 'open', 'high', 'low', 'close', 'volume'] as const) larger[name].set(this.#bars[name]);
    larger.instrument.set(this.#bars.instrument);
    this.#bars = larger;
  }
}

export type { LiveSeries };

interface Follower {
  readonly series: LiveSeries;
  readonly limit: number;
}

/** Keeps the live series that charts follow; one that nobody follows is forgotten. */
export class ChartBoard {
  readonly #history: BarHistory;
  readonly #now: () => number;
  readonly #followers = new Set<Follower>();
  readonly #moved = new Emitter<void>();
  /** What charts work out in turns. */
  readonly turns = new TurnQueue();

  /** Announces that rows came in; carries nothing. */
  readonly onDidMove = this.#moved.event;

  /** `now` is the market time up to which rows were taken. */
  constructor(history: BarHistory, now: () => number) {
    this.#history = history;
    this.#now = now;
  }

  /** How many series are followed now. */
  get followerCount(): number {
    return this.#followers.size;
  }

  take(rows: TakenRows): void {
    if (this.#followers.size === 0) return;
    for (const { series } of this.#followers) series.take(rows);
    this.#moved.fire();
  }

  /** Has every followed series begin anew with history, where rows were left out of the market. */
  async beginAnew(): Promise<void> {
    const asOfMs = this.#now();
    const followers = [...this.#followers];
    for (const { series } of followers) series.awaitHistory(asOfMs);
    for (const { series, limit } of followers) series.begin(await this.#history.bars(series.instrument, series.lengthMs, asOfMs, limit));
    if (followers.length > 0) this.#moved.fire();
  }

  /** Returns a series with its last `limit` bars that follows the market until it is disposed. */
  async follow(instrument: number, lengthMs: number, limit: number): Promise<Disposable & { readonly series: LiveSeries }> {
    const asOfMs = this.#now();
    const series = new LiveSeries(instrument, lengthMs, asOfMs);
    const follower: Follower = { series, limit };
    this.#followers.add(follower);
    const end = disposable(() => this.#followers.delete(follower));
    try {
      series.begin(await this.#history.bars(instrument, lengthMs, asOfMs, limit));
    } catch (error) {
      end.dispose();
      throw error;
    }
    return { series, dispose: () => end.dispose() };
  }
}
