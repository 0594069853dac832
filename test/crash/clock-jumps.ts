import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hash32, uniform } from '../../electron/engine/kernel/random.ts';
import { verifyJournal } from '../../electron/host/verify-journal.ts';
import { dataFolder } from '../../electron/storage/data-folder.ts';
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../shared/domain/time.ts';
import type { ClockLife, ClockMessage } from './clock-child.ts';

/** What a series of lives under a clock that jumps found. */
export interface ClockReport {
  readonly lives: number;
  readonly kills: number;
  /** Jumps of the clock, while an engine ran or while none did. */
  readonly jumps: number;
  /** Orders that reached the venue. */
  readonly orders: number;
  /** What was opened while behind, lost, doubled or different, or decided otherwise again; each a sentence with the life to find it again. */
  readonly findings: readonly string[];
}

/** Lives in one folder before the next begins anew; manual and auto take turns. */
const LIVES_PER_FOLDER = 4;
const CODE_HASH = 'clock-run';
const CHILD = fileURLToPath(new URL('./clock-child.ts', import.meta.url));

/** What the clock did while no engine ran. */
const AWAY_MS = [0, 0, 20 * SECOND_MS, 2 * HOUR_MS, 3 * DAY_MS, -SECOND_MS * 30, -5 * HOUR_MS];

/** Lets engines live under a clock that jumps to and fro, kills most of them, and audits each start and end. */
export async function clockRuns({ lives, seed }: { readonly lives: number; readonly seed: number }): Promise<ClockReport> {
  const findings: string[] = [];
  const counts = { kills: 0, jumps: 0, orders: 0 };
  for (let done = 0; done < lives; done += LIVES_PER_FOLDER) {
    const root = mkdtempSync(join(tmpdir(), 'bitflow-clock-'));
    try {
      const folder = join(root, 'data');
      mkdirSync(folder);
      const folderSeed = hash32(seed, done, 11, 0);
      const here = Math.min(LIVES_PER_FOLDER, lives - done);
      let shiftMs = 0;
      let orders = 0;
      for (let number = 0; number < here; number += 1) {
        const awayMs = AWAY_MS[Math.floor(uniform(folderSeed, number, 1, 1) * AWAY_MS.length)];
        shiftMs += number === 0 ? 0 : awayMs;
        const isKilled = number < here - 1 && uniform(folderSeed, number, 1, 2) < 0.7;
        const label = `clock jumps, seed ${seed}, life ${done + number}`;
        const { messages, failure, wasKilled } = await liveOnce({
          folder,
          seed: folderSeed,
          number,
          shiftMs,
          isKilled,
          codeHash: CODE_HASH,
        });
        if (failure !== null) findings.push(`${label}: ${failure}`);
        if (wasKilled) counts.kills += 1;
        if (number > 0 && awayMs !== 0) counts.jumps += 1;
        for (const message of messages) {
          if (message.kind === 'jumped') {
            counts.jumps += 1;
            ({ shiftMs } = message);
          } else if (message.kind === 'finding') findings.push(`${label}: ${message.words}`);
          else {
            ({ orders } = message.audit);
            for (const words of [...message.audit.lost, ...message.audit.duplicated, ...message.audit.mismatched])
              findings.push(`${label}: ${words}`);
          }
        }
      }
      counts.orders += orders;
      const { ok, firstFault } = verifyJournal(dataFolder(folder).journal, CODE_HASH);
      if (!ok) findings.push(`clock jumps, seed ${seed}, lives from ${done}: ${JSON.stringify(firstFault)}`);
    } finally {
      rmSync(root, { recursive: true, force: true, maxRetries: 3 });
    }
  }
  return { lives, ...counts, findings };
}

interface LifeEnd {
  readonly messages: readonly ClockMessage[];
  readonly wasKilled: boolean;
  readonly failure: string | null;
}

function liveOnce(life: ClockLife): Promise<LifeEnd> {
  return new Promise((resolve, reject) => {
    let output = '';
    let errors = '';
    const child = spawn(process.execPath, [CHILD, JSON.stringify(life)], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const messages = output
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as ClockMessage);
      const wasKilled = signal === 'SIGKILL';
      const failure = wasKilled || code === 0 ? null : `the engine failed: ${errors.trim()}`;
      resolve({ messages, wasKilled, failure });
    });
  });
}
