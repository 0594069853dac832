import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runEngine } from '../../../electron/engine-process/run-engine.ts';
import type { Predecessor } from '../../../electron/host/workstation-options.ts';
import { threadScripts } from '../../../electron/platform/program-files.ts';
import type { FromEngine, ToEngine } from '../../../electron/supervision/engine-link.ts';
import type { SettingChanges } from '../../../shared/config/settings.ts';
import { barRows, writeBarFile } from '../../support/bar-file.ts';
import { eventually } from '../../support/eventually.ts';
import { journalPath, recordedEntries, tamper } from '../../support/open-journal.ts';
import { aCommand } from '../../support/runtime-scene.ts';
import { temporaryFolder } from '../../support/temporary.ts';

/** An engine of its own folder, with everything that it said; `exits` are the codes that it ended its process with. */
function anEngine(folder = temporaryFolder(), overrides: SettingChanges = {}, predecessor: Predecessor | null = null) {
  const said: FromEngine[] = [];
  const exits: number[] = [];
  const listeners: ((message: ToEngine) => void)[] = [];
  const marketPath = writeBarFile(folder, barRows(3_000));
  const dataDir = join(folder, 'data');
  const tell = (message: ToEngine): void => {
    for (const listener of listeners) listener(message);
  };
  const running = runEngine({
    options: {
      dataDir,
      market: { kind: 'csv', paths: [marketPath], timeZone: null, instrumentPath: null, skipBadRows: false },
      overrides,
      speed: 600,
      logLevel: 'silent',
      predecessor,
    },
    link: { send: (message) => said.push(message), onMessage: (listener) => listeners.push(listener) },
    scripts: threadScripts,
    codeHash: 'test',
    exit: (code) => exits.push(code),
    faultShownMs: 50,
  });
  const stop = async (): Promise<void> => {
    tell({ kind: 'stop' });
    await eventually(() => expect(exits).not.toEqual([]));
  };
  return { running, said, exits, tell, stop, dataDir, folder };
}

const kindsOf = (said: readonly FromEngine[]): string[] => said.map(({ kind }) => kind);

/** Makes every further record fail, as a disk does. */
const breakRecording = (dataDir: string): void =>
  tamper(journalPath(dataDir), (db) =>
    db.exec("CREATE TRIGGER broken BEFORE INSERT ON segments BEGIN SELECT RAISE(ABORT, 'the disk is broken'); END"),
  );

describe('an engine that starts', () => {
  it('answers its supervisor before it is ready', async () => {
    const { running, said, tell, stop } = anEngine();
    tell({ kind: 'ping', id: 7 });
    expect(said).toEqual([{ kind: 'pong', id: 7, state: 'starting' }]);
    await running;
    expect(kindsOf(said)).toEqual(['pong', 'ready', 'successor']);
    await stop();
  });

  it('leaves a successor what its own start asked for, but for the speed, which is on record, and for what was changed since', async () => {
    const { running, said, stop } = anEngine(temporaryFolder(), { trading: { mode: 'auto' }, appearance: { theme: 'light' } });
    const server = await running;
    expect(server).not.toBeNull();
    const left = (): unknown => said.findLast(({ kind }) => kind === 'successor');
    const overrides = { trading: { mode: 'auto' }, appearance: { theme: 'light' } };
    expect(left()).toMatchObject({ options: { speed: null, overrides } });
    await stop();
  });

  it('ends at once when it is told to stop, and is never ready', async () => {
    const { running, said, exits, tell } = anEngine();
    tell({ kind: 'stop' });
    expect(exits).toEqual([0]);
    await running;
    expect(said).toEqual([]);
  });
});

describe('an engine whose predecessor could not record a kill switch', () => {
  it('starts halted by it, once', async () => {
    const first = anEngine();
    await first.running;
    await first.stop();
    const kill = aCommand('k-1', { kind: 'kill', isFlattening: false });
    const halts: unknown[] = [];
    for (const _ of [1, 2]) {
      const next = anEngine(first.folder, {}, { settings: {}, kill });
      await next.running;
      await next.stop();
      halts.push(recordedEntries(first.dataDir).flatMap(({ facts }) => facts.filter(({ kind }) => kind === 'trading-state-changed')));
    }
    expect(halts[0]).toMatchObject([{ state: 'halted', cause: 'kill-switch' }]);
    expect(halts[1]).toEqual(halts[0]);
  });
});

describe('an engine that can not record any more', () => {
  it('says why and ends a moment later, so that it is started again', async () => {
    const { running, said, exits, dataDir } = anEngine();
    await running;
    breakRecording(dataDir);
    await eventually(() => expect(exits).toEqual([1]));
    const message = expect.stringContaining('the disk is broken') as string;
    expect(said.slice(2)).toEqual([{ kind: 'failed', code: 'store-failed', message, isFinal: false }]);
  });

  it('because its record was found altered stays up, halted and readable', async () => {
    const first = anEngine();
    await first.running;
    await eventually(() => expect(recordedEntries(first.dataDir).length).toBeGreaterThan(1));
    await first.stop();
    tamper(journalPath(first.dataDir), (db) => db.exec('UPDATE journal SET body = replace(body, \'"speed":600\', \'"speed":601\')'));
    const second = anEngine(first.folder);
    onTestFinished(() => second.stop());
    await second.running;
    expect(second.said.slice(0, 1)).toEqual([{ kind: 'ready', pid: process.pid, state: 'halted' }]);
    await new Promise((resolve) => {
      setTimeout(resolve, 200);
    });
    expect([kindsOf(second.said), second.exits]).toEqual([['ready', 'successor'], []]);
  });
});
