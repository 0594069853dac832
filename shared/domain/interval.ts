import { DAY_MS, HOUR_MS, MINUTE_MS } from './time.ts';

/** The bar lengths that charts, history and signals know, shortest first. */
export const intervals = ['1m', '5m', '15m', '1h', '1d'] as const;
export type Interval = (typeof intervals)[number];

const LENGTHS: Readonly<Record<Interval, number>> = {
  '1m': MINUTE_MS,
  '5m': 5 * MINUTE_MS,
  '15m': 15 * MINUTE_MS,
  '1h': HOUR_MS,
  '1d': DAY_MS,
};

/** Returns the length of one bar in milliseconds. */
export function intervalMs(interval: Interval): number {
  return LENGTHS[interval];
}

/** Returns the interval of exactly this length, or `null`. */
export function intervalOfLength(lengthMs: number): Interval | null {
  return intervals.find((interval) => LENGTHS[interval] === lengthMs) ?? null;
}

/** Writes any bar length in its largest whole unit: `5m`, `4h`, `1d`, `90s`. */
export function lengthLabel(lengthMs: number): string {
  const units: readonly [number, string][] = [
    [DAY_MS, 'd'],
    [HOUR_MS, 'h'],
    [MINUTE_MS, 'm'],
    [1000, 's'],
  ];
  for (const [unit, letter] of units) if (lengthMs >= unit && lengthMs % unit === 0) return `${lengthMs / unit}${letter}`;
  return `${lengthMs}ms`;
}
