import type { VenueBooksId } from '../../../shared/domain/ids.ts';
import type { RestingOrder } from '../execution/matching/resting-order.ts';

/** Books of a venue that we run ourselves, as they stand on disk. */
export interface VenueBooks {
  readonly id: VenueBooksId;
  /** What was altered since it was saved, in sentences; an order of which that is true is left out. */
  readonly faults: readonly string[];
  readonly orders: readonly RestingOrder[];
  readonly orderCount: number;
  readonly tradeCount: number;
  /** The market row that the books have been worked up to, or `null` before the first. */
  readonly workedUntil: MarketPosition | null;
}

/** A place in the market: the time of a row and, among rows of that time, the instrument's index. */
export interface MarketPosition {
  readonly timeMs: number;
  readonly instrument: number;
}

/** One change of a venue's books; all or nothing of it is on disk. */
export interface VenueBooksChange {
  readonly orders: readonly RestingOrder[];
  readonly orderCount: number;
  readonly tradeCount: number;
  readonly workedUntil: MarketPosition | null;
}

/** Where a venue that we run ourselves keeps its books, apart from ours. */
export interface VenueBooksStore {
  load(): Promise<VenueBooks>;
  /** Resolves when the change is on disk; rejects with a {@link BitFlowError}. */
  save(change: VenueBooksChange): Promise<void>;
  close(): Promise<void>;
}
