import type { BarBlock } from '../../../../shared/domain/market-block.ts';
import { type TechnicalRuleName, technicalRuleNames } from '../../../../shared/domain/technical-rule.ts';
import { wilsonInterval } from '../../calibration/reliability.ts';
import { Atr } from '../../indicators/volatility/atr.ts';
import { Bollinger } from '../../indicators/volatility/bollinger.ts';
import type { RuleBar, TechnicalRule } from './rule.ts';
import { createRule } from './rules.ts';
import type { TechnicalSettings } from './technical-analysis.ts';

/** A vote counts from half its force on. */
const LEAST_VOTE = 0.5;

/** How one rule did over bars of the past. */
export interface RuleResult {
  readonly rule: TechnicalRuleName;
  /** Bars on which it voted with at least half its force and whose horizon is over. */
  readonly count: number;
  /** Part of them after which price stood further in the direction of the vote; `null` where there is none. */
  readonly rightRatio: number | null;
  /** Wilson's interval at 95 %. Votes of neighbouring bars are alike, so that the true interval is wider. */
  readonly low: number | null;
  readonly high: number | null;
  /** Mean move in the direction of the vote, in average true ranges at the vote. */
  readonly meanMoveAtr: number | null;
}

/**
 * Tries every rule, whether it is switched on or not, on bars of one instrument (ascending): whether price stood further in the
 * direction of each clear vote `horizonBars` later. Costs, stops and other rules play no part.
 */
export function testRules(bars: BarBlock, settings: TechnicalSettings, barMs: number, horizonBars: number): RuleResult[] {
  return technicalRuleNames.map((name) => {
    const trial = new RuleTrial(name, bars, settings, { barMs, horizonBars });
    trial.advance(bars.length);
    return trial.result;
  });
}

/** Tries one rule in pieces, for callers that must not hold their thread for long; see `testRules`. */
export class RuleTrial {
  readonly #name: TechnicalRuleName;
  readonly #bars: BarBlock;
  readonly #horizonBars: number;
  readonly #atr: Atr;
  readonly #bands: Bollinger;
  readonly #rule: TechnicalRule;
  readonly #bar: RuleBar = { high: 0, low: 0, close: 0, volume: 0, closeTime: 0, atr: Number.NaN };
  #row = 0;
  #count = 0;
  #right = 0;
  #moves = 0;

  constructor(
    name: TechnicalRuleName,
    bars: BarBlock,
    { indicators }: TechnicalSettings,
    { barMs, horizonBars }: { readonly barMs: number; readonly horizonBars: number },
  ) {
    this.#name = name;
    this.#bars = bars;
    this.#horizonBars = horizonBars;
    this.#atr = new Atr(indicators.atrPeriod);
    this.#bands = new Bollinger(indicators.bollingerPeriod, indicators.bollingerDeviations);
    this.#rule = createRule(name, { indicators, bands: this.#bands, barMs });
  }

  /** Takes at most `rows` more bars; returns whether all are taken. */
  advance(rows: number): boolean {
    const end = Math.min(this.#bars.length, this.#row + rows);
    for (; this.#row < end; this.#row += 1) this.#take(this.#row);
    return end === this.#bars.length;
  }

  /** What came of the bars taken so far. */
  get result(): RuleResult {
    const [rule, count, right] = [this.#name, this.#count, this.#right];
    if (count === 0) return { rule, count, rightRatio: null, low: null, high: null, meanMoveAtr: null };
    return { rule, count, rightRatio: right / count, ...wilsonInterval(right, count), meanMoveAtr: this.#moves / count };
  }

  #take(row: number): void {
    const bars = this.#bars;
    const bar = this.#bar;
    const rule = this.#rule;
    bar.high = bars.high[row];
    bar.low = bars.low[row];
    bar.close = bars.close[row];
    bar.volume = bars.volume[row];
    bar.closeTime = bars.closeTime[row];
    bar.atr = this.#atr.update(bar.high, bar.low, bar.close);
    this.#bands.update(bar.close);
    rule.update(bar);
    const end = row + this.#horizonBars;
    if (!rule.isReady || Math.abs(rule.vote) < LEAST_VOTE || !(bar.atr > 0) || end >= bars.length) return;
    const move = (bars.close[end] - bar.close) * (rule.vote > 0 ? 1 : -1);
    this.#count += 1;
    this.#moves += move / bar.atr;
    if (move > 0) this.#right += 1;
  }
}
