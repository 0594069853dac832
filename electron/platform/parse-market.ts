import { err, ok, type Result } from '../../shared/base/result.ts';
import type { ShellMarket } from '../../shared/contract/shell-messages.ts';

/** How a market is asked for on a command line. */
export interface MarketFlags {
  readonly market: string;
  readonly seed?: number | undefined;
  readonly timezone?: string | undefined;
  readonly instrument?: string | undefined;
  readonly skipBadRows?: boolean | undefined;
}

/** Reads `sim` or `csv:FILE[,FILE…]`. Error: what was expected, in a sentence. */
export function parseMarket({ market, seed, timezone, instrument, skipBadRows }: MarketFlags): Result<ShellMarket, string> {
  if (market === 'sim') {
    if (timezone !== undefined || instrument !== undefined || skipBadRows === true)
      return err('--timezone, --instrument and --skip-bad-rows go with --market csv:FILE; the simulated market has no use for them.');
    return ok({ kind: 'sim', seed: seed ?? null });
  }
  if (!market.startsWith('csv:')) return err(`Expected --market sim or --market csv:FILE[,FILE…], found "${market}".`);
  const paths = market
    .slice(4)
    .split(',')
    .filter((path) => path !== '');
  if (paths.length === 0) return err('Expected a file after --market csv:, found none.');
  return ok({ kind: 'csv', paths, timeZone: timezone ?? null, instrumentPath: instrument ?? null, skipBadRows: skipBadRows ?? false });
}
