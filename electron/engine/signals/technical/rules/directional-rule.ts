import type { Evidence } from '../../../../../shared/domain/signal.ts';
import { Adx } from '../../../indicators/trend/adx.ts';
import type { RuleBar, TechnicalRule } from '../rule.ts';

const PERIOD = 14;
/** From this ADX on, the direction counts in full. */
const STRONG = 30;

/** The positive against the negative directional indicator, by how strong the trend is: in full from an ADX of 30 on. */
export class DirectionalRule implements TechnicalRule {
  vote = 0;
  readonly #movement = new Adx(PERIOD);

  get isReady(): boolean {
    return !Number.isNaN(this.#movement.adx);
  }

  update({ high, low, close }: RuleBar): void {
    const movement = this.#movement;
    const adx = movement.update(high, low, close);
    const sum = movement.plus + movement.minus;
    this.vote = adx === adx && sum > 0 ? ((movement.plus - movement.minus) / sum) * Math.min(1, adx / STRONG) : 0;
  }

  reason(): string {
    return `moves ${this.vote > 0 ? 'up' : 'down'} lead (ADX ${this.#movement.adx.toFixed(0)})`;
  }

  evidence(): Evidence[] {
    const { adx, plus, minus } = this.#movement;
    return [
      { name: 'ADX', value: adx },
      { name: '+DI', value: plus },
      { name: '−DI', value: minus },
    ];
  }
}
