/** A bar on a track from −reach to +reach: where it begins and how long it is, as shares of the track. */
export interface Step {
  readonly left: number;
  readonly width: number;
}

/** The track reaches at least so far to either side, so that small scores look small. */
const LEAST_REACH = 0.6;

/** Returns the bars of contributions, each from where the one before ended, and the bar of their sum from the middle. */
export function stepsOf(contributions: readonly number[], score: number): { readonly steps: readonly Step[]; readonly total: Step } {
  let end = 0;
  const spans = contributions.map((contribution) => {
    const start = end;
    end += contribution;
    return [start, end] as const;
  });
  const reach = Math.max(LEAST_REACH, Math.abs(score), ...spans.map(([, to]) => Math.abs(to)));
  const step = (from: number, to: number): Step => ({
    left: 0.5 + Math.min(from, to) / (2 * reach),
    width: Math.abs(to - from) / (2 * reach),
  });
  return { steps: spans.map(([from, to]) => step(from, to)), total: step(0, score) };
}
