import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hash32, uniform } from '../../electron/engine/kernel/random.ts';
import type { Attack, AttackFinding } from './attack.ts';

/** How often an attack's things were tried, held and fell. */
export interface AttackTally {
  tried: number;
  held: number;
  fell: number;
}

/** What a series of attacks found. */
export interface AttackReport extends Readonly<AttackTally> {
  readonly seed: number;
  /** Rounds begun; each tries every attack with another seed. */
  readonly rounds: number;
  readonly attacks: Readonly<Record<string, AttackTally>>;
  /** What fell, with the seed of its round. */
  readonly findings: readonly (AttackFinding & { readonly attack: string; readonly roundSeed: number })[];
}

export interface AttackRunOptions {
  readonly attacks: readonly Attack[];
  readonly seed: number;
  /** No attack begins after so long; the first round is finished all the same. */
  readonly minutes: number;
  /** How much each attack tries. @default 1 */
  readonly scale?: number;
  readonly onAttack?: (name: string, findings: readonly AttackFinding[]) => void;
}

/** The longest that one attack may take before it counts as fallen. */
const LONGEST_MS = 240_000;

/** Tries every attack, round by round with a seed of its own, until the time is up. */
export async function attackRuns({ attacks, seed, minutes, scale = 1, onAttack }: AttackRunOptions): Promise<AttackReport> {
  const endsAtMs = performance.now() + minutes * 60_000;
  const tallies: Record<string, AttackTally> = Object.fromEntries(attacks.map(({ name }) => [name, { tried: 0, held: 0, fell: 0 }]));
  const findings: AttackReport['findings'][number][] = [];
  let rounds = 0;
  while (rounds === 0 || performance.now() < endsAtMs) {
    const roundSeed = hash32(seed, rounds, 0, 0);
    rounds += 1;
    for (const attack of attacks) {
      if (rounds > 1 && performance.now() >= endsAtMs) break;
      const found = await attackOnce(attack, roundSeed, scale);
      onAttack?.(attack.name, found);
      for (const finding of found) {
        const tally = tallies[attack.name];
        tally.tried += 1;
        if (finding.isHeld) tally.held += 1;
        else {
          tally.fell += 1;
          findings.push({ attack: attack.name, roundSeed, ...finding });
        }
      }
    }
  }
  const sum = (of: keyof AttackTally): number => Object.values(tallies).reduce((total, tally) => total + tally[of], 0);
  return { seed, rounds, tried: sum('tried'), held: sum('held'), fell: sum('fell'), attacks: tallies, findings };
}

/** An attack that throws or does not end has found something as well. */
async function attackOnce(attack: Attack, seed: number, scale: number): Promise<readonly AttackFinding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bitflow-attack-'));
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), LONGEST_MS);
  const late = new Promise<readonly AttackFinding[]>((resolve) => {
    const fell: AttackFinding = { tried: attack.name, isHeld: false, seen: `it did not end within ${LONGEST_MS / 1_000} s` };
    ending.signal.addEventListener('abort', () => setTimeout(() => resolve([fell]), 10_000));
  });
  try {
    const random = (...path: readonly number[]): number => uniform(seed, path[0] ?? 0, path[1] ?? 0, path[2] ?? 0);
    return await Promise.race([attack.run({ seed, random, scale, folder, signal: ending.signal }), late]);
  } catch (error) {
    return [{ tried: attack.name, isHeld: false, seen: error instanceof Error ? (error.stack ?? error.message) : String(error) }];
  } finally {
    clearTimeout(timer);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
