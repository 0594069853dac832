import { type AutoscaleInfo, type IPriceLine, type ISeriesApi, LineStyle } from 'lightweight-charts';
import type { LevelLine } from './chart-types.ts';
import type { ChartColours } from './colours.ts';

/** The lines across the candles: what is open or proposed, and the last price there is, whichever bars are in view. */
export class LevelLines {
  readonly #candles: ISeriesApi<'Candlestick'>;
  #colours: ChartColours;
  #levels: { readonly line: LevelLine; readonly api: IPriceLine }[] = [];
  #last: { readonly api: IPriceLine; price: number; isUp: boolean } | null = null;

  constructor(candles: ISeriesApi<'Candlestick'>, colours: ChartColours) {
    this.#candles = candles;
    this.#colours = colours;
  }

  /** The prices that have a label on the axis. */
  get labelled(): readonly number[] {
    const prices = this.#levels.map(({ line }) => line.price);
    return this.#last === null ? prices : [...prices, this.#last.price];
  }

  set(levels: readonly LevelLine[]): void {
    for (const { api } of this.#levels) this.#candles.removePriceLine(api);
    this.#levels = levels.map((line) => ({
      line,
      api: this.#candles.createPriceLine({
        price: line.price,
        title: line.title,
        color: this.#toneColour(line.tone),
        lineWidth: 1,
        lineStyle: line.isDashed ? LineStyle.Dashed : LineStyle.Solid,
        axisLabelVisible: true,
      }),
    }));
  }

  /** Moves the line of the last price; `isUp`: its bar closed above its opening. */
  setLast(price: number, isUp: boolean): void {
    const color = isUp ? this.#colours.up : this.#colours.down;
    if (this.#last === null) {
      const api = this.#candles.createPriceLine({
        price,
        color,
        title: '',
        lineWidth: 1,
        lineStyle: LineStyle.Dotted,
        axisLabelVisible: true,
      });
      this.#last = { api, price, isUp };
      return;
    }
    if (this.#last.price === price && this.#last.isUp === isUp) return;
    this.#last.price = price;
    this.#last.isUp = isUp;
    this.#last.api.applyOptions({ price, color });
  }

  recolour(colours: ChartColours): void {
    this.#colours = colours;
    this.set(this.#levels.map(({ line }) => line));
    this.#last?.api.applyOptions({ color: this.#last.isUp ? colours.up : colours.down });
  }

  /** Widens what the candles take so that lines no farther than their height from them stay in view. */
  widened(info: AutoscaleInfo | null): AutoscaleInfo | null {
    const range = info?.priceRange;
    if (info === null || range === null || range === undefined) return info;
    const span = range.maxValue - range.minValue;
    let { minValue, maxValue } = range;
    for (const { line } of this.#levels) {
      if (line.price > range.maxValue + span || line.price < range.minValue - span) continue;
      minValue = Math.min(minValue, line.price);
      maxValue = Math.max(maxValue, line.price);
    }
    return { ...info, priceRange: { minValue, maxValue } };
  }

  #toneColour(tone: LevelLine['tone']): string {
    const { up, down, accent, warn, text } = this.#colours;
    return { up, down, accent, warn, plain: text }[tone];
  }
}
