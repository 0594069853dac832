import { join, resolve } from 'node:path';

/** Where everything of one account on one market lives. */
export interface DataFolder {
  readonly path: string;
  readonly journal: string;
  readonly paper: string;
  readonly market: string;
  readonly settings: string;
  /** Models that were installed here, one folder each. */
  readonly models: string;
  /** How models did on this machine. */
  readonly measurements: string;
  /** How a running host is found; readable by its owner only. */
  readonly instance: string;
  /** Locked while a BitFlow uses the folder; holds its process id. */
  readonly lock: string;
}

export function dataFolder(path: string): DataFolder {
  const root = resolve(path);
  return {
    path: root,
    journal: join(root, 'journal.db'),
    paper: join(root, 'paper.db'),
    market: join(root, 'market.db'),
    settings: join(root, 'settings.json'),
    models: join(root, 'models'),
    measurements: join(root, 'model-measurements.json'),
    instance: join(root, 'instance.json'),
    lock: join(root, 'lock.db'),
  };
}

/** The files that SQLite keeps beside a database while it is used. */
export const sideFiles = ['-wal', '-shm', '-journal'] as const;
