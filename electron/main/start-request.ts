import { existsSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { ShellMarket } from '../../shared/contract/shell-messages.ts';
import type { InstrumentId } from '../../shared/domain/ids.ts';
import { type TradingMode, tradingModes } from '../../shared/domain/trading-state.ts';
import { parseMarket } from '../platform/parse-market.ts';
import { deepLinkIn } from './deep-link.ts';

/** What a start of the desktop asks for; `null` is what was not said. */
export interface StartRequest {
  /** Show the window in which an account is chosen, whatever else is said. */
  readonly isChoice: boolean;
  readonly dataDir: string | null;
  readonly market: ShellMarket | null;
  readonly speed: number | null;
  readonly mode: TradingMode | null;
  readonly instrumentId: InstrumentId | null;
}

const OPTIONS = {
  choose: { type: 'boolean' },
  'data-dir': { type: 'string' },
  market: { type: 'string' },
  seed: { type: 'string' },
  timezone: { type: 'string' },
  instrument: { type: 'string' },
  'skip-bad-rows': { type: 'boolean' },
  speed: { type: 'string' },
  mode: { type: 'string' },
} as const;

const MARKET_FILES = new Set(['.csv', '.tsv']);

/**
 * Reads the arguments of a start, relative paths below `cwd`. Switches that are Chromium's, and whatever else the platform adds, are
 * passed over. Error: what was expected, in a sentence.
 */
export function parseStart(args: readonly string[], cwd: string): Result<StartRequest, string> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, strict: false, allowPositionals: true });
  for (const [name, { type }] of Object.entries(OPTIONS)) {
    const value = values[name];
    if (type === 'string' && (value === true || value === '')) return err(`Expected a value after --${name}, found none.`);
  }
  const text = (name: keyof typeof OPTIONS): string | undefined => (typeof values[name] === 'string' ? values[name] : undefined);
  const seed = numberOf(
    'a whole number from 0 to 4294967295 after --seed',
    text('seed'),
    (value) => Number.isSafeInteger(value) && value >= 0 && value <= 4_294_967_295,
  );
  if (!seed.ok) return seed;
  const speed = numberOf('a number above zero after --speed', text('speed'), (value) => value > 0);
  if (!speed.ok) return speed;
  const mode = text('mode');
  if (mode !== undefined && !isMode(mode)) return err(`Expected --mode ${tradingModes.join(' or ')}, found "${mode}".`);
  const market = marketOf(values, positionals, cwd, seed.value);
  if (!market.ok) return market;
  const dataDir = text('data-dir');
  return ok({
    isChoice: values['choose'] === true,
    dataDir: dataDir === undefined ? null : resolve(cwd, dataDir),
    market: market.value,
    speed: speed.value,
    mode: mode ?? null,
    instrumentId: deepLinkIn(args),
  });
}

/** Returns the arguments that ask for the same again; each is one word, since Chromium may put arguments in another order. */
export function startArguments({ dataDir, market }: Pick<StartRequest, 'dataDir' | 'market'>): string[] {
  return [
    ...(dataDir === null ? [] : [`--data-dir=${dataDir}`]),
    ...(market === null ? [] : [`--market=${market.kind === 'sim' ? 'sim' : `csv:${market.paths.join(',')}`}`]),
    ...(market?.kind === 'sim' && market.seed !== null ? [`--seed=${market.seed}`] : []),
    ...(market?.kind === 'csv' && market.timeZone !== null ? [`--timezone=${market.timeZone}`] : []),
    ...(market?.kind === 'csv' && market.instrumentPath !== null ? [`--instrument=${market.instrumentPath}`] : []),
    ...(market?.kind === 'csv' && market.skipBadRows ? ['--skip-bad-rows'] : []),
  ];
}

function marketOf(
  values: Readonly<Record<string, unknown>>,
  positionals: readonly string[],
  cwd: string,
  seed: number | null,
): Result<ShellMarket | null, string> {
  const text = (name: string): string | undefined => (typeof values[name] === 'string' ? values[name] : undefined);
  // A file that is opened with BitFlow comes as a bare path.
  const files = positionals.map((path) => resolve(cwd, path)).filter(isMarketFile);
  const market = text('market') ?? (files.length > 0 ? `csv:${files.join(',')}` : seed === null ? undefined : 'sim');
  if (market === undefined) return ok(null);
  const parsed = parseMarket({
    market,
    seed: seed ?? undefined,
    timezone: text('timezone'),
    instrument: text('instrument'),
    skipBadRows: values['skip-bad-rows'] === true,
  });
  if (!parsed.ok || parsed.value.kind === 'sim') return parsed;
  const { paths, instrumentPath, ...rest } = parsed.value;
  return ok({
    ...rest,
    paths: paths.map((path) => resolve(cwd, path)),
    instrumentPath: instrumentPath === null ? null : resolve(cwd, instrumentPath),
  });
}

function isMarketFile(path: string): boolean {
  return MARKET_FILES.has(extname(path).toLowerCase()) && existsSync(path) && statSync(path).isFile();
}

function isMode(text: string): text is TradingMode {
  return tradingModes.some((mode) => mode === text);
}

function numberOf(expected: string, text: string | undefined, isGood: (value: number) => boolean): Result<number | null, string> {
  if (text === undefined) return ok(null);
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && isGood(value)) return ok(value);
  return err(`Expected ${expected}, found "${text}".`);
}
