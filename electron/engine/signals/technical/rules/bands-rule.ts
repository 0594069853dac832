import type { Evidence } from '../../../../../shared/domain/signal.ts';
import type { Bollinger } from '../../../indicators/volatility/bollinger.ts';
import { clamp } from '../../score.ts';
import type { RuleBar, TechnicalRule } from '../rule.ts';

/** Where the close stands between the Bollinger bands; at a band it is a full vote. Reads bands that were brought to the bar before. */
export class BandsRule implements TechnicalRule {
  vote = 0;
  readonly #bands: Bollinger;

  constructor(bands: Bollinger) {
    this.#bands = bands;
  }

  get isReady(): boolean {
    return !Number.isNaN(this.#bands.middle);
  }

  update({ close }: RuleBar): void {
    const { middle, upper } = this.#bands;
    const width = upper - middle;
    this.vote = width > 0 ? clamp((close - middle) / width) : 0;
  }

  reason(): string {
    return `price is in the ${this.vote > 0 ? 'upper' : 'lower'} half of its Bollinger bands`;
  }

  evidence(): Evidence[] {
    return [
      { name: 'Bollinger upper', value: this.#bands.upper },
      { name: 'Bollinger lower', value: this.#bands.lower },
    ];
  }
}
