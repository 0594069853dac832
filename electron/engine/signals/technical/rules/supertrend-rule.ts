import type { Evidence } from '../../../../../shared/domain/signal.ts';
import { Supertrend } from '../../../indicators/trend/supertrend.ts';
import { clamp } from '../../score.ts';
import type { RuleBar, TechnicalRule } from '../rule.ts';

const PERIOD = 10;
const MULTIPLIER = 3;

/** Which side of the SuperTrend line price is on; three average true ranges off is a full vote. */
export class SupertrendRule implements TechnicalRule {
  vote = 0;
  readonly #trend = new Supertrend(PERIOD, MULTIPLIER);

  get isReady(): boolean {
    return !Number.isNaN(this.#trend.value);
  }

  update({ high, low, close, atr }: RuleBar): void {
    const line = this.#trend.update(high, low, close);
    this.vote = atr > 0 && line === line ? clamp((close - line) / (MULTIPLIER * atr)) : 0;
  }

  reason(): string {
    return `price is ${this.vote > 0 ? 'above' : 'below'} its SuperTrend line`;
  }

  evidence(): Evidence[] {
    return [{ name: 'SuperTrend', value: this.#trend.value }];
  }
}
