import type { DecisionSettings } from '../../../../shared/config/settings.ts';
import type { Evidence, RuleVote } from '../../../../shared/domain/signal.ts';
import { type TechnicalRuleName, technicalRuleNames } from '../../../../shared/domain/technical-rule.ts';
import { Atr } from '../../indicators/volatility/atr.ts';
import { Bollinger } from '../../indicators/volatility/bollinger.ts';
import { toThousandths } from '../score.ts';
import type { RuleBar, TechnicalRule } from './rule.ts';
import { createRule } from './rules.ts';

const timeframeRules: ReadonlySet<TechnicalRuleName> = new Set(['higherTimeframe', 'highestTimeframe']);

export type TechnicalSettings = Pick<DecisionSettings, 'indicators' | 'rules'>;

/** A rule that is switched on, with its weight as it is set. */
interface ActiveRule {
  /** Whether nothing is judged before it can vote; longer timeframes join in later. */
  readonly isAwaited: boolean;
  readonly name: TechnicalRuleName;
  readonly weight: number;
  readonly rule: TechnicalRule;
}

/**
 * What the rules say of the direction, −1..1: the mean of the votes of all rules that are switched on and have seen enough
 * bars, by their weights, each part to three places. Ready once all rules but those of longer timeframes are.
 */
export class TechnicalAnalysis {
  score = 0;
  isReady = false;
  readonly atr: Atr;
  readonly bands: Bollinger;
  readonly #rules: readonly ActiveRule[];
  readonly #bar: RuleBar = { high: 0, low: 0, close: 0, volume: 0, closeTime: 0, atr: Number.NaN };

  constructor(settings: TechnicalSettings, barMs: number) {
    const { indicators, rules } = settings;
    this.atr = new Atr(indicators.atrPeriod);
    this.bands = new Bollinger(indicators.bollingerPeriod, indicators.bollingerDeviations);
    this.#rules = technicalRuleNames
      .filter((name) => rules[name] > 0)
      .map((name) => ({
        name,
        weight: rules[name],
        isAwaited: !timeframeRules.has(name),
        rule: createRule(name, { indicators, bands: this.bands, barMs }),
      }));
  }

  update(high: number, low: number, close: number, volume: number, closeTime: number): void {
    const bar = this.#bar;
    bar.high = high;
    bar.low = low;
    bar.close = close;
    bar.volume = volume;
    bar.closeTime = closeTime;
    bar.atr = this.atr.update(high, low, close);
    this.bands.update(close);
    let weights = 0;
    let isComplete = bar.atr === bar.atr && this.bands.middle === this.bands.middle;
    for (let place = 0; place < this.#rules.length; place += 1) {
      const { rule, weight, isAwaited } = this.#rules[place];
      rule.update(bar);
      if (rule.isReady) weights += weight;
      else if (isAwaited) isComplete = false;
    }
    this.isReady = isComplete && weights > 0;
    this.score = this.isReady ? this.#sumOfParts(weights) : 0;
  }

  /** Says each vote that counts, the heaviest first. */
  votes(): RuleVote[] {
    const ready = this.#rules.filter(({ rule }) => rule.isReady);
    const weights = ready.reduce((sum, { weight }) => sum + weight, 0);
    return ready
      .map(({ name, weight, rule }) => {
        const share = weights > 0 ? weight / weights : 0;
        return { rule: name, vote: rule.vote, weight: share, part: partOf(rule, share), reason: rule.reason() };
      })
      .toSorted((a, b) => Math.abs(b.part) - Math.abs(a.part));
  }

  /** Sums what is shown of each rule, so that the score is what its parts add up to. */
  #sumOfParts(weights: number): number {
    let sum = 0;
    for (let place = 0; place < this.#rules.length; place += 1) {
      const { rule, weight } = this.#rules[place];
      if (rule.isReady) sum += partOf(rule, weight / weights);
    }
    return toThousandths(sum);
  }

  evidence(): Evidence[] {
    return [...this.#rules.flatMap(({ rule }) => (rule.isReady ? rule.evidence() : [])), { name: 'ATR', value: this.atr.value }];
  }
}

function partOf({ vote }: TechnicalRule, share: number): number {
  return toThousandths(vote * share);
}

/** Says votes that count in plain words, with what each adds to the score of the analysis. */
export function reasonsOf(votes: readonly RuleVote[]): string[] {
  return votes
    .filter(({ part }) => Math.abs(part) >= 0.02)
    .map(({ part, reason }) => `${reason} (${part > 0 ? '+' : '−'}${Math.abs(part).toFixed(2)})`);
}
