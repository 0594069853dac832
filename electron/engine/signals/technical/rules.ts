import type { DecisionSettings } from '../../../../shared/config/settings.ts';
import type { TechnicalRuleName } from '../../../../shared/domain/technical-rule.ts';
import type { Bollinger } from '../../indicators/volatility/bollinger.ts';
import type { TechnicalRule } from './rule.ts';
import { AveragesRule } from './rules/averages-rule.ts';
import { BandsRule } from './rules/bands-rule.ts';
import { BreakoutRule } from './rules/breakout-rule.ts';
import { DirectionalRule } from './rules/directional-rule.ts';
import { MacdRule } from './rules/macd-rule.ts';
import { MoneyFlowRule } from './rules/money-flow-rule.ts';
import { RsiRule } from './rules/rsi-rule.ts';
import { StochasticRule } from './rules/stochastic-rule.ts';
import { SupertrendRule } from './rules/supertrend-rule.ts';
import { TimeframeRule } from './rules/timeframe-rule.ts';

/** How many times as long the bars of the two higher timeframes are. */
export const HIGHER_TIMEFRAME = 4;
export const HIGHEST_TIMEFRAME = 12;

/** What rules are made from. */
export interface RuleMaterial {
  readonly indicators: DecisionSettings['indicators'];
  /** Brought to each bar before the rules are. */
  readonly bands: Bollinger;
  /** Length of the bars. */
  readonly barMs: number;
}

const makers: Readonly<Record<TechnicalRuleName, (material: RuleMaterial) => TechnicalRule>> = {
  averages: ({ indicators }) => new AveragesRule(indicators.emaPeriod, indicators.smaPeriod),
  macd: ({ indicators }) => new MacdRule(indicators.macdFast, indicators.macdSlow, indicators.macdSignal),
  rsi: ({ indicators }) => new RsiRule(indicators.rsiPeriod),
  bands: ({ bands }) => new BandsRule(bands),
  directional: () => new DirectionalRule(),
  supertrend: () => new SupertrendRule(),
  breakout: () => new BreakoutRule(),
  stochastic: () => new StochasticRule(),
  moneyFlow: () => new MoneyFlowRule(),
  higherTimeframe: ({ barMs }) => new TimeframeRule(HIGHER_TIMEFRAME, barMs),
  highestTimeframe: ({ barMs }) => new TimeframeRule(HIGHEST_TIMEFRAME, barMs),
};

/** Makes a rule for one series. */
export function createRule(name: TechnicalRuleName, material: RuleMaterial): TechnicalRule {
  return makers[name](material);
}
