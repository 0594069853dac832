import { ConfigError } from '../../shared/base/config-error.ts';
import type { Settings } from '../../shared/config/settings.ts';
import { intervalMs } from '../../shared/domain/interval.ts';
import { readInstrumentFile } from '../adapters/csv/csv-instrument.ts';
import { CsvMarket } from '../adapters/csv/csv-market.ts';
import { isTimeZone } from '../adapters/csv/csv-time.ts';
import { SimMarket } from '../adapters/sim/sim-market.ts';
import type { MarketIdentity } from '../engine/kernel/input.ts';
import type { PlayedMarket } from '../engine/ports/played-market.ts';

/** The market that a start asks for. */
export type MarketChoice =
  | { readonly kind: 'sim'; readonly seed: number | null }
  | {
      readonly kind: 'csv';
      readonly paths: readonly string[];
      readonly timeZone: string | null;
      readonly instrumentPath: string | null;
      readonly skipBadRows: boolean;
    };

/** The market of a first start that asks for none in particular. */
export const DEFAULT_SEED = 42;

export interface OpenedMarket {
  readonly market: PlayedMarket;
  /** What people call it. */
  readonly title: string;
  /** What was taken for granted of it. */
  readonly assumptions: readonly string[];
}

/**
 * Opens the market that is asked for. `recorded` is the market that the data folder belongs to already, or `null`.
 * @throws {ConfigError} when the two differ, or an option is wrong; {BitFlowError} when a file can't be played.
 */
export function openMarket(choice: MarketChoice, settings: Settings, recorded: MarketIdentity | null): OpenedMarket {
  const opened = choice.kind === 'sim' ? openSim(choice.seed, settings, recorded) : openCsv(choice, settings);
  if (recorded !== null && !isSameMarket(recorded, opened.market.identity)) {
    throw new ConfigError(
      'market',
      `This data folder holds an account on ${titleOf(recorded)}, not on ${titleOf(opened.market.identity)}. Start it with the market it belongs to, or choose another folder with --data-dir.`,
    );
  }
  return opened;
}

function openSim(seed: number | null, settings: Settings, recorded: MarketIdentity | null): OpenedMarket {
  const recordedSeed = recorded?.kind === 'sim' ? recorded.seed : null;
  const market = new SimMarket({ seed: seed ?? recordedSeed ?? DEFAULT_SEED, barMs: intervalMs(settings.signals.interval) });
  return { market, title: titleOf(market.identity), assumptions: [] };
}

function openCsv(
  { paths, timeZone, instrumentPath, skipBadRows }: Extract<MarketChoice, { kind: 'csv' }>,
  settings: Settings,
): OpenedMarket {
  if (paths.length === 0) throw new ConfigError('market', 'Expected a file after --market csv:, found none.');
  if (timeZone !== null && !isTimeZone(timeZone))
    throw new ConfigError('timezone', `Expected a time zone such as UTC or America/New_York, found "${timeZone}".`);
  const instrumentFile = instrumentPath === null ? null : readInstrumentFile(instrumentPath);
  const market = new CsvMarket({ paths, timeZone, skipBadRows, instrumentFile, settings });
  return { market, title: titleOf(market.identity), assumptions: market.assumptions };
}

function isSameMarket(a: MarketIdentity, b: MarketIdentity): boolean {
  if (a.kind === 'sim') return b.kind === 'sim' && a.seed === b.seed;
  return b.kind === 'csv' && JSON.stringify(a.files) === JSON.stringify(b.files);
}

function titleOf(identity: MarketIdentity): string {
  if (identity.kind === 'sim') return `the simulated exchange with seed ${identity.seed}`;
  return `recorded bars of ${identity.files.map((file) => file.symbol).join(', ')}`;
}
