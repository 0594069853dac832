import { isBitFlowError } from '../../shared/base/bitflow-error.ts';
import { createRouter } from '../host/handlers/router.ts';
import { ContractServer } from '../host/transports/serve-channel.ts';
import { Workstation } from '../host/workstation.ts';
import type { ThreadScripts } from '../host/workstation-options.ts';
import { createLogger } from '../platform/logger.ts';
import { dataFolder } from '../storage/data-folder.ts';
import type { FromEngine, ToEngine } from '../supervision/engine-link.ts';
import type { EngineOptions } from './engine-options.ts';
import { LinkedChannels } from './linked-channels.ts';

/** The engine's end of the link to its supervisor. */
export interface SupervisorLink {
  send(message: FromEngine): void;
  onMessage(listener: (message: ToEngine) => void): void;
}

export interface RunEngineOptions {
  readonly options: EngineOptions;
  readonly link: SupervisorLink;
  readonly scripts: ThreadScripts;
  readonly codeHash: string;
  /** Ends the process with an exit code. */
  readonly exit: (code: number) => void;
}

/** Failures that trying again would only repeat. */
const FINAL_CODES = new Set([
  'config-invalid',
  'folder-in-use',
  'disk-read-only',
  'store-newer',
  'store-corrupt',
  'file-missing',
  'csv-malformed',
  'csv-bad-row',
  'speed-out-of-range',
]);

/** Runs one engine under a supervisor until it is told to stop: starts it, plays its market, serves its callers. */
export async function runEngine({ options, link, scripts, codeHash, exit }: RunEngineOptions): Promise<ContractServer | null> {
  const log = createLogger('engine', options.logLevel);
  const workstation = new Workstation({
    folder: dataFolder(options.dataDir),
    market: options.market,
    overrides: options.overrides,
    speed: options.speed ?? undefined,
    scripts,
    codeHash,
    log,
    wallNow: Date.now,
  });
  try {
    await workstation.start();
  } catch (error) {
    const code = isBitFlowError(error) ? error.code : 'engine-failed';
    const message = error instanceof Error ? error.message : String(error);
    log.error('the engine could not start', { code, message, stack: error instanceof Error ? error.stack : undefined });
    link.send({ kind: 'failed', code, message, isFinal: FINAL_CODES.has(code) });
    exit(1);
    return null;
  }
  const server = new ContractServer(createRouter(workstation), log);
  const channels = new LinkedChannels(server, (message) => link.send(message));
  let isStopping = false;
  link.onMessage((message) => {
    if (message.kind === 'ping') {
      link.send({ kind: 'pong', id: message.id });
    } else if (message.kind !== 'stop') {
      channels.take(message);
    } else if (!isStopping) {
      isStopping = true;
      void workstation.stop().then(
        () => exit(0),
        () => exit(1),
      );
    }
  });
  workstation.play();
  link.send({ kind: 'ready', pid: process.pid, state: workstation.engine.state });
  return server;
}
