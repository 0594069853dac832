import type { Evidence } from '../../../../../shared/domain/signal.ts';
import { Ema } from '../../../indicators/averages/ema.ts';
import { Sma } from '../../../indicators/averages/sma.ts';
import { clamp } from '../../score.ts';
import type { RuleBar, TechnicalRule } from '../rule.ts';

/** The fast average against the slow one; one average true range apart is a full vote. */
export class AveragesRule implements TechnicalRule {
  vote = 0;
  readonly #fast: Ema;
  readonly #slow: Sma;

  constructor(fastPeriod: number, slowPeriod: number) {
    this.#fast = new Ema(fastPeriod);
    this.#slow = new Sma(slowPeriod);
  }

  get isReady(): boolean {
    const gap = this.#fast.value - this.#slow.value;
    return gap === gap;
  }

  update({ close, atr }: RuleBar): void {
    const gap = this.#fast.update(close) - this.#slow.update(close);
    this.vote = atr > 0 && gap === gap ? clamp(gap / atr) : 0;
  }

  reason(): string {
    return `the fast average is ${this.vote > 0 ? 'above' : 'below'} the slow one`;
  }

  evidence(): Evidence[] {
    return [
      { name: 'EMA', value: this.#fast.value },
      { name: 'SMA', value: this.#slow.value },
    ];
  }
}
