import type { Evidence } from '../../../../../shared/domain/signal.ts';
import { Rsi } from '../../../indicators/momentum/rsi.ts';
import type { RuleBar, TechnicalRule } from '../rule.ts';

/** Relative strength: 30..70 from full sell to full buy, fading again beyond to nothing at 15 and 85, where a move is stretched. */
export class RsiRule implements TechnicalRule {
  vote = 0;
  readonly #rsi: Rsi;

  constructor(period: number) {
    this.#rsi = new Rsi(period);
  }

  get isReady(): boolean {
    return !Number.isNaN(this.#rsi.value);
  }

  update({ close, atr }: RuleBar): void {
    const rsi = this.#rsi.update(close);
    this.vote = atr > 0 && rsi === rsi ? strengthVote(rsi) : 0;
  }

  reason(): string {
    return `RSI stands at ${this.#rsi.value.toFixed(0)}`;
  }

  evidence(): Evidence[] {
    return [{ name: 'RSI', value: this.#rsi.value }];
  }
}

function strengthVote(rsi: number): number {
  if (rsi > 70) return Math.max(0, 1 - (rsi - 70) / 15);
  if (rsi < 30) return Math.min(0, -1 + (30 - rsi) / 15);
  return (rsi - 50) / 20;
}
