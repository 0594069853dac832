import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect } from 'vitest';
import { barRows, writeBarFile } from '../support/bar-file.ts';
import { launchBrowser } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { SpawnedHost } from '../support/spawned-host.ts';
import { keptFolder } from '../support/temporary.ts';

/** A host and a browser for all tests of a group. */
export interface StillHost {
  readonly dataDir: string;
  readonly host: () => SpawnedHost;
  readonly browser: () => Browser;
}

export interface StillMarket {
  /** A second instrument, LATE, whose file begins so many minutes after the first one's. */
  readonly lateBy?: number;
}

/** Starts a host on recorded bars whose time hardly goes on, so that what is seen stays; call within `describe`. */
export function stillHost({ lateBy }: StillMarket = {}): StillHost {
  const folder = keptFolder();
  const dataDir = join(folder.path, 'data');
  const open: { host?: SpawnedHost; browser?: Browser } = {};
  beforeAll(async () => {
    const rows = barRows(3_000);
    const files = [writeBarFile(folder.path, rows)];
    if (lateBy !== undefined) files.push(writeBarFile(folder.path, rows.slice(lateBy), 'LATE.csv'));
    const host = await SpawnedHost.start(['--data-dir', dataDir, '--market', `csv:${files.join(',')}`, '--speed', '6000', '--port', '0']);
    open.host = host;
    // Enough bars for a chart and for stops by range; then market time all but stands.
    await eventually(async () => expect((await host.ask<{ rows: number }>('GET', '/status')).rows).toBeGreaterThan(300), 20_000);
    await host.ask('POST', '/playback', { speed: 0.1 });
    open.browser = await launchBrowser();
  });
  afterAll(async () => {
    await open.browser?.close();
    await open.host?.stop();
    folder.delete();
  });
  return { dataDir, host: () => required(open.host), browser: () => required(open.browser) };
}

/** What a group's own set-up has made. @throws {Error} when it failed before that. */
export function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the host or the browser did not start');
  return value;
}
