/** Returns how far the gauge reaches to either side: the thresholds and the score lie well within. */
export function reachOf(score: number, weak: number): number {
  return Math.min(1, Math.max(weak * 1.6, Math.abs(score) * 1.15, 0.2));
}

/** Maps a score to a share of the gauge's width, 0 at its left end. */
export function toPlace(value: number, reach: number): number {
  return Math.min(1, Math.max(0, 0.5 + value / (2 * reach)));
}
