import type { Evidence } from '../../../../../shared/domain/signal.ts';
import { Cmf } from '../../../indicators/volume/cmf.ts';
import { clamp } from '../../score.ts';
import type { RuleBar, TechnicalRule } from '../rule.ts';

const PERIOD = 20;
const FULL = 0.25;

/** Chaikin money flow over 20 bars: whether volume came with closes near the highs or the lows; a quarter is a full vote. */
export class MoneyFlowRule implements TechnicalRule {
  vote = 0;
  readonly #flow = new Cmf(PERIOD);
  #value = Number.NaN;

  get isReady(): boolean {
    return !Number.isNaN(this.#value);
  }

  update({ high, low, close, volume }: RuleBar): void {
    this.#value = this.#flow.update(high, low, close, volume);
    this.vote = this.isReady ? clamp(this.#value / FULL) : 0;
  }

  reason(): string {
    return `volume came with closes near the ${this.vote > 0 ? 'highs' : 'lows'} (money flow ${this.#value < 0 ? '−' : ''}${Math.abs(this.#value).toFixed(2)})`;
  }

  evidence(): Evidence[] {
    return [{ name: 'Money flow', value: this.#value }];
  }
}
