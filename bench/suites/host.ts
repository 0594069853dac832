import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SpawnedHost } from '../../test/support/spawned-host.ts';
import { check, type Figure, median, type Suite } from '../measure.ts';

const ROUNDS = 5;
const LIMIT_MS = 2_000;

interface Status {
  readonly state: string;
  readonly incarnation: string;
  readonly sequence: number;
}

/** How long a user waits: for the host on the simulated market, first and again, and for the engine after it was killed. */
export const host: Suite = {
  name: 'host',
  run: async () => {
    const first: number[] = [];
    const again: number[] = [];
    const afterKill: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      bare.push(await bareHostMs());
      const folder = mkdtempSync(join(tmpdir(), 'bitflow-bench-'));
      try {
        const args = ['--data-dir', folder, '--market', 'sim', '--port', '0'];
        const started = await SpawnedHost.start(args);
        first.push(started.readyMs);
        const before = await started.ask<Status>('GET', '/status');
        check(before.state === 'running', `the engine said it was up and is ${before.state}`);
        afterKill.push(await killedMs(started, before));
        await started.stop();
        const restarted = await SpawnedHost.start(args);
        again.push(restarted.readyMs);
        await restarted.stop();
      } finally {
        rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
      }
    }
    const reference = { name: 'bare Node with an HTTP server', value: median(bare) };
    const figure = (work: string, times: readonly number[]): Figure => ({
      work,
      unit: 'ms',
      value: median(times),
      reference,
      ratio: median(times) / reference.value,
      target: { words: 'under 2 000 ms', isMet: median(times) < LIMIT_MS },
    });
    return [
      figure('host ready, first start', first),
      figure('host ready, second start', again),
      figure('engine ready after SIGKILL', afterKill),
    ];
  },
};

/** Kills the engine and waits until another one answers; what it has recorded must be there. */
async function killedMs(started: SpawnedHost, before: Status): Promise<number> {
  process.kill(started.answer.engine.pid, 'SIGKILL');
  const startedMs = performance.now();
  for (;;) {
    const status = await started.ask<Status>('GET', '/status').catch(() => null);
    if (status !== null && status.incarnation !== before.incarnation && status.state === 'running') {
      const elapsedMs = performance.now() - startedMs;
      check(status.sequence >= before.sequence, 'the record is shorter than before the kill');
      return elapsedMs;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
}

async function bareHostMs(): Promise<number> {
  const script = "require('node:http').createServer().listen(0, '127.0.0.1', () => console.log('up'))";
  const startedMs = performance.now();
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const elapsedMs = performance.now() - startedMs;
  child.kill();
  await once(child, 'close');
  return elapsedMs;
}
