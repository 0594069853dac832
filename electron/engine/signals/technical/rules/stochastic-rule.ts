import type { Evidence } from '../../../../../shared/domain/signal.ts';
import { Stochastic } from '../../../indicators/momentum/stochastic.ts';
import { clamp } from '../../score.ts';
import type { RuleBar, TechnicalRule } from '../rule.ts';

/** So many points between the two lines are a full vote. */
const FULL = 10;

/** The stochastic oscillator (14, 3, 3) against its signal line; ten points apart is a full vote. */
export class StochasticRule implements TechnicalRule {
  vote = 0;
  readonly #oscillator = new Stochastic(14, 3, 3);

  get isReady(): boolean {
    return !Number.isNaN(this.#oscillator.d);
  }

  update({ high, low, close }: RuleBar): void {
    this.#oscillator.update(high, low, close);
    this.vote = this.isReady ? clamp((this.#oscillator.k - this.#oscillator.d) / FULL) : 0;
  }

  reason(): string {
    const { k } = this.#oscillator;
    return `the stochastic oscillator (${k.toFixed(0)}) is ${this.vote > 0 ? 'above' : 'below'} its signal line`;
  }

  evidence(): Evidence[] {
    return [{ name: 'Stochastic %K', value: this.#oscillator.k }];
  }
}
