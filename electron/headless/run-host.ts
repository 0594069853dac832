import type { EngineState } from '../../shared/domain/trading-state.ts';
import { Supervisor, type SupervisorState } from '../supervision/supervisor.ts';
import { HostServer } from './host-server.ts';
import { removeInstance, writeInstance } from './instance-file.ts';
import { forkNodeEngine } from './node-child.ts';

export interface RunHostOptions {
  /** 0 takes a free port. */
  readonly port: number;
  readonly windowRoot: string;
  readonly engineEntry: URL;
  /** What the first engine is to be; passed on unread. What it leaves for its successors takes their place. */
  readonly engineOptions: unknown;
  /** Where the host leaves word of itself. */
  readonly instancePath: string;
  /** Hears of every engine that ended, from the first start on, and when it is started again. */
  readonly onWaiting: (waiting: Extract<SupervisorState, { kind: 'waiting' }>) => void;
}

/** An engine that was never ready is started so often before the host gives up. */
const MOST_FIRST_STARTS = 5;

/** A host that is up. */
export interface RunningHost {
  /** Opens the window; its code works once. */
  readonly url: string;
  /** For scripts, as `Authorization: Bearer`. */
  readonly token: string;
  /** Of this process, the supervisor's. */
  readonly pid: number;
  readonly engine: { readonly pid: number; readonly state: EngineState };
  /** Resolves when the engine can't be kept running any more, with the reason. */
  readonly failed: Promise<{ readonly code: string; readonly message: string }>;
  stop(): Promise<void>;
}

/**
 * Brings a host up: address first, then the engine under its supervisor, then word of it in the data folder.
 * @throws {ConfigError} for a port that can't be had; {EngineStartError} when the engine can't start.
 */
export async function runHost(options: RunHostOptions): Promise<RunningHost> {
  const supervisor = new Supervisor({
    fork: (successor) => forkNodeEngine(options.engineEntry, successor ?? options.engineOptions),
    mostFirstStarts: MOST_FIRST_STARTS,
  });
  supervisor.onDidChange((state) => {
    if (state.kind === 'waiting') options.onWaiting(state);
  });
  const server = new HostServer({ supervisor, windowRoot: options.windowRoot });
  const port = await server.listen(options.port);
  const address = `http://127.0.0.1:${port}`;
  supervisor.start();
  let ready: { readonly pid: number; readonly engine: EngineState };
  try {
    ready = await supervisor.ready();
  } catch (error) {
    await server.close();
    throw error;
  }
  const token = server.access.issueBearer('trade');
  writeInstance(options.instancePath, { url: address, token, pid: process.pid });
  const failed = new Promise<{ code: string; message: string }>((resolve) => {
    supervisor.onDidChange((state) => {
      if (state.kind === 'failed') resolve({ code: state.code, message: state.message });
    });
  });
  return {
    url: `${address}/#code=${server.access.issueCode('trade')}`,
    token,
    pid: process.pid,
    engine: { pid: ready.pid, state: ready.engine },
    failed,
    stop: async () => {
      removeInstance(options.instancePath, process.pid);
      await server.close();
      await supervisor.stop();
    },
  };
}
