import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hash32, uniform } from '../../electron/engine/kernel/random.ts';
import type { Audit } from './audit.ts';
import type { Life, LifeMessage } from './crash-child.ts';
import { type CrashPlan, type CrashPoint, crashPoints } from './crash-point.ts';
import { emptyTally, Tamperer, type Tampering, type TamperingTally } from './tampering.ts';

/** What a series of crash runs found. */
export interface CrashReport {
  /** Lives that were to be killed. */
  readonly runs: number;
  /** Lives that came by their planned point and were. */
  readonly kills: number;
  /** Orders that reached the venue in all lives together. */
  readonly orders: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly mismatched: number;
  /** From the start of a process until its engine was ready again after a kill, wall milliseconds. */
  readonly recoveryP99Ms: number;
  /** Kills by point. */
  readonly byPoint: Readonly<Record<CrashPoint, number>>;
  /** What was done to the files between two lives, and what the next that came up said of it. */
  readonly tamperings: TamperingTally;
  /** What was wrong, with the seed and the life to find it again. */
  readonly findings: readonly string[];
}

export interface CrashRunOptions {
  readonly runs: number;
  readonly seed: number;
  readonly onLife?: (done: number) => void;
}

/** Lives in one folder before the next begins anew. */
const LIVES_PER_FOLDER = 10;
const BARS = 12_000;
const CHILD = fileURLToPath(new URL('./crash-child.ts', import.meta.url));

/** Kills the engine once per run at a seeded point and audits every restart; the last life of a folder is not killed. */
export async function crashRuns({ runs, seed, onLife }: CrashRunOptions): Promise<CrashReport> {
  const tally = new Tally();
  for (let done = 0; done < runs; ) {
    const root = mkdtempSync(join(tmpdir(), 'bitflow-crash-'));
    try {
      const folderSeed = hash32(seed, done, 0, 0);
      const market = ['ABC', 'XYZ'].map((symbol, index) => writeMarket(root, symbol, folderSeed + index));
      const folder = join(root, 'data');
      mkdirSync(folder);
      const tamperer = new Tamperer(folder, join(root, 'copies'), folderSeed);
      const lives = Math.min(LIVES_PER_FOLDER, runs - done);
      for (let number = 0; number <= lives; number += 1) {
        const plan = number === lives ? null : planOf(folderSeed, done + number);
        const tampering = tamperer.before(number, done / LIVES_PER_FOLDER);
        if (tampering !== null) tally.addTampering(tampering);
        const result = await liveOnce({ folder, market, seed: folderSeed, number, plan });
        tamperer.after();
        const touched = tampering === null ? '' : `, ${tampering} before`;
        tally.add(
          `seed ${seed}, run ${done + number}, ${plan === null ? 'not killed' : `${plan.point} ${plan.occurrence}`}${touched}`,
          number,
          plan,
          result,
        );
        onLife?.(done + number + 1);
      }
      done += lives;
    } finally {
      rmSync(root, { recursive: true, force: true, maxRetries: 3 });
    }
  }
  return tally.report(runs);
}

/** Every point has its turn; how often the process may come by it first is drawn. */
function planOf(seed: number, run: number): CrashPlan {
  const point = crashPoints[run % crashPoints.length];
  const draw = uniform(seed, run, 7, 7);
  if (point === 'at-any-moment') return { point, occurrence: 150 + Math.floor(draw * 900) };
  if (point === 'during-recovery') return { point, occurrence: 1 };
  return { point, occurrence: 1 + Math.floor(draw * 6) };
}

interface LifeResult {
  readonly messages: readonly LifeMessage[];
  readonly readyMs: number | null;
  readonly isKilled: boolean;
  readonly failure: string | null;
}

