import type { Headline } from '../../../shared/domain/headline.ts';
import type { Instrument } from '../../../shared/domain/instrument.ts';
import type { BarBlock, MarketBlock } from '../../../shared/domain/market-block.ts';
import type { MarketIdentity } from '../kernel/input.ts';
import type { MarketPosition } from './venue-books-store.ts';

/**
 * A market whose whole course is known and that is played row by row: the simulated exchange, or bars
 * from files. Asking it changes nothing, and the same question always has the same answer.
 */
export interface PlayedMarket {
  readonly identity: MarketIdentity;
  readonly instruments: readonly Instrument[];
  /** Whether rows are finished bars; else they are ticks. */
  readonly isBarMarket: boolean;
  /** Length of the bars that signals are made from; fixed by a bar market, by settings otherwise. */
  readonly barMs: number;
  /** Market time at which a first run begins, in UTC milliseconds, for a machine whose clock says `wallMs`. */
  startTime(wallMs: number): number;
  /** Market time of the last row; `null` for a market that has no end. */
  readonly endTimeMs: number | null;
  /** How many rows lie after `after`; `null` for a market that has no end. */
  rowsAfter(after: MarketPosition | null): number | null;
  /**
   * Returns the rows after `after` (`null`: from the start) that are known by `untilMs` (inclusive), in order, at most `limit`; empty when there are
   * none.
   */
  rows(after: MarketPosition | null, untilMs: number, limit: number): MarketBlock;
  /** Headlines published after `afterMs` (exclusive) and by `untilMs` (inclusive), ascending. */
  headlines(afterMs: number, untilMs: number): readonly Headline[];
  /**
   * Bars of one instrument that opened before `untilMs`, ascending, at most the last `limit`, aggregated to `lengthMs`. The last one is
   * partial when it ends after `untilMs`. Only what is known by `untilMs` is in it.
   */
  history(instrument: number, lengthMs: number, untilMs: number, limit: number): BarBlock;
}
