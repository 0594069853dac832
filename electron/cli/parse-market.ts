import type { MarketChoice } from '../host/market-choice.ts';
import { UsageError } from './usage-error.ts';

export interface MarketFlags {
  readonly market: string;
  readonly seed?: number | undefined;
  readonly timezone?: string | undefined;
  readonly instrument?: string | undefined;
  readonly skipBadRows?: boolean | undefined;
}

/** Reads `sim` or `csv:FILE[,FILE…]`. @throws {UsageError} */
export function parseMarket({ market, seed, timezone, instrument, skipBadRows }: MarketFlags): MarketChoice {
  if (market === 'sim') {
    if (timezone !== undefined || instrument !== undefined || skipBadRows === true) {
      throw new UsageError(
        '--timezone, --instrument and --skip-bad-rows go with --market csv:FILE; the simulated market has no use for them.',
      );
    }
    return { kind: 'sim', seed: seed ?? null };
  }
  if (!market.startsWith('csv:')) throw new UsageError(`Expected --market sim or --market csv:FILE[,FILE…], found "${market}".`);
  const paths = market
    .slice(4)
    .split(',')
    .filter((path) => path !== '');
  if (paths.length === 0) throw new UsageError('Expected a file after --market csv:, found none.');
  return { kind: 'csv', paths, timeZone: timezone ?? null, instrumentPath: instrument ?? null, skipBadRows: skipBadRows ?? false };
}