function liveOnce(life: Life): Promise<LifeResult> {
  return new Promise((resolve, reject) => {
    const startedMs = performance.now();
    let readyMs: number | null = null;
    let output = '';
    let errors = '';
    const child = spawn(process.execPath, [CHILD, JSON.stringify(life)], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (data: Buffer) => {
      readyMs ??= performance.now() - startedMs;
      output += data.toString();
    });
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const messages = output
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as LifeMessage);
      const isKilled = signal === 'SIGKILL';
      resolve({ messages, readyMs, isKilled, failure: isKilled || code === 0 ? null : `the engine failed: ${errors.trim()}` });
    });
  });
}

class Tally {
  readonly #findings: string[] = [];
  readonly #recoveries: number[] = [];
  readonly #byPoint = Object.fromEntries(crashPoints.map((point) => [point, 0])) as Record<CrashPoint, number>;
  readonly #tamperings = emptyTally();
  #kills = 0;
  #orders = 0;
  #ordersBefore = 0;
  #lost = 0;
  #duplicated = 0;
  #mismatched = 0;

  add(label: string, number: number, plan: CrashPlan | null, { messages, readyMs, isKilled, failure }: LifeResult): void {
    if (number === 0) this.#ordersBefore = 0;
    if (isKilled && plan !== null) {
      this.#kills += 1;
      this.#byPoint[plan.point] += 1;
    }
    if (failure !== null) {
      this.#lost += 1;
      this.#findings.push(`${label}: ${failure}`);
    }
    // The first life of a folder begins with nothing and recovers from nothing.
    if (number > 0 && readyMs !== null) this.#recoveries.push(readyMs);
    for (const message of messages) {
      if (message.kind !== 'ready' || message.tampering === null) continue;
      const { kind, outcome } = message.tampering;
      if (outcome !== 'silent') this.#tamperings[kind][outcome] += 1;
      // Orders are counted anew from what the venue has now.
      this.#ordersBefore = message.audit.orders;
    }
    for (const message of messages) this.#addAudit(`${label}, ${message.kind}`, message.audit);
  }

  addTampering(kind: Tampering): void {
    this.#tamperings[kind].tried += 1;
  }

  report(runs: number): CrashReport {
    const sorted = this.#recoveries.toSorted((a, b) => a - b);
    return {
      runs,
      kills: this.#kills,
      orders: this.#orders,
      lost: this.#lost,
      duplicated: this.#duplicated,
      mismatched: this.#mismatched,
      recoveryP99Ms: Math.round(sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0),
      byPoint: this.#byPoint,
      tamperings: this.#tamperings,
      findings: this.#findings,
    };
  }

  #addAudit(label: string, { orders, lost, duplicated, mismatched }: Audit): void {
    this.#orders += Math.max(0, orders - this.#ordersBefore);
    this.#ordersBefore = orders;
    this.#lost += lost.length;
    this.#duplicated += duplicated.length;
    this.#mismatched += mismatched.length;
    for (const words of [...lost, ...duplicated, ...mismatched]) this.#findings.push(`${label}: ${words}`);
  }
}

/** Writes minute bars of a seeded walk with little volume, so that orders fill in parts. */
function writeMarket(folder: string, symbol: string, seed: number): string {
  const lines = ['time,open,high,low,close,volume'];
  let price = 100;
  for (let bar = 0; bar < BARS; bar += 1) {
    const drift = 0.0006 * Math.sin(bar / 90 + seed);
    const open = price;
    price = Math.max(5, open * (1 + drift + (uniform(seed, bar, 1, 0) - 0.5) * 0.004));
    const high = Math.max(open, price) * (1 + uniform(seed, bar, 2, 0) * 0.001);
    const low = Math.min(open, price) * (1 - uniform(seed, bar, 3, 0) * 0.001);
    const time = new Date(Date.UTC(2024, 0, 1) + bar * 60_000).toISOString();
    const volume = 50 + Math.floor(uniform(seed, bar, 4, 0) * 500);
    lines.push(
      [time, open.toFixed(2), Math.max(high, open, price).toFixed(2), Math.min(low, open, price).toFixed(2), price.toFixed(2), volume].join(
        ',',
      ),
    );
    price = Number(price.toFixed(2));
  }
  const path = join(folder, `${symbol}.csv`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}
