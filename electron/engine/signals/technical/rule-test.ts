import type { BarBlock } from '../../../../shared/domain/market-block.ts';
import { type TechnicalRuleName, technicalRuleNames } from '../../../../shared/domain/technical-rule.ts';
import { wilsonInterval } from '../../calibration/reliability.ts';
import { Atr } from '../../indicators/volatility/atr.ts';
import { Bollinger } from '../../indicators/volatility/bollinger.ts';
import type { RuleBar } from './rule.ts';
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
  return technicalRuleNames.map((name) => testRule(name, bars, settings, barMs, horizonBars));
}

function testRule(
  name: TechnicalRuleName,
  bars: BarBlock,
  { indicators }: TechnicalSettings,
  barMs: number,
  horizonBars: number,
): RuleResult {
  const atr = new Atr(indicators.atrPeriod);
  const bands = new Bollinger(indicators.bollingerPeriod, indicators.bollingerDeviations);
  const rule = createRule(name, { indicators, bands, barMs });
  const bar: RuleBar = { high: 0, low: 0, close: 0, volume: 0, closeTime: 0, atr: Number.NaN };
  let [count, right, moves] = [0, 0, 0];
  for (let row = 0; row < bars.length; row += 1) {
    bar.high = bars.high[row];
    bar.low = bars.low[row];
    bar.close = bars.close[row];
    bar.volume = bars.volume[row];
    bar.closeTime = bars.closeTime[row];
    bar.atr = atr.update(bar.high, bar.low, bar.close);
    bands.update(bar.close);
    rule.update(bar);
    const end = row + horizonBars;
    if (!rule.isReady || Math.abs(rule.vote) < LEAST_VOTE || !(bar.atr > 0) || end >= bars.length) continue;
    const move = (bars.close[end] - bar.close) * (rule.vote > 0 ? 1 : -1);
    count += 1;
    moves += move / bar.atr;
    if (move > 0) right += 1;
  }
  if (count === 0) return { rule: name, count, rightRatio: null, low: null, high: null, meanMoveAtr: null };
  return { rule: name, count, rightRatio: right / count, ...wilsonInterval(right, count), meanMoveAtr: moves / count };
}
