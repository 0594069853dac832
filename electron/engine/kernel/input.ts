import type { Settings } from '../../../shared/config/settings.ts';
import type { Command } from '../../../shared/domain/command.ts';
import type { ScoredHeadline } from '../../../shared/domain/headline.ts';
import type { Incarnation } from '../../../shared/domain/ids.ts';
import type { Instrument } from '../../../shared/domain/instrument.ts';
import type { BarBlock } from '../../../shared/domain/market-block.ts';
import type { UtcMs } from '../../../shared/domain/time.ts';
import type { VenueReport, VenueStatement } from '../ports/broker.ts';

/** What a market is, so that two runs can tell whether they saw the same one. */
export type MarketIdentity =
  | { readonly kind: 'sim'; readonly seed: number; readonly version: number }
  | {
      readonly kind: 'csv';
      readonly files: readonly { readonly symbol: string; readonly sha256: string }[];
      /** How the files were read; records of before it was noted lack it. */
      readonly reading?: FileReading;
    };

/** What the options of a start made of market files: the same files read otherwise are another market. */
export interface FileReading {
  /** As it was asked for; `null`: what the files say, else UTC. */
  readonly timeZone: string | null;
  readonly isSkippingBadRows: boolean;
  /** Of the bars that the files gave. */
  readonly rowsSha256: string;
  /** Of what the instruments are, but for what the settings say of them. */
  readonly instrumentsSha256: string;
}

/** What a run begins with; recorded first, so that the run can be decided again. */
export interface RunHeader {
  readonly incarnation: Incarnation;
  /** Core time at which the run begins. */
  readonly startsAt: UtcMs;
  /** The machine's clock when the run began; for people, decisions don't see it. */
  readonly wallMs: number;
  readonly market: MarketIdentity;
  readonly instruments: readonly Instrument[];
  /** Length of the bars that signals are made from. */
  readonly barMs: number;
  /** Whether market rows are finished bars, not ticks that bars are built from. */
  readonly isBarMarket: boolean;
  readonly settings: Settings;
  readonly settingsHash: string;
  readonly codeHash: string;
  readonly modelHash: string;
}

/** How wall time maps to the time of a market that is played. */
export interface Playback {
  /** Market time per wall time while not paused; `null` where nothing waits for the wall. */
  readonly speed: number | null;
  readonly isPaused: boolean;
  /** Nobody is watching: until the next run the market moves at the speed of the wall. */
  readonly isAway: boolean;
  /** The point that the mapping goes through. */
  readonly wallMs: number;
  readonly marketMs: number;
}

/**
 * Everything but market rows that can change the core, each with the core time at which it enters.
 * Market rows come as blocks, see `EngineCore.takeRows`.
 */
export type Input = { readonly at: UtcMs } & (
  | { readonly kind: 'run-opened'; readonly header: RunHeader }
  /** History that analysis state is warmed with; nothing is decided on it. */
  | { readonly kind: 'warm-up'; readonly block: BarBlock }
  | { readonly kind: 'headline'; readonly headline: ScoredHeadline }
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'venue-report'; readonly report: VenueReport }
  /** At a start, when the venue is `opened`, before it is asked for orders; and once everything that it said is `reconciled`. */
  | { readonly kind: 'venue-statement'; readonly moment: 'opened' | 'reconciled'; readonly statement: VenueStatement }
  | { readonly kind: 'settings'; readonly settings: Settings; readonly settingsHash: string }
  | { readonly kind: 'playback'; readonly playback: Playback }
  /** Nothing may be opened, for a reason that lies outside the core (such as a record that does not answer); `null`: it may again. */
  | { readonly kind: 'entry-hold'; readonly reason: string | null }
  /**
   * What was played of the market lies too far behind the clock to open anything on, until it has come to `dueAt`, market time;
   * `null`: prices are fresh again.
   */
  | { readonly kind: 'catch-up'; readonly dueAt: UtcMs | null }
);
