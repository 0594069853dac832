import { setTimeout } from 'node:timers/promises';
import { isBitFlowError } from '../../shared/base/bitflow-error.ts';
import { drop } from '../../shared/base/drop.ts';
import { createRouter } from '../host/handlers/router.ts';
import { ContractServer } from '../host/transports/serve-channel.ts';
import { Workstation } from '../host/workstation.ts';
import type { ThreadScripts, WorkstationOptions } from '../host/workstation-options.ts';
import { createLogger } from '../platform/logger.ts';
import { returnMemory } from '../platform/return-memory.ts';
import { dataFolder } from '../storage/data-folder.ts';
import type { FromEngine, PowerEvent, ToEngine } from '../supervision/engine-link.ts';
import type { EngineOptions } from './engine-options.ts';
import { LinkedChannels } from './linked-channels.ts';
import { recordingAgain } from './recording-again.ts';

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
  /** Ends the process without cleaning up. @default SIGKILL */
  readonly endAtOnce?: () => void;
  /** How long an engine that can't record any more stays up at least, to show why. @default 10000 */
  readonly faultShownMs?: number;
}

/** Failures that trying again would only repeat; an engine that runs into one while it runs stays up, halted and readable. */
const FINAL_CODES = new Set([
  'config-invalid',
  'folder-in-use',
  'file-foreign',
  'journal-missing',
  'disk-read-only',
  'store-newer',
  'store-corrupt',
  'file-missing',
  'csv-malformed',
  'csv-bad-row',
  'speed-out-of-range',
]);

/** An engine that can't record any more shows why for so long at least, however soon it could be started again. */
const FAULT_SHOWN_MS = 10_000;

/** Runs one engine under a supervisor until it is told to stop: starts it, plays its market, serves its callers. */
export async function runEngine(run: RunEngineOptions): Promise<ContractServer | null> {
  const { options, link } = run;
  const exit = (code: number): void => endProcess(code, workstation, run);
  const log = createLogger('engine', options.logLevel);
  const workstation = workstationOf(run, log);
  let channels: LinkedChannels | null = null;
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    // A start can take long and may be ended anywhere: what it decided is on disk, or was not decided.
    if (channels === null) exit(0);
    else
      void workstation.stop().then(
        () => exit(0),
        () => exit(1),
      );
  };
  const notePower = (event: PowerEvent): void => {
    log.info('the power of the machine', { event });
    // Whatever may follow, sleep or the end, finds everything on disk. A market that was missed is caught up with when the clock moves again.
    if (channels !== null) drop(workstation.flush(), (error) => log.error('the record was not flushed', { event, error: String(error) }));
  };
  // From the first moment, since a supervisor ends an engine that does not answer.
  link.onMessage((message) => {
    if (message.kind === 'ping') link.send({ kind: 'pong', id: message.id, state: workstation.engine.state });
    else if (message.kind === 'stop') stop();
    else if (message.kind === 'power') notePower(message.event);
    else channels?.take(message);
  });
  try {
    await workstation.start();
  } catch (error) {
    const code = isBitFlowError(error) ? error.code : 'engine-failed';
    const message = error instanceof Error ? error.message : String(error);
    // What is expected is told by the supervisor in a sentence; only a defect is worth its stack.
    if (isBitFlowError(error)) log.info('the engine could not start', { code, message });
    else log.error('the engine could not start', { code, message, stack: error instanceof Error ? error.stack : undefined });
    link.send({ kind: 'failed', code, message, isFinal: FINAL_CODES.has(code) });
    exit(1);
    return null;
  }
  if (isStopping) return null;
  const server = new ContractServer(createRouter(workstation), log);
  server.shares.onDidEase(() => drop(returnMemory(), (error) => log.warn('memory could not be returned', { error: String(error) })));
  channels = new LinkedChannels(server, (message) => link.send(message));
  workstation.play();
  link.send({ kind: 'ready', pid: process.pid, state: workstation.engine.state });
  leaveOptions(workstation, run);
  restartWhenRecordable(workstation, { ...run, exit });
  workstation.guard?.onMustRestart((message) => {
    link.send({ kind: 'failed', code: 'file-gone', message, isFinal: false });
    void workstation.stop().finally(() => exit(1));
  });
  return server;
}

/** Threads that end close their stores, which writes into their files; into one that holds what is another's, nothing is written. */
function endProcess(code: number, { guard }: Workstation, { exit, endAtOnce = killSelf }: RunEngineOptions): void {
  if (guard?.mustNotClose === true) endAtOnce();
  else exit(code);
}

function killSelf(): void {
  process.kill(process.pid, 'SIGKILL');
}

function workstationOf({ options, scripts, codeHash }: RunEngineOptions, log: WorkstationOptions['log']): Workstation {
  return new Workstation({
    folder: dataFolder(options.dataDir),
    market: options.market,
    overrides: options.overrides,
    speed: options.speed ?? undefined,
    scripts,
    codeHash,
    log,
    predecessor: options.predecessor ?? null,
    wallNow: Date.now,
  });
}

/**
 * Leaves word of what a successor is to be started with: the market goes on at the speed on record, whatever speed was asked for at the
 * start, a setting that was changed since stays as it was changed, and a kill switch that was pressed and is not on record stays pressed.
 */
function leaveOptions({ services: { runtime, settings } }: Workstation, { link, options }: RunEngineOptions): void {
  const leave = (): void => {
    const { overrides, document } = settings;
    const predecessor = { settings: document, kill: runtime.unrecordedKill };
    link.send({ kind: 'successor', options: { ...options, speed: null, overrides, predecessor } });
  };
  settings.onDidChange(leave);
  runtime.onDidChangeUnrecordedKill(leave);
  leave();
}

/**
 * Has a new engine take over where this one can't record any more for a reason that passed, such as a full disk that has room again. Until then it
 * stays up: what is on record can be read, and what takes risk away goes on without being recorded. A damaged record, and a defect of the
 * program, stay halted and readable.
 */
function restartWhenRecordable(
  { services: { runtime } }: Workstation,
  { link, exit, options, faultShownMs = FAULT_SHOWN_MS }: RunEngineOptions,
): void {
  const ending = new AbortController();
  link.onMessage(({ kind }) => {
    if (kind === 'stop') ending.abort();
  });
  const restart = async (code: string, message: string): Promise<void> => {
    await setTimeout(faultShownMs, undefined, { signal: ending.signal });
    await recordingAgain(dataFolder(options.dataDir).path, ending.signal);
    if (ending.signal.aborted) return;
    link.send({ kind: 'failed', code, message: `${message} It can be recorded again now, and the engine starts anew`, isFinal: false });
    exit(1);
  };
  const look = (): void => {
    const { fault, faultCode: code } = runtime;
    if (fault === null || code === null || (FINAL_CODES.has(code) && code !== 'disk-read-only')) return;
    // Aborted where the engine is told to stop meanwhile.
    restart(code, fault.message).catch(() => undefined);
  };
  if (runtime.fault === null) runtime.onDidFault(look);
  else look();
}
