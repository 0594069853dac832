import { Emitter } from '../../shared/base/emitter.ts';
import type { Headline, ScoredHeadline } from '../../shared/domain/headline.ts';
import { type MarketBlock, rowTime } from '../../shared/domain/market-block.ts';
import { SECOND_MS } from '../../shared/domain/time.ts';
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

/** A market that stood still for less than this is simply played on after a restart. */
const SHORT_GAP_MS = 5 * SECOND_MS;

export interface PlayedMarketDoorOptions {
  readonly market: PlayedMarket;
  readonly venue: PaperVenue;
  readonly runtime: EngineRuntime;
  readonly scorer: SentimentScorer;
  readonly clock: PlaybackClock;
  /** The last row that was decided on before this run. */
  readonly position: MarketPosition | null;
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
  #played: number;
  #headlines: Headline[] = [];
  #headlinesUntilMs: number;
  #lastScoreMs: number | null = null;

  /** Announces market rows right after the engine took them. */
  readonly onDidTakeRows = this.#rows.event;

  constructor(options: PlayedMarketDoorOptions) {
    this.#options = options;
    this.#position = options.position;
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

  /**
   * After a restart: if the market went on meanwhile, the venue works its orders through the gap. The engine does not
   * see the gap as prices to decide on; it takes it as history afterwards. However long the gap is, the rest of the process gets its
   * turns, and a start that is ended on the way has the next one go on where it came to.
   */
  async catchUp(nowMs: number): Promise<void> {
    const { market, runtime, venue } = this.#options;
    if (market.isBarMarket || this.#position === null || nowMs - this.#position.timeMs <= SHORT_GAP_MS) return;
    this.#position = laterOf(this.#position, venue.workedUntil);
    let sliceStart = performance.now();
    let keptAt = sliceStart;
    while (venue.hasWork && runtime.isDeciding) {
      const block = market.rows(this.#position, nowMs, ROWS_AT_ONCE);
      if (block.length === 0) break;
      await this.#workBlock(block);
      this.#moveTo(block, block.length - 1);
      if (performance.now() - keptAt > KEEP_PLACE_MS) {
        await venue.keepPlace();
        keptAt = performance.now();
      }
      if (performance.now() - sliceStart > SLICE_MS) {
        await nextTurn();
        sliceStart = performance.now();
      }
    }
    this.#position = { timeMs: nowMs, instrument: 0xffff };
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

  /** Plays everything up to a market time; returns at the end of the market or when recording stopped. */
  async advance(untilMs: number): Promise<void> {
    const { market, runtime } = this.#options;
    let sliceStart = performance.now();
    for (;;) {
      if (!runtime.isDeciding) return;
      const headline = this.#nextHeadline(Math.min(untilMs, market.endTimeMs ?? untilMs));
      const dueMs = headline === null ? Infinity : headline.tsEvent + SCORE_LATENCY_MS;
      const block = market.rows(this.#position, Math.min(untilMs, dueMs), ROWS_AT_ONCE);
      if (block.length > 0) await this.#play(block);
      else if (headline !== null && dueMs <= untilMs) await this.#takeHeadline(headline, dueMs);
      else return;
      await runtime.roomForRecords();
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
      this.#moveTo(block, row - 1);
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

  #moveTo(block: MarketBlock, row: number): void {
    this.#position = { timeMs: rowTime(block, row), instrument: block.instrument[row] };
  }
}

function laterOf(a: MarketPosition, b: MarketPosition | null): MarketPosition {
  if (b === null || b.timeMs < a.timeMs) return a;
  return b.timeMs > a.timeMs || b.instrument > a.instrument ? b : a;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
