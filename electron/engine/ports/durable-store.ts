import type { Fact } from '../../../shared/domain/fact.ts';
import type { MarketBlock } from '../../../shared/domain/market-block.ts';
import type { UtcMs } from '../../../shared/domain/time.ts';
import type { Input } from '../kernel/input.ts';

/** One input that is recorded by itself, or a market row that led to facts, with those facts. */
export interface JournalEntry {
  readonly sequence: number;
  readonly at: UtcMs;
  /** `null` for a market row; the row itself is in a segment. */
  readonly input: Exclude<Input, { kind: 'warm-up' }> | null;
  readonly facts: readonly Fact[];
  /** Digest of all market values of the run so far. */
  readonly inputDigest: string;
  /** The chained hash of all facts up to and including these. */
  readonly factHash: string;
}

/** Market rows with the numbers of the inputs that they were; a warm-up is one input. */
export interface MarketSegment {
  readonly purpose: 'live' | 'warm-up';
  /** Core time at which a warm-up entered; live rows enter at their own times. */
  readonly at: UtcMs;
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly block: MarketBlock;
}

/** Something wrong with what is on disk, with the place of the first fault. */
export interface StoreFault {
  readonly sequence: number | null;
  readonly message: string;
}

/** Where everything is recorded before anything leaves. */
export interface DurableStore {
  /**
   * Makes a group of records durable, all or none. Resolves when they are on disk.
   * Rejects with a {@link BitFlowError} (`disk-full`, `disk-read-only`, `store-corrupt`, `store-failed`); what was
   * recorded before stays readable, and every later group is rejected alike.
   */
  append(entries: readonly JournalEntry[], segments: readonly MarketSegment[]): Promise<void>;
  close(): Promise<void>;
}
