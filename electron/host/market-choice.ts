import { ConfigError } from '../../shared/base/config-error.ts';
import type { Settings } from '../../shared/config/settings.ts';
import { intervalMs } from '../../shared/domain/interval.ts';
import { readInstrumentFile } from '../adapters/csv/csv-instrument.ts';
import { CsvMarket } from '../adapters/csv/csv-market.ts';
import { isTimeZone } from '../adapters/csv/csv-time.ts';
import { SimMarket } from '../adapters/sim/sim-market.ts';
import type { FileReading, MarketIdentity } from '../engine/kernel/input.ts';
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
  const difference = recorded === null ? null : differenceOf(recorded, opened.market.identity);
  if (difference !== null) {
    throw new ConfigError(
      'market',
      `This data folder holds an account on ${difference}. Start it with the market it belongs to, or choose another folder with --data-dir.`,
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

/** Says what a data folder's account is on and what this start would play instead; `null` where they are the same. */
function differenceOf(recorded: MarketIdentity, opened: MarketIdentity): string | null {
  const title = titleOf(recorded);
  if (recorded.kind === 'sim') {
    if (opened.kind !== 'sim' || opened.seed !== recorded.seed) return `${title}, not on ${titleOf(opened)}`;
    if (opened.version === recorded.version) return null;
    return `${title} in version ${recorded.version}; this BitFlow plays version ${opened.version}, whose prices are others`;
  }
  if (opened.kind !== 'csv' || JSON.stringify(recorded.files) !== JSON.stringify(opened.files))
    return `${title}, not on ${titleOf(opened)}`;
  if (recorded.reading === undefined || opened.reading === undefined) return null;
  const words = readingDifference(recorded.reading, opened.reading);
  return words === null ? null : `${title} that were read with other options: ${words}`;
}

function readingDifference(recorded: FileReading, opened: FileReading): string | null {
  if (recorded.instrumentsSha256 !== opened.instrumentsSha256) return 'the instrument is described otherwise than it was (--instrument)';
  if (recorded.rowsSha256 === opened.rowsSha256) return null;
  const zones = [recorded, opened].map(({ timeZone }) => timeZone ?? 'the zone that the file says, else UTC');
  if (zones[0] !== zones[1]) return `times were read in ${zones[0]}, now in ${zones[1]} (--timezone)`;
  if (recorded.isSkippingBadRows !== opened.isSkippingBadRows)
    return `bad rows were ${recorded.isSkippingBadRows ? '' : 'not '}left out, now they are${opened.isSkippingBadRows ? '' : ' not'} (--skip-bad-rows)`;
  return 'this BitFlow reads other bars from them than the one that began it';
}

function titleOf(identity: MarketIdentity): string {
  if (identity.kind === 'sim') return `the simulated exchange with seed ${identity.seed}`;
  return `recorded bars of ${identity.files.map((file) => file.symbol).join(', ')}`;
}
