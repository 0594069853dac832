/** A rule of the technical analysis, as settings, cards and help name it. */
export interface TechnicalRuleEntry {
  readonly title: string;
  /** What it looks at, and what a full vote means. */
  readonly help: string;
  /** 0..1; 0 switches it off. */
  readonly defaultWeight: number;
}

/** Every rule, in the order in which settings show them. */
export const technicalRules = {
  averages: {
    title: 'Averages',
    help: 'The fast average (EMA) against the slow one (SMA); one average true range apart is a full vote.',
    defaultWeight: 0.25,
  },
  macd: {
    title: 'MACD',
    help: 'MACD against its signal line; a quarter of the average true range is a full vote.',
    defaultWeight: 0.25,
  },
  rsi: {
    title: 'RSI',
    help: 'Relative strength from 30 (full sell) to 70 (full buy), fading to nothing at 15 and 85, where a move is stretched.',
    defaultWeight: 0.15,
  },
  bands: {
    title: 'Bollinger bands',
    help: 'Where the close stands between the bands; at a band it is a full vote.',
    defaultWeight: 0.15,
  },
  directional: {
    title: 'Directional movement',
    help: 'The positive against the negative directional indicator, counted in full from an ADX of 30 on.',
    defaultWeight: 0.1,
  },
  supertrend: {
    title: 'SuperTrend',
    help: 'Which side of the SuperTrend line price is on; three average true ranges off is a full vote.',
    defaultWeight: 0.1,
  },
  breakout: {
    title: 'Breakout',
    help: 'A close beyond the highest or lowest of the 20 bars before; fades over ten bars after it.',
    defaultWeight: 0.1,
  },
  stochastic: {
    title: 'Stochastic',
    help: 'The stochastic oscillator against its signal line, ten points apart is a full vote.',
    defaultWeight: 0,
  },
  moneyFlow: {
    title: 'Money flow',
    help: 'Chaikin money flow: whether volume closed near the highs or the lows; a quarter is a full vote.',
    defaultWeight: 0.1,
  },
  higherTimeframe: {
    title: 'Higher timeframe',
    help: 'Trend of the 4 × timeframe: its fast against its slow average.',
    defaultWeight: 0.15,
  },
  highestTimeframe: {
    title: 'Highest timeframe',
    help: 'Trend of the 12 × timeframe: its fast against its slow average.',
    defaultWeight: 0.1,
  },
} as const satisfies Readonly<Record<string, TechnicalRuleEntry>>;

export type TechnicalRuleName = keyof typeof technicalRules;

export const technicalRuleNames = Object.keys(technicalRules) as [TechnicalRuleName, ...TechnicalRuleName[]];
