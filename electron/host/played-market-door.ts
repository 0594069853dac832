import { Emitter } from '../../shared/base/emitter.ts';
import type { Headline, ScoredHeadline } from '../../shared/domain/headline.ts';
import { type MarketBlock, rowTime } from '../../shared/domain/market-block.ts';
import { HOUR_MS, SECOND_MS } from '../../shared/domain/time.ts';
import type { PaperVenue } from '../adapters/paper/paper-venue.ts';
import type { PlayedMarket } from '../engine/ports/played-market.ts';
import type { SentimentScorer } from '../engine/ports/sentiment-scorer.ts';
import type { MarketPosition } from '../engine/ports/venue-books-store.ts';
import type { EngineRuntime } from './engine-runtime.ts';
import { PlaybackClock, wholeMs } from './playback-clock.ts';

/** A headline's score enters the core this long after the headline, in market time. */
const SCORE_LATENCY_MS = SECOND_MS;

/** Headlines are looked up for so much market time at once. */
const HEADLINE_WINDOW_MS = 10 * 60 * SECOND_MS;

const ROWS_AT_ONCE = 4_096;

/** After so long without a pause other work of the process gets its turn. */
const SLICE_MS = 8;

/** While the venue catches up, how far it has come is saved this often, in wall milliseconds. */
const KEEP_PLACE_MS = 1_000;

/** How far back headlines count as news where the market was not played. */
export const NEWS_BEFORE_MS = 2 * HOUR_MS;

export interface PlayedMarketDoorOptions {
  readonly market: PlayedMarket;
  readonly venue: PaperVenue;
  readonly runtime: EngineRuntime;
  readonly scorer: SentimentScorer;
  readonly clock: PlaybackClock;
  /** The last row that was decided on before this run. */
  readonly position: MarketPosition | null;
  /** Market time up to which everything due was played before this run. */
  readonly reachedMs: number;
  /** Headlines published after this moment are new to the engine. */
  readonly headlinesAfterMs: number;
}

/** Rows as they were taken, for whoever shows the market. */
export interface TakenRows {
  readonly block: MarketBlock;
  readonly from: number;
  readonly to: number;
}

/**
 * Plays a market into the engine and the paper venue in lockstep: the venue follows a row before the engine sees it, and
 * the market waits while an order is on its way to disk and to the venue. So the same market and the same
 * commands give the same inputs, however fast it is played and however slow the disk is.
 */
export class PlayedMarketDoor {
  readonly #options: PlayedMarketDoorOptions;
  readonly #rows = new Emitter<TakenRows>();
  #position: MarketPosition | null;
  #reachedMs: number;
  #played: number;
  #headlines: Headline[] = [];
  #headlinesUntilMs: number;
  #lastScoreMs: number | null = null;

  /** Announces market rows right after the engine took them. */
  readonly onDidTakeRows = this.#rows.event;

  constructor(options: PlayedMarketDoorOptions) {
    this.#options = options;
    this.#position = options.position;
    this.#reachedMs = options.reachedMs;
    this.#headlinesUntilMs = options.headlinesAfterMs;
    const total = options.market.rowsAfter(null);
    this.#played = total === null ? 0 : total - (options.market.rowsAfter(options.position) ?? 0);
  }

  get position(): MarketPosition | null {
    return this.#position;
  }

  /** How many rows were played, those before this run included. */
  get playedRows(): number {
    return this.#played;
  }

  get isAtEnd(): boolean {
    return this.#options.market.rowsAfter(this.#position) === 0;
  }

  /** How long scoring took the last time, in wall milliseconds. */
  get lastScoreMs(): number | null {
    return this.#lastScoreMs;
  }

  /** Market time up to which everything that is due was played, in UTC milliseconds. */
  get reachedMs(): number {
    return this.#reachedMs;
  }

