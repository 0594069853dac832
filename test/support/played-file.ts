import { silentLogger } from '../../electron/engine/ports/logger.ts';
import { Workstation } from '../../electron/host/workstation.ts';
import { threadScripts } from '../../electron/platform/program-files.ts';
import type { SettingChanges } from '../../shared/config/settings.ts';

/** What came of a file that was played from its first row to its last. */
export interface PlayedFile {
  readonly rows: number;
  readonly trades: number;
  readonly fills: number;
  readonly isBalanced: boolean;
  readonly factsHash: string;
}

/** Plays a market file in this process, keeping nothing, and tells what came of it. */
export async function playFile(path: string, overrides: SettingChanges = {}): Promise<PlayedFile> {
  const workstation = new Workstation({
    folder: null,
    market: { kind: 'csv', paths: [path], timeZone: null, instrumentPath: null, skipBadRows: false },
    overrides,
    speed: null,
    scripts: threadScripts,
    codeHash: 'test',
    log: silentLogger,
    wallNow: Date.now,
  });
  await workstation.start();
  try {
    await workstation.playToEnd();
    const { books, factsHash, rowCount } = workstation.services.core;
    return { rows: rowCount, trades: books.tradeCount, fills: books.fillCount, isBalanced: books.ledger.isBalanced, factsHash };
  } finally {
    await workstation.stop();
  }
}
