import { exhaustive } from '../../../shared/base/assert.ts';
import type { Evidence, RegimeLabel } from '../../../shared/domain/signal.ts';
import { Ema } from '../indicators/averages/ema.ts';
import { clamp } from './technical-analysis.ts';

const WINDOW = 20;
/** Bars of the average that true ranges are held against. */
export const LONG_WINDOW = 100;

/** A label is entered at the first number and left at the second, so that it doesn't flicker. */
const TREND_ENTER = 0.35;
const TREND_LEAVE = 0.25;
const VOLATILE_ENTER = 1.8;
const VOLATILE_LEAVE = 1.4;

/**
 * A first label of how the market behaves, and what that says of the direction. Efficiency: the way
 * price got in 20 bars ÷ the way it went, 0..1 (Kaufman). Expansion: the average true range
 * now ÷ its average over 100 bars. Trend says: go with it, by efficiency. Range says: lean against the
 * edge of the bands, at half weight. Volatile says nothing either way.
 * @source Perry J. Kaufman, "Smarter Trading", 1995 (efficiency ratio).
 */
export class RegimeAnalysis {
  score = 0;
  isReady = false;
  label: RegimeLabel = 'range';
  efficiency = 0;
  expansion = 1;
  readonly #closes = new Float64Array(WINDOW + 1);
  readonly #longRange = new Ema(LONG_WINDOW);
  #next = 0;
  #count = 0;
  #path = 0;
  #closeBefore = Number.NaN;
  #net = 0;

  /** `atr`, `middle` and `upper` are those of the technical analysis after the same bar. */
  update(close: number, atr: number, middle: number, upper: number): void {
    const closes = this.#closes;
    const oldest = closes[this.#next];
    closes[this.#next] = close;
    this.#next = this.#next + 1 === closes.length ? 0 : this.#next + 1;
    if (this.#count > 0) this.#path += Math.abs(close - this.#closeBefore);
    this.#closeBefore = close;
    if (this.#count < closes.length) {
      this.#count += 1;
      if (this.#count < closes.length) return;
    } else {
      this.#path -= Math.abs(closes[this.#next] - oldest);
    }
    if (this.#next === 0) this.#formPathAnew();
    if (atr !== atr) return;
    const long = this.#longRange.update(atr);
    this.isReady = middle === middle;
    this.#net = close - closes[this.#next];
    this.efficiency = this.#path > 0 ? Math.min(1, Math.abs(this.#net) / this.#path) : 0;
    this.expansion = long > 0 ? atr / long : 1;
    this.#relabel();
    this.#rescore(close, middle, upper);
  }

  reasons(): string[] {
    const efficiency = `${(this.efficiency * 100).toFixed(0)} % of the way of the last ${WINDOW} bars went somewhere`;
    switch (this.label) {
      case 'trend':
        return [`the market trends ${this.#net > 0 ? 'up' : 'down'}: ${efficiency}`];
      case 'range':
        return [`the market goes to and fro: only ${efficiency}`, 'so a price near the edge of its bands is expected to come back'];
      case 'volatile':
        return [`bars are ${this.expansion.toFixed(1)} times as large as usual, so direction says little`];
      default:
        return exhaustive(this.label);
    }
  }

  evidence(): Evidence[] {
    return [
      { name: 'Efficiency', value: this.efficiency },
      { name: 'Expansion', value: this.expansion },
    ];
  }

  #relabel(): void {
    const isVolatile = this.expansion > (this.label === 'volatile' ? VOLATILE_LEAVE : VOLATILE_ENTER);
    const isTrend = this.efficiency > (this.label === 'trend' ? TREND_LEAVE : TREND_ENTER);
    this.label = isVolatile ? 'volatile' : isTrend ? 'trend' : 'range';
  }

  #rescore(close: number, middle: number, upper: number): void {
    if (this.label === 'trend') {
      this.score = clamp((this.#net > 0 ? 1.5 : -1.5) * this.efficiency);
    } else if (this.label === 'range') {
      const width = upper - middle;
      this.score = width > 0 ? -0.5 * clamp((close - middle) / width) : 0;
    } else {
      this.score = 0;
    }
  }

  #formPathAnew(): void {
    const closes = this.#closes;
    let path = 0;
    for (let i = 1; i < closes.length; i += 1) path += Math.abs(closes[i] - closes[i - 1]);
    this.#path = path;
  }
}
