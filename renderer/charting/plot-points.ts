import type { IndicatorView } from '../../shared/contract/index.ts';

/** A value at a time in milliseconds; without a value, a place that is kept free. */
export interface PlotPoint {
  readonly timeMs: number;
  readonly value: number | null;
}

/** Returns the open time of a row, also of rows that are still to come, which are taken to follow without a gap. */
export function timeAt(times: readonly number[], row: number, lengthMs: number): number {
  const last = times.length - 1;
  return row <= last ? times[row] : times[last] + (row - last) * lengthMs;
}

/** Returns an output's points, each drawn `shift` rows to the right of where it was worked out; those before the first bar are left out. */
export function shiftedPoints(
  times: readonly number[],
  values: readonly (number | null)[],
  { shift, lengthMs }: { readonly shift: number; readonly lengthMs: number },
): readonly PlotPoint[] {
  return values.flatMap((value, row) => (row + shift < 0 ? [] : [{ timeMs: timeAt(times, row + shift, lengthMs), value }]));
}

/** Returns where a mark stands: at every sign of an output that speaks on some bars only, else where its sign changes. */
export function markRows(values: readonly (number | null)[], isSparse: boolean): readonly number[] {
  return values.flatMap((value, row) => {
    if (value === null || value === 0) return [];
    const before = values[row - 1] ?? null;
    return isSparse || (before !== null && Math.sign(before) !== Math.sign(value)) ? [row] : [];
  });
}

/**
 * Returns by how many bars an output is shifted with the parameters that are set. The catalogue says it for the defaults; where a
 * whole parameter has that size by default, it is the one that the shift follows, the last of several.
 */
export function shiftWith(
  definition: Pick<IndicatorView, 'parameters'>,
  shift: number,
  parameters: Readonly<Record<string, number>>,
): number {
  if (shift === 0) return 0;
  const governing = definition.parameters.findLast((parameter) => parameter.isWhole && parameter.default === Math.abs(shift));
  return governing === undefined ? shift : Math.sign(shift) * (parameters[governing.name] ?? governing.default);
}

/** From the lowest price in view to the highest. */
export interface PriceRange {
  readonly minValue: number;
  readonly maxValue: number;
}

/** So far beyond the candles, as a part of their height, a line over them may widen the scale. */
const REACH = 0.25;

/** Returns what of a line's range lies within reach of the candles; the candles' own range where nothing does. */
export function withinReach(line: PriceRange, candles: PriceRange): PriceRange {
  const reach = (candles.maxValue - candles.minValue) * REACH;
  return {
    minValue: Math.min(candles.minValue, Math.max(line.minValue, candles.minValue - reach)),
    maxValue: Math.max(candles.maxValue, Math.min(line.maxValue, candles.maxValue + reach)),
  };
}

/** Widens what a pane shows so that its levels are in it, and keeps it within what the indicator can be. */
export function paneBounds(
  shown: { readonly minValue: number; readonly maxValue: number },
  { range, levels }: Pick<IndicatorView, 'range' | 'levels'>,
): { readonly minValue: number; readonly maxValue: number } {
  const [least, most] = range ?? [-Infinity, Infinity];
  return {
    minValue: Math.max(least, Math.min(shown.minValue, ...levels)),
    maxValue: Math.min(most, Math.max(shown.maxValue, ...levels)),
  };
}