  /**
   * Has the venue alone work its orders through a stretch that the engine is not to see as prices to decide on. However long that is,
   * the rest of the process gets its turns, and whoever is ended on the way goes on where it came to. Returns whether that is all: the venue has come
   * to `untilMs` or has nothing to work on any more; `false` where `forMs` of wall time were over first.
   */
  async followAlone(untilMs: number, forMs = Infinity): Promise<boolean> {
    const { market, runtime, venue } = this.#options;
    const startMs = performance.now();
    let sliceStart = startMs;
    let keptAt = startMs;
    while (venue.hasWork && runtime.isDeciding) {
      const worked = venue.workedUntil;
      if (worked !== null && worked.timeMs >= untilMs) {
        this.#moveTo({ timeMs: untilMs, instrument: 0xffff });
        break;
      }
      if (worked !== null && (this.#position === null || isLater(worked, this.#position))) this.#moveTo(worked);
      const block = market.rows(this.#position, untilMs, ROWS_AT_ONCE);
      if (block.length === 0) break;
      await this.#workBlock(block);
      this.#moveTo(positionOf(block, block.length - 1));
      const nowMs = performance.now();
      if (nowMs - keptAt > KEEP_PLACE_MS) {
        await venue.keepPlace();
        keptAt = nowMs;
      }
      if (nowMs - startMs > forMs) {
        await venue.keepPlace();
        return false;
      }
      if (nowMs - sliceStart > SLICE_MS) {
        await nextTurn();
        sliceStart = performance.now();
      }
    }
    return runtime.isDeciding;
  }

  /** Leaves out what lies between here and `timeMs`: no order may be at work in it, and history tells the rest. */
  skipTo(timeMs: number): void {
    this.#moveTo({ timeMs, instrument: 0xffff });
    this.#headlines = this.#headlines.filter(({ tsEvent }) => tsEvent > timeMs - NEWS_BEFORE_MS);
    this.#headlinesUntilMs = Math.max(this.#headlinesUntilMs, timeMs - NEWS_BEFORE_MS);
  }

  /** Lets the venue alone follow a block. */
  async #workBlock(block: MarketBlock): Promise<void> {
    const { runtime, venue } = this.#options;
    for (let row = 0; row < block.length; row += 1) {
      if (!venue.work(block, row)) continue;
      await venue.settled();
      await runtime.paced();
    }
  }

  /** Plays everything up to a market time; returns at the end of the market, when recording stopped, or when `forMs` of wall time are over. */
  async advance(untilMs: number, forMs = Infinity): Promise<void> {
    const { market, runtime } = this.#options;
    const startMs = performance.now();
    let sliceStart = startMs;
    for (;;) {
      if (!runtime.isDeciding) return;
      const headline = this.#nextHeadline(Math.min(untilMs, market.endTimeMs ?? untilMs));
      const dueMs = headline === null ? Infinity : headline.tsEvent + SCORE_LATENCY_MS;
      const block = market.rows(this.#position, Math.min(untilMs, dueMs), ROWS_AT_ONCE);
      if (block.length > 0) await this.#play(block);
      else if (headline !== null && dueMs <= untilMs) await this.#takeHeadline(headline, dueMs);
      else {
        this.#reachedMs = Math.max(this.#reachedMs, Number.isFinite(untilMs) ? untilMs : this.#reachedMs);
        return;
      }
      await runtime.roomForRecords();
      if (performance.now() - startMs > forMs) return;
      if (performance.now() - sliceStart > SLICE_MS) {
        await nextTurn();
        sliceStart = performance.now();
      }
    }
  }

  async #play(block: MarketBlock): Promise<void> {
    const { runtime, venue } = this.#options;
    let row = 0;
    while (row < block.length && runtime.isDeciding) {
      // A command's orders, too, reach the venue before the market goes on.
      if (runtime.isSending) await runtime.paced();
      const isFollowed = venue.hasWork;
      if (isFollowed && venue.work(block, row)) {
        await venue.settled();
        await runtime.paced();
      }
      if (!runtime.isDeciding) return;
      const { taken, hasOrders } = runtime.takeRows(block, row, isFollowed ? row + 1 : block.length);
      this.#played += taken;
      this.#rows.fire({ block, from: row, to: row + taken });
      row += taken;
      this.#moveTo(positionOf(block, row - 1));
      if (hasOrders) await runtime.paced();
    }
  }

  #nextHeadline(untilMs: number): Headline | null {
    while (this.#headlines.length === 0 && this.#headlinesUntilMs < untilMs - SCORE_LATENCY_MS) {
      const end = Math.min(this.#headlinesUntilMs + HEADLINE_WINDOW_MS, untilMs - SCORE_LATENCY_MS);
      this.#headlines.push(...this.#options.market.headlines(this.#headlinesUntilMs, end));
      this.#headlinesUntilMs = end;
    }
    return this.#headlines[0] ?? null;
  }

  async #takeHeadline(headline: Headline, dueMs: number): Promise<void> {
    const { runtime, scorer } = this.#options;
    const startedMs = performance.now();
    const [score] = await scorer.score([headline.text]);
    this.#lastScoreMs = performance.now() - startedMs;
    this.#headlines.shift();
    if (!runtime.isDeciding) return;
    const scored: ScoredHeadline = { ...headline, ...score };
    runtime.take({ kind: 'headline', at: wholeMs(dueMs), headline: scored });
  }

  #moveTo(position: MarketPosition): void {
    this.#position = position;
    this.#reachedMs = Math.max(this.#reachedMs, position.timeMs);
  }
}

function positionOf(block: MarketBlock, row: number): MarketPosition {
  return { timeMs: rowTime(block, row), instrument: block.instrument[row] };
}

function isLater(a: MarketPosition, b: MarketPosition): boolean {
  return a.timeMs > b.timeMs || (a.timeMs === b.timeMs && a.instrument > b.instrument);
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
