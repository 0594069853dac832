/** Returns how far the gauge reaches to either side: the thresholds and the score lie well within. */
export function reachOf(score: number, weak: number): number {
  return Math.min(1, Math.max(weak * 1.6, Math.abs(score) * 1.15, 0.2));
}

/** Maps a score to a share of the gauge's width, 0 at its left end. */
export function toPlace(value: number, reach: number): number {
  return Math.min(1, Math.max(0, 0.5 + value / (2 * reach)));
}

/** A mark below the gauge, at its own place. */
export interface GaugeMark {
  readonly value: number;
  readonly words: string;
  /** 0 the upper line of words, 1 the lower: words that would meet stand on two lines. */
  readonly line: 0 | 1;
}

/** The thresholds with their words; each stands under its own mark. */
export function gaugeMarks(notice: number, weak: number): readonly GaugeMark[] {
  const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
  return [-1, 1].flatMap((side): GaugeMark[] => [
    { value: side * weak, words: `trade ${signed(side * weak)}`, line: 0 },
    { value: side * notice, words: `signal ${signed(side * notice)}`, line: 1 },
  ]);
}
