/** Returns `part` ÷ `whole`, or `otherwise` where there is no whole to be a part of, so that no bar gives an infinite value. */
export function ratio(part: number, whole: number, otherwise = 0): number {
  return whole === 0 ? otherwise : part / whole;
}

/** Returns `value`, or the nearer bound where rounding took it past one. */
export function within(value: number, lowest: number, highest: number): number {
  if (value < lowest) return lowest;
  return value > highest ? highest : value;
}
