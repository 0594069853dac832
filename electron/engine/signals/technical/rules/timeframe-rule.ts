import { lengthLabel } from '../../../../../shared/domain/interval.ts';
import type { Evidence } from '../../../../../shared/domain/signal.ts';
import { analysisWords } from '../../../../../shared/words/analysis.ts';
import { Sma } from '../../../indicators/averages/sma.ts';
import { clamp } from '../../score.ts';
import type { RuleBar, TechnicalRule } from '../rule.ts';

export const TIMEFRAME_FAST = 8;
export const TIMEFRAME_SLOW = 21;

/**
 * The direction of bars `multiple` times as long, aligned to whole multiples of their length since 1970: the average of the last
 * 8 against that of the last 21, each including the bar that is still open; one mean range of such a bar apart is a full vote.
 * Windows, not smoothed averages, so that a warm-up of 22 long bars gives just what an endless one would.
 */
export class TimeframeRule implements TechnicalRule {
  vote = 0;
  readonly #multiple: number;
  readonly #lengthMs: number;
  readonly #fast = new Sma(TIMEFRAME_FAST - 1);
  readonly #slow = new Sma(TIMEFRAME_SLOW - 1);
  readonly #ranges = new Sma(TIMEFRAME_SLOW - 1);
  #slot = Number.NaN;
  #high = 0;
  #low = 0;
  #close = 0;

  constructor(multiple: number, barMs: number) {
    this.#multiple = multiple;
    this.#lengthMs = multiple * barMs;
  }

  get isReady(): boolean {
    return !Number.isNaN(this.#slow.value);
  }

  update({ high, low, close, closeTime }: RuleBar): void {
    // A bar belongs to the long bar that its last moment lies in.
    const slot = Math.floor((closeTime - 1) / this.#lengthMs);
    if (slot === this.#slot) {
      if (high > this.#high) this.#high = high;
      if (low < this.#low) this.#low = low;
    } else {
      if (this.#slot === this.#slot) this.#closeLongBar();
      this.#slot = slot;
      this.#high = high;
      this.#low = low;
    }
    this.#close = close;
    this.#judge();
  }

  reason(): string {
    return analysisWords['higher-trend']({ interval: lengthLabel(this.#lengthMs), direction: this.vote > 0 ? 'up' : 'down' });
  }

  evidence(): Evidence[] {
    return [{ name: `Vote of ${this.#multiple} × bars`, value: this.vote }];
  }

  #closeLongBar(): void {
    this.#fast.update(this.#close);
    this.#slow.update(this.#close);
    this.#ranges.update(this.#high - this.#low);
  }

  #judge(): void {
    const slowBefore = this.#slow.value;
    if (slowBefore !== slowBefore) {
      this.vote = 0;
      return;
    }
    const fast = (this.#fast.value * (TIMEFRAME_FAST - 1) + this.#close) / TIMEFRAME_FAST;
    const slow = (slowBefore * (TIMEFRAME_SLOW - 1) + this.#close) / TIMEFRAME_SLOW;
    const range = this.#ranges.value;
    this.vote = range > 0 ? clamp((fast - slow) / range) : 0;
  }
}
