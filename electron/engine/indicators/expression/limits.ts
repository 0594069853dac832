/** How large an expression may be. */
export const limits = {
  /** Characters. */
  length: 500,
  /** Parts in all. */
  nodes: 200,
  /** Parts within parts. */
  depth: 32,
  /** Bars that all of its windows together look back. */
  bars: 20_000,
} as const;
