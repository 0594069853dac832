import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '../../electron/engine/ports/logger.ts';
import type { Scope } from '../../electron/headless/access.ts';
import { HostServer } from '../../electron/headless/host-server.ts';
import { createRouter } from '../../electron/host/handlers/router.ts';
import { ContractServer } from '../../electron/host/transports/serve-channel.ts';
import { Workstation } from '../../electron/host/workstation.ts';
import { threadScripts } from '../../electron/platform/program-files.ts';
import { dataFolder } from '../../electron/storage/data-folder.ts';
import { Supervisor } from '../../electron/supervision/supervisor.ts';
import { barRows, writeBarFile } from './bar-file.ts';
import { type DoorName, type OpenDoor, openPort, openRest, openSocket } from './doors.ts';
import { type StandInEngines, standInEngines } from './in-process-engine.ts';

/** A workstation with every door open to it, all in this process. */
export interface ServedWorkstation {
  readonly workstation: Workstation;
  readonly host: HostServer;
  readonly supervisor: Supervisor;
  readonly engines: StandInEngines;
  /** Such as `http://127.0.0.1:4711`. */
  readonly origin: string;
  /** Streams that are open now, and frames that could not be read since the start. */
  streamCount(): number;
  refusedFrames(): number;
  open(door: DoorName, scope: Scope): Promise<OpenDoor>;
  /** Plays the market up to a time, UTC milliseconds, and waits until everything that follows is recorded. */
  playTo(timeMs: number): Promise<void>;
  close(): Promise<void>;
}

export interface ServedOptions {
  /** Market file to be played. */
  readonly marketPath: string;
  /** Market time per wall time; `null` as fast as it goes. */
  readonly speed: number | null;
  /** `null` keeps nothing. */
  readonly dataDir: string | null;
  readonly windowRoot: string;
}

export async function serveWorkstation({ marketPath, speed, dataDir, windowRoot }: ServedOptions): Promise<ServedWorkstation> {
  const workstation = new Workstation({
    folder: dataDir === null ? null : dataFolder(dataDir),
    market: { kind: 'csv', paths: [marketPath], timeZone: null, instrumentPath: null, skipBadRows: false },
    overrides: {},
    speed,
    scripts: threadScripts,
    codeHash: 'test',
    log: silentLogger,
    wallNow: Date.now,
  });
  await workstation.start();
  const server = new ContractServer(createRouter(workstation), silentLogger);
  const engines = standInEngines({ server });
  const supervisor = new Supervisor({ fork: engines.fork });
  const host = new HostServer({ supervisor, windowRoot });
  const origin = `http://127.0.0.1:${await host.listen(0)}`;
  supervisor.start();
  await supervisor.ready();
  const openDoors: OpenDoor[] = [];
  const open = async (door: DoorName, scope: Scope): Promise<OpenDoor> => {
    const bearer = host.access.issueBearer(scope);
    const opened =
      door === 'message port' ? openPort(server, scope) : door === 'REST' ? openRest(origin, bearer) : await openSocket(origin, bearer);
    openDoors.push(opened);
    return opened;
  };
  const playTo = async (timeMs: number): Promise<void> => {
    const { marketDoor, runtime } = workstation.services;
    await marketDoor.advance(timeMs);
    runtime.recordRows();
    await runtime.settled();
  };
  const close = async (): Promise<void> => {
    for (const door of openDoors) door.close();
    await host.close();
    await supervisor.stop();
    await workstation.stop();
  };
  return {
    workstation,
    host,
    supervisor,
    engines,
    origin,
    streamCount: () => server.shares.streamCount,
    refusedFrames: () => server.refusedFrames,
    open,
    playTo,
    close,
  };
}

/** Serves a small market of its own for a whole test file: nothing is kept, and time goes on only by `playTo`. */
export async function servedMarket({ bars }: { readonly bars: number }): Promise<ServedWorkstation> {
  const folder = mkdtempSync(join(tmpdir(), 'bitflow-test-'));
  const served = await serveWorkstation({
    marketPath: writeBarFile(folder, barRows(bars)),
    speed: null,
    dataDir: null,
    windowRoot: folder,
  });
  return {
    ...served,
    close: async () => {
      await served.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
