import type { Evidence } from '../../../../../shared/domain/signal.ts';
import { Macd } from '../../../indicators/momentum/macd.ts';
import { clamp } from '../../score.ts';
import type { RuleBar, TechnicalRule } from '../rule.ts';

/** MACD against its signal line; a quarter of the average true range is a full vote. */
export class MacdRule implements TechnicalRule {
  vote = 0;
  readonly #macd: Macd;

  constructor(fast: number, slow: number, signal: number) {
    this.#macd = new Macd(fast, slow, signal);
  }

  get isReady(): boolean {
    return !Number.isNaN(this.#macd.histogram);
  }

  update({ close, atr }: RuleBar): void {
    this.#macd.update(close);
    const { histogram } = this.#macd;
    this.vote = atr > 0 && histogram === histogram ? clamp((4 * histogram) / atr) : 0;
  }

  reason(): string {
    return `MACD is ${this.vote > 0 ? 'above' : 'below'} its signal line`;
  }

  evidence(): Evidence[] {
    return [{ name: 'MACD histogram', value: this.#macd.histogram }];
  }
}
