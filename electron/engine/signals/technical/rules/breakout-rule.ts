import type { Evidence } from '../../../../../shared/domain/signal.ts';
import { Donchian } from '../../../indicators/volatility/donchian.ts';
import type { RuleBar, TechnicalRule } from '../rule.ts';

const WINDOW = 20;
/** A breakout counts less with every bar, and nothing after so many. */
const FADES_OVER = 10;

/** A close beyond the highest or lowest of the 20 bars before it is a full vote, which fades over ten bars. */
export class BreakoutRule implements TechnicalRule {
  vote = 0;
  readonly #channel = new Donchian(WINDOW);
  #direction = 0;
  #age = FADES_OVER;

  get isReady(): boolean {
    return !Number.isNaN(this.#channel.upper);
  }

  update({ high, low, close }: RuleBar): void {
    const { upper, lower } = this.#channel;
    this.#age += 1;
    if (close > upper || close < lower) {
      this.#direction = close > upper ? 1 : -1;
      this.#age = 0;
    }
    this.#channel.update(high, low);
    this.vote = this.#age < FADES_OVER ? this.#direction * (1 - this.#age / FADES_OVER) : 0;
  }

  reason(): string {
    if (this.vote === 0) return `price is within its range of ${WINDOW} bars`;
    const when = this.#age === 0 ? 'just now' : `${this.#age} ${this.#age === 1 ? 'bar' : 'bars'} ago`;
    return `price broke ${this.vote > 0 ? 'above its high' : 'below its low'} of ${WINDOW} bars ${when}`;
  }

  evidence(): Evidence[] {
    return [
      { name: `High of ${WINDOW} bars`, value: this.#channel.upper },
      { name: `Low of ${WINDOW} bars`, value: this.#channel.lower },
    ];
  }
}
