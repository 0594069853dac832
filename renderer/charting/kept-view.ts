/** Rows of bars in view; parts of a row too, and beyond the last where room is kept. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/** Bars in view at first, and how much room is kept to the right of the newest. */
const SHOWN_BARS = 130;
const RIGHT_ROOM = 6;

/** Returns the rows of a first look at so many bars. */
export function newestView(barCount: number): RowRange {
  return { from: barCount - SHOWN_BARS, to: barCount + RIGHT_ROOM };
}

/** Returns the first row whose open time is not before `timeMs`; the number of rows where all are. Times ascend. */
export function rowAtOrAfter(times: readonly number[], timeMs: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Returns where a view stands once the bars were replaced: on the same moments, whatever was added or left out on either side. A view
 * that had the newest bar in it keeps the newest bar in it; one whose bars are gone begins at the first that there is.
 */
export function keptView(view: RowRange, before: readonly number[], now: readonly number[]): RowRange {
  const width = view.to - view.from;
  const last = before.length - 1;
  if (last < 0 || now.length === 0 || view.to < 0 || view.from > before.length) return newestView(now.length);
  if (view.to >= last) return shifted(view, now.length - before.length);
  const anchor = Math.max(0, Math.round(view.to));
  if (before[anchor] <= now[0]) return { from: 0, to: width };
  return shifted(view, rowAtOrAfter(now, before[anchor]) - anchor);
}

function shifted({ from, to }: RowRange, rows: number): RowRange {
  return { from: from + rows, to: to + rows };
}
