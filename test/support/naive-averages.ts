import { overWindow, sum } from './indicator-oracles.ts';

/** A mean of each window with one weight per place, the oldest first. */
export function weightedBy(values: readonly number[], period: number, weight: (place: number) => number): number[] {
  const weights = Array.from({ length: period }, (_, place) => weight(place));
  return overWindow(values, period, (window) => sum(window.map((value, place) => value * weights[place])) / sum(weights));
}

/** Weights 1, 2, … `period`. */
export function weighted(values: readonly number[], period: number): number[] {
  return weightedBy(values, period, (place) => place + 1);
}

/** Adds up several columns, each times its factor. */
export function joined(...parts: readonly (readonly [number, readonly number[]])[]): number[] {
  return parts[0][1].map((_, bar) => sum(parts.map(([times, values]) => times * values[bar])));
}

/** A recursive value per bar from bar `first` on: `begin` gives the first, `next` the others from the one before; NaN earlier. */
export function recursiveFrom(
  length: number,
  first: number,
  begin: (bar: number) => number,
  next: (bar: number, before: number) => number,
): number[] {
  const results: number[] = [];
  for (let bar = 0; bar < length; bar += 1) {
    if (bar < first) results.push(Number.NaN);
    else results.push(bar === first ? begin(bar) : next(bar, results[bar - 1]));
  }
  return results;
}

/** Puts NaN in place of the first `count` values. */
export function without(values: readonly number[], count: number): number[] {
  return values.map((value, bar) => (bar < count ? Number.NaN : value));
}

/** The end of the least squares line through each window, by the normal equations, `ahead` bars further on. */
export function lineEnd(values: readonly number[], period: number, ahead = 0): number[] {
  return overWindow(values, period, (window) => {
    const middle = (period - 1) / 2;
    const level = sum(window) / period;
    const slope = sum(window.map((value, x) => (x - middle) * (value - level))) / sum(window.map((_, x) => (x - middle) ** 2));
    return level + slope * (period - 1 - middle + ahead);
  });
}

/** The sum of the last `period` values. */
export const summed = (values: readonly number[], period: number): number[] => overWindow(values, period, sum);
export const highest = (values: readonly number[], period: number): number[] => overWindow(values, period, (window) => Math.max(...window));
export const lowest = (values: readonly number[], period: number): number[] => overWindow(values, period, (window) => Math.min(...window));

/** Where a value lies between lowest low and highest high of its window, in percent; 50 without range. */
export function position(high: readonly number[], low: readonly number[], value: readonly number[], period: number): number[] {
  const top = highest(high, period);
  const bottom = lowest(low, period);
  return value.map((each, bar) => (top[bar] === bottom[bar] ? 50 : (100 * (each - bottom[bar])) / (top[bar] - bottom[bar])));
}

/** What an indicator of trading-signals says of each input; NaN where it says nothing. */
export function driven<T>(indicator: { update(input: T, replace: boolean): number | null }, inputs: readonly T[]): number[] {
  return inputs.map((input) => indicator.update(input, false) ?? Number.NaN);
}
