import { createSeriesMarkers, type ISeriesApi, type ISeriesMarkersPluginApi, type SeriesMarker, type Time } from 'lightweight-charts';
import { seconds } from './bar-data.ts';
import type { ChartMark } from './chart-types.ts';
import type { ChartColours } from './colours.ts';
import { rowAtOrAfter } from './kept-view.ts';

/** What happened at the bars, as arrows and dots without words; a chart full of numbers can't be read. */
export class ChartMarks {
  readonly #markers: ISeriesMarkersPluginApi<Time>;
  #marks: readonly ChartMark[] = [];

  constructor(candles: ISeriesApi<'Candlestick'>) {
    this.#markers = createSeriesMarkers<Time>(candles, []);
  }

  /** The mark of that key, or `undefined`. */
  find(key: unknown): ChartMark | undefined {
    return this.#marks.find((mark) => mark.key === key);
  }

  /** `times`: the open times of the bars, ascending. A mark stands at the bar that was open at its moment; before the first it is left out. */
  set(marks: readonly ChartMark[], times: readonly number[], colours: ChartColours): void {
    this.#marks = marks;
    const markers = marks.flatMap((mark): SeriesMarker<Time>[] => {
      const row = barAt(times, mark.timeMs);
      if (row === null) return [];
      const isBuy = mark.side === 'buy';
      return [
        {
          id: mark.key,
          time: seconds(times[row]),
          position: isBuy ? 'belowBar' : 'aboveBar',
          shape: mark.kind === 'fill' ? 'circle' : isBuy ? 'arrowUp' : 'arrowDown',
          color: colours[mark.tone ?? (isBuy ? 'up' : 'down')],
          size: mark.kind === 'fill' ? 0.8 : 0.9,
          text: '',
        },
      ];
    });
    this.#markers.setMarkers(markers.toSorted((a, b) => Number(a.time) - Number(b.time)));
  }

  recolour(times: readonly number[], colours: ChartColours): void {
    this.set(this.#marks, times, colours);
  }
}

/** Returns the row of the bar that was open at a moment, the newest for one after it; `null` before the first. */
export function barAt(times: readonly number[], timeMs: number): number | null {
  const row = rowAtOrAfter(times, timeMs + 1) - 1;
  return row < 0 ? null : row;
}
