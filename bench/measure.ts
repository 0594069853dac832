/** One way of doing a piece of work. */
export interface Contender {
  readonly name: string;
  /** Does the work once; returns how many units it did. */
  run(): number | Promise<number>;
}

/** What a benchmark prints of one piece of work. */
export interface Figure {
  readonly work: string;
  readonly unit: string;
  /** Units per second, or milliseconds where the unit says so; the median over all rounds. */
  readonly value: number;
  /** What it was held against in the same rounds, or `null` where the limit is a plain number. */
  readonly reference: { readonly name: string; readonly value: number } | null;
  /** Ours ÷ reference; above 1 is faster. */
  readonly ratio: number | null;
  /** What it should reach, in words, and whether it did. */
  readonly target: { readonly words: string; readonly isMet: boolean } | null;
}

/** A group of figures; it checks its results before it measures, and throws when they are wrong. */
export interface Suite {
  readonly name: string;
  run(): Promise<readonly Figure[]>;
}

/** Runs contenders one after the other, round by round, and returns each one's median rate in units per second. */
export async function ratesOf(contenders: readonly Contender[], rounds = 5): Promise<readonly number[]> {
  const rates: number[][] = contenders.map(() => []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [place, contender] of contenders.entries()) {
      const startedMs = performance.now();
      const units = await contender.run();
      const seconds = (performance.now() - startedMs) / 1000;
      // The round before the first warms up.
      if (round >= 0) rates[place].push(units / seconds);
    }
  }
  return rates.map(median);
}

/** The middle value; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The value below which so many per cent lie, by nearest rank. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)];
}

/** @throws {Error} naming the work whose result is wrong, so that nothing wrong is called fast. */
export function check(isRight: boolean, words: string): void {
  if (!isRight) throw new Error(`The result is wrong, so it was not measured: ${words}`);
}
