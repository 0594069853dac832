import type { Pulse } from '../../../shared/base/pulse.ts';
import type { BarBlock } from '../../../shared/domain/market-block.ts';

/** Names one series of one-minute bars: a market (with seed or file) and an instrument of it. */
export type SeriesKey = string;

/**
 * Bars that can be had again, kept to be quick. It may be deleted at any time; nothing depends on it but
 * speed.
 */
export interface MarketStore {
  /** Signs of life of the thread that serves it; `null` where there is none. */
  readonly pulse: Pulse | null;
  /** Returns the complete days among those asked for, by day number since 1970. */
  days(series: SeriesKey, firstDay: number, lastDay: number): Promise<ReadonlyMap<number, BarBlock>>;
  /** Keeps a complete day. */
  putDay(series: SeriesKey, day: number, bars: BarBlock): Promise<void>;
  close(): Promise<void>;
}
