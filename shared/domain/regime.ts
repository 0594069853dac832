/**
 * How the market has been behaving. `trend`: price gets somewhere for its effort; `range`: it stays within a band; `volatile`: bars
 * are much larger than they were; `panic`: price falls much faster than it usually moves, in large bars.
 */
export const regimeLabels = ['trend', 'range', 'volatile', 'panic'] as const;
export type RegimeLabel = (typeof regimeLabels)[number];

/** What was seen of the market's behaviour at the close of one bar. */
export interface RegimeReading {
  /** The label in force; it changes only when another is clearly more likely. */
  readonly label: RegimeLabel;
  /** 0..1 each, together 1, in the order of {@link regimeLabels}. */
  readonly probabilities: readonly number[];
  /** How many bars the label has been in force. */
  readonly bars: number;
}
