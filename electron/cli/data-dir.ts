import { createHash } from 'node:crypto';
import { basename, join, resolve } from 'node:path';
import envPaths from 'env-paths';
import type { MarketChoice } from '../host/market-choice.ts';

/** The folder of the platform for BitFlow's data. */
export function baseDataDir(): string {
  return process.env['BITFLOW_DATA_DIR'] ?? envPaths('bitflow', { suffix: '' }).data;
}

/** Where an account on this market is kept when no folder is named: each market has its own. */
export function defaultDataDir(market: MarketChoice): string {
  if (market.kind === 'sim') return join(baseDataDir(), market.seed === null ? 'sim' : `sim-${market.seed}`);
  const paths = market.paths.map((path) => resolve(path));
  const name = basename(paths[0])
    .replace(/\.[^.]*$/, '')
    .slice(0, 40);
  return join(baseDataDir(), `csv-${name}-${createHash('sha256').update(paths.join('\n')).digest('hex').slice(0, 8)}`);
}
