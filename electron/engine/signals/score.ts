/** Returns `value` held within −1..1. */
export function clamp(value: number): number {
  if (value > 1) return 1;
  return value < -1 ? -1 : value;
}

/** Returns `value` rounded to three places, halves upwards. */
export function toThousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
