import { createHash } from 'node:crypto';
import { basename, join, resolve } from 'node:path';
import envPaths from 'env-paths';

/** What an account trades on, as far as the name of its folder tells. */
export type AccountMarket =
  | { readonly kind: 'sim'; readonly seed: number | null }
  | { readonly kind: 'csv'; readonly paths: readonly string[] };

/** The folder that holds the folders of all accounts: `BITFLOW_DATA_DIR`, or the platform's place for the data of applications. */
export function baseDataDir(): string {
  return process.env['BITFLOW_DATA_DIR'] ?? envPaths('bitflow', { suffix: '' }).data;
}

/** Where an account on this market is kept when no folder is named, whichever door opens it: each market has its own. */
export function defaultDataDir(market: AccountMarket): string {
  if (market.kind === 'sim') return join(baseDataDir(), market.seed === null ? 'sim' : `sim-${market.seed}`);
  const paths = market.paths.map((path) => resolve(path));
  const name = basename(paths[0])
    .replace(/\.[^.]*$/, '')
    .slice(0, 40);
  return join(baseDataDir(), `csv-${name}-${createHash('sha256').update(paths.join('\n')).digest('hex').slice(0, 8)}`);
}
