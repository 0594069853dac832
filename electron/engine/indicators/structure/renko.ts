import { barCount, defineIndicator, factor } from '../indicator.ts';
import { Atr } from '../volatility/atr.ts';

/**
 * Renko bricks of closes, one state a bar: `open` and `close` of the newest brick, its `direction` (1 up, −1 down, 0 before the
 * first one), and how many `bricks` this bar
 * added (below 0 for falling ones). The next one comes
 * one size beyond the newest brick, above its top or below its bottom. A brick is
 * `percent` of price high, or where `percent` is 0 one average true range; its size is taken anew at each bar that adds
 * bricks, so what is drawn never changes (charts that size all bricks by the latest average range redraw the past).
 * NaN during the warm-up of `period` bars, or none where `percent` is above 0.
 */
export class Renko {
  open = Number.NaN;
  close = Number.NaN;
  direction = 0;
  /** How many the last bar added. */
  bricks = 0;
  #size = 0;

  /** `size`: of the bricks that follow, above 0; where it is not, none are added. */
  update(price: number, size: number): void {
    this.bricks = 0;
    if (this.close !== this.close) {
      this.open = price;
      this.close = price;
    }
    if (this.#size === 0) this.#size = size;
    if (!(this.#size > 0)) return;
    const side = price > this.close ? 1 : -1;
    const needed = side === -this.direction ? Math.abs(this.close - this.open) : 0;
    const count = Math.floor((Math.abs(price - this.close) - needed) / this.#size);
    if (count < 1) return;
    const last = this.close + side * (needed + count * this.#size);
    this.open = last - side * this.#size;
    this.close = last;
    this.direction = side;
    this.bricks = count;
    this.#size = size;
  }
}

/** A finer brick than this would be smaller than what a float can tell apart of its price, or add more bricks than a float can count. */
const FINEST_PERCENT = 0.001;

export const renko = defineIndicator({
  name: 'renko',
  title: 'Renko',
  family: 'structure',
  summary: 'Price in bricks of one size, without time: a brick the other way shows a turn, small moves show nothing.',
  placement: 'overlay',
  parameters: [barCount('Average true range bars', 14), factor('percent', 'Brick in percent of price; 0: average range', 0, 0, 50)],
  outputs: [
    { name: 'open', title: 'Brick open', plot: 'step' },
    { name: 'close', title: 'Brick close', plot: 'step' },
    { name: 'direction', title: 'Direction', plot: 'mark' },
    { name: 'bricks', title: 'Bricks added', plot: 'mark' },
  ],
  warmUp: ([period, percent]) => (percent > 0 ? 0 : period),
  check: ([, percent]) =>
    percent === 0 || percent >= FINEST_PERCENT ? null : `expected percent to be 0 or at least ${FINEST_PERCENT}, found ${percent}`,
  create: ([period, percent]) => {
    const bricks = new Renko();
    const range = new Atr(period);
    return {
      update({ high, low, close }, row, into) {
        const size = percent > 0 ? (percent / 100) * close[row] : range.update(high[row], low[row], close[row]);
        const isKnown = size === size;
        if (isKnown) bricks.update(close[row], size);
        into[0] = bricks.open;
        into[1] = bricks.close;
        into[2] = isKnown ? bricks.direction : size;
        into[3] = isKnown ? bricks.direction * bricks.bricks : size;
      },
    };
  },
});
