import { fork } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { EngineOptions } from '../../../electron/engine-process/engine-options.ts';
import type { FromEngine } from '../../../electron/supervision/engine-link.ts';
import { bitflow } from '../../support/command-line.ts';
import type { Attack, AttackContext, AttackFinding } from '../attack.ts';

const ENGINE = fileURLToPath(new URL('../../../electron/engine-process/node-entry.ts', import.meta.url));

/** Within so long of being ready the engine loads its model, warms up and writes its first records. */
const LOADING_MS = 700;

/** Within so long of its beginning a process is still starting. */
const STARTING_MS = 2_500;

/** Starts engines on one folder and stops each soon, at a moment that is drawn: some while they start, most while they load. */
export const abruptStop: Attack = {
  name: 'abrupt-stop',
  promise: 'An engine can be stopped at any moment of its start: its process ends in order, and what it decided is on record.',
  run: async (context) => {
    const findings: AttackFinding[] = [];
    for (let start = 0; start < 5 * context.scale && !context.signal.aborted; start += 1) findings.push(await stopped(context, start));
    const verified = await bitflow(['verify-journal', '--data-dir', context.folder, '--json']);
    findings.push({ tried: 'verify-journal afterwards', isHeld: verified.status === 0, seen: verified.stdout + verified.stderr });
    return findings;
  },
};

async function stopped({ folder, random }: AttackContext, start: number): Promise<AttackFinding> {
  const options: EngineOptions = {
    dataDir: folder,
    market: { kind: 'sim', seed: 1 },
    overrides: {},
    speed: 1,
    logLevel: 'silent',
  };
  const child = fork(ENGINE, [JSON.stringify(options)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
    serialization: 'advanced',
  });
  let said = '';
  child.stderr?.on('data', (data: Buffer) => (said += data.toString()));
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${String(code)}`));
  });
  // The first start is left to come up, so that there is a record to verify.
  const isAfterReady = start === 0 || random(start, 1) < 0.7;
  if (isAfterReady) await Promise.race([ready(child), ended]);
  const afterMs = Math.round(random(start, 2) * (isAfterReady ? LOADING_MS : STARTING_MS));
  await pause(afterMs);
  child.send({ kind: 'stop' }, () => undefined);
  const late = pause(20_000, 'no end within 20 s', { ref: false });
  const end = await Promise.race([ended, late]);
  child.kill('SIGKILL');
  return {
    tried: `a stop ${afterMs} ms after the engine ${isAfterReady ? 'was ready' : 'began'}`,
    // Where threads are left it kills itself; an abort is what must not be.
    isHeld: (end === 'exit code 0' || end === 'SIGKILL') && said === '',
    seen: `${end} ${said}`,
  };
}

function ready(child: ReturnType<typeof fork>): Promise<void> {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      if ((message as FromEngine).kind === 'ready') resolve();
    });
  });
}
