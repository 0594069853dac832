/** What one attack works with; made anew for each round. */
export interface AttackContext {
  /** Of this round; the same seed tries the same things. */
  readonly seed: number;
  /** Returns a number from 0 (inclusive) to 1 (exclusive) that depends on the seed and the path only. */
  readonly random: (...path: readonly number[]) => number;
  /** How much to try: 1 in the tests, where all attacks together have 90 s; larger where there is more time. */
  readonly scale: number;
  /** An empty folder, deleted when the attack is over. */
  readonly folder: string;
  /** Aborts when the time of the attack is up; what was tried until then counts. */
  readonly signal: AbortSignal;
}

/** One thing that was tried, and whether BitFlow kept its promise. */
export interface AttackFinding {
  /** What was done, in a sentence. */
  readonly tried: string;
  readonly isHeld: boolean;
  /** What was seen; where it fell, what was expected as well. */
  readonly seen: string;
}

/** A way to harm a running BitFlow, in `test/attack/attacks`, listed in `test/attack/attacks.ts`. */
export interface Attack {
  /** In kebab case, as `--only` takes it. */
  readonly name: string;
  /** The promise of docs/reliability.md that it goes against. */
  readonly promise: string;
  readonly run: (context: AttackContext) => Promise<readonly AttackFinding[]>;
}
