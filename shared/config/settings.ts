import { z } from 'zod';
import { intervals } from '../domain/interval.ts';
import { sentimentModelIds } from '../domain/sentiment-model.ts';
import { type TechnicalRuleName, technicalRuleNames, technicalRules } from '../domain/technical-rule.ts';
import { tradingModes } from '../domain/trading-state.ts';
import { choiceSetting, numberSetting, settingMetas, switchSetting, textSetting, wholeSetting } from './setting-meta.ts';

const trading = z
  .strictObject({
    mode: choiceSetting(tradingModes, 'manual', {
      title: 'Execution mode',
      help: 'Manual: you approve every trade. Auto: BitFlow approves trades whose confidence reaches the threshold.',
    }),
    autoConfidence: numberSetting(0.6, 0, 1, {
      title: 'Auto-approve at ≥',
      help: 'In auto mode, BitFlow approves trades with at least this confidence; the others stay pending. What closes a position is approved whatever its confidence.',
      unit: 'ratio',
    }),
  })
  .register(settingMetas, { title: 'Trading', help: 'How a signal becomes an order.' });

const signals = z
  .strictObject({
    interval: choiceSetting(intervals, '1m', {
      title: 'Signal interval',
      help: 'Signals are made at the close of bars of this length. A market that is played from a file uses the bars of the file.',
      needsRestart: true,
    }),
    technicalWeight: numberSetting(0.4, 0, 1, {
      title: 'Weight of technical analysis',
      help: 'Share of the score that comes from indicators.',
    }),
    sentimentWeight: numberSetting(0.3, 0, 1, { title: 'Weight of sentiment', help: 'Share of the score that comes from headlines.' }),
    regimeWeight: numberSetting(0.3, 0, 1, {
      title: 'Weight of regime',
      help: 'Share of the score that comes from how the market is behaving.',
    }),
    weakScore: numberSetting(0.3, 0.05, 1, {
      title: 'Weakest score to trade',
      help: 'Signals whose score is nearer to zero than this are rejected as weak.',
    }),
    noticeScore: numberSetting(0.2, 0.01, 1, {
      title: 'Weakest score to mention',
      help: 'Scores nearer to zero than this make no signal at all. At most the weakest score to trade.',
    }),
    cooldownBars: wholeSetting(5, 0, 500, {
      title: 'Cool-down',
      help: 'After a signal, the same instrument makes no further signal in the same direction for this many bars.',
      unit: 'bars',
    }),
    volumeFloorRatio: numberSetting(0.2, 0, 5, {
      title: 'Volume floor',
      help: 'A signal is rejected when its bar traded less than this part of the rolling median volume. Used for markets played from files; instruments that state a floor of their own, as all of the simulated market do, keep it.',
      unit: 'ratio',
      needsRestart: true,
    }),
    horizonBars: wholeSetting(15, 1, 1000, {
      title: 'Horizon',
      help: "After so many bars BitFlow notes whether price stands further in the signal's direction. Confidence says how likely that is. Outcomes with another horizon stay on the scoreboard.",
      unit: 'bars',
    }),
    leastAgreement: numberSetting(0.3, 0, 1, {
      title: 'Least agreement',
      help: 'A signal is rejected when its analyses contradict each other so much that the score is less than this part of what they say together. 0 turns it off.',
      unit: 'ratio',
    }),
    sessionEdgeMinutes: numberSetting(5, 0, 240, {
      title: 'Edge of the session',
      help: 'A signal to open is rejected in the first and last minutes of a trading session, when prices jump and spreads are wide. 0 turns it off.',
      unit: 'minutes',
    }),
    widestSpread: numberSetting(25, 0.1, 1000, {
      title: 'Widest spread',
      help: 'A signal to open is rejected when bid and ask are further apart than this.',
      unit: 'basis-points',
    }),
    blackoutMinutes: numberSetting(1, 0, 240, {
      title: 'News blackout',
      help: 'A signal to open is rejected while a strong headline against its direction is younger than this, since the market may not have digested the news. It is not made again for that alone. 0 turns it off.',
      unit: 'minutes',
    }),
    headlineHalfLifeMinutes: numberSetting(30, 1, 1440, {
      title: 'Half-life of news',
      help: 'After this time a headline counts half as much towards sentiment.',
      unit: 'minutes',
    }),
  })
  .register(settingMetas, { title: 'Signals', help: 'How analyses become a score, and when a score becomes a signal.' });

const ruleWeight = (name: TechnicalRuleName) => {
  const { title, help, defaultWeight } = technicalRules[name];
  return numberSetting(defaultWeight, 0, 1, { title, help: `${help} The number is its weight; 0 switches it off.`, needsRestart: true });
};

const rules = z
  .strictObject({
    averages: ruleWeight('averages'),
    macd: ruleWeight('macd'),
    rsi: ruleWeight('rsi'),
    bands: ruleWeight('bands'),
    directional: ruleWeight('directional'),
    supertrend: ruleWeight('supertrend'),
    breakout: ruleWeight('breakout'),
    stochastic: ruleWeight('stochastic'),
    moneyFlow: ruleWeight('moneyFlow'),
    higherTimeframe: ruleWeight('higherTimeframe'),
    highestTimeframe: ruleWeight('highestTimeframe'),
  } satisfies Record<TechnicalRuleName, unknown>)
  .register(settingMetas, {
    title: 'Rules',
    help: 'What the technical analysis votes by. Its score is the mean of the votes by weight; the scoreboard tells how each rule did.',
  });

const indicators = z
  .strictObject({
    smaPeriod: wholeSetting(50, 2, 500, {
      title: 'SMA',
      help: 'Bars of the slow average that tells the direction.',
      unit: 'bars',
      needsRestart: true,
    }),
    emaPeriod: wholeSetting(20, 2, 500, {
      title: 'EMA',
      help: 'Bars of the fast average that is held against the slow one.',
      unit: 'bars',
      needsRestart: true,
    }),
    rsiPeriod: wholeSetting(14, 2, 200, { title: 'RSI', help: 'Bars of the relative strength index.', unit: 'bars', needsRestart: true }),
    macdFast: wholeSetting(12, 2, 200, { title: 'MACD fast', help: 'Bars of the fast average of MACD.', unit: 'bars', needsRestart: true }),
    macdSlow: wholeSetting(26, 3, 400, { title: 'MACD slow', help: 'Bars of the slow average of MACD.', unit: 'bars', needsRestart: true }),
    macdSignal: wholeSetting(9, 2, 200, {
      title: 'MACD signal',
      help: 'Bars of the signal line of MACD.',
      unit: 'bars',
      needsRestart: true,
    }),
    bollingerPeriod: wholeSetting(20, 2, 500, {
      title: 'Bollinger',
      help: 'Bars of the Bollinger bands.',
      unit: 'bars',
      needsRestart: true,
    }),
    bollingerDeviations: numberSetting(2, 0.5, 5, {
      title: 'Bollinger width',
      help: 'Standard deviations between middle and band.',
      needsRestart: true,
    }),
    atrPeriod: wholeSetting(14, 2, 200, {
      title: 'ATR',
      help: 'Bars of the average true range that stops and targets are measured in.',
      unit: 'bars',
      needsRestart: true,
    }),
  })
  .register(settingMetas, { title: 'Indicators', help: 'What the technical analysis looks at. Charts have their own.' });

const proposals = z
  .strictObject({
    expiryMinutes: numberSetting(15, 0.5, 1440, {
      title: 'Time to decide',
      help: 'A proposed trade expires after this much market time, but not before two bars of the signal interval; so does what is left of its entry order.',
      unit: 'minutes',
    }),
    entryType: choiceSetting(['limit', 'market'], 'limit', {
      title: 'Entry order',
      help: 'Limit: never worse than the limit price. Market: at once, at whatever price.',
    }),
    toleranceAtr: numberSetting(0.5, 0.05, 10, {
      title: 'Limit distance',
      help: 'In average true ranges at the signal. The limit price of a proposed entry lies this much beyond the market, so that it fills at most this much worse. For a market entry it is how far price may run before approval.',
      unit: 'atr',
    }),
    toleranceShare: numberSetting(0.4, 0, 0.9, {
      title: 'Price tolerance',
      help: 'How far price may run beyond the limit of a proposed entry before it must be re-priced, as a part of the distance from limit to stop; never less than three spreads. A better price is always accepted until the stop.',
      unit: 'ratio',
    }),
    stopAtr: numberSetting(3, 0.2, 20, {
      title: 'Stop distance',
      help: 'Distance of the stop from the entry in average true ranges.',
      unit: 'atr',
    }),
    targetAtr: numberSetting(4.5, 0.2, 50, {
      title: 'Target distance',
      help: 'Distance of the target from the entry in average true ranges.',
      unit: 'atr',
    }),
  })
  .register(settingMetas, { title: 'Proposals', help: 'What a proposed trade looks like.' });

const risk = z
  .strictObject({
    riskPerTrade: numberSetting(0.005, 0.0001, 0.1, {
      title: 'Risk per trade',
      help: 'The most of the account that a proposed trade loses when it enters at its limit price and its stop fills at its price, fees included. Sets its size; other limits can make it smaller.',
      unit: 'ratio',
    }),
    maximumPosition: numberSetting(0.2, 0.01, 1, {
      title: 'Max position size',
      help: 'Notional of one position at most, as a share of the account.',
      unit: 'ratio',
    }),
    maximumExposure: numberSetting(1, 0.05, 1, {
      title: 'Max exposure',
      help: 'Notional of all positions together at most, long and short added, as a share of the account.',
      unit: 'ratio',
    }),
    maximumPositions: wholeSetting(8, 1, 100, { title: 'Max positions', help: 'How many positions may be open at once.' }),
    dailyLoss: numberSetting(0.03, 0.001, 1, {
      title: 'Daily loss limit',
      help: 'When the account loses this part of what the UTC day began with, entry orders are cancelled and nothing new is opened until the next day, whatever is won back. Resuming does not lift it.',
      unit: 'ratio',
    }),
    drawdownWarning: numberSetting(0.1, 0.001, 1, {
      title: 'Drawdown warning',
      help: 'Fall from the highest account value at which BitFlow warns.',
      unit: 'ratio',
    }),
    maximumDrawdown: numberSetting(0.15, 0.001, 1, {
      title: 'Drawdown limit',
      help: 'Fall from the highest account value at which entry orders are cancelled and trading halts until you resume it. After that the fall is measured from the value at which you resumed.',
      unit: 'ratio',
    }),
    maximumLossMultiple: numberSetting(1.5, 1, 10, {
      title: 'Maximum loss',
      help: 'A position whose loss reaches this many times its planned risk is closed, whatever became of its stop.',
      unit: 'times',
    }),
    staleSeconds: numberSetting(10, 1, 3600, {
      title: 'Stale after',
      help: 'A price that is older than this in market time can not place an order that opens or adds, and while the market is further behind the clock than this in wall time, as after sleep, it catches up and nothing is proposed, approved or opened. Markets played bar by bar allow two bars.',
      unit: 'seconds',
    }),
  })
  .register(settingMetas, { title: 'Risk', help: 'What BitFlow refuses, and when it stops.' });

const paper = z
  .strictObject({
    startingCash: numberSetting(100_000, 100, 1_000_000_000, {
      title: 'Starting cash',
      help: 'What a new paper account begins with. An account that exists keeps its money.',
      unit: 'money',
      needsRestart: true,
    }),
    makerFee: numberSetting(0.0005, 0, 0.05, {
      title: 'Maker fee',
      help: 'What the paper venue charges resting orders on markets played from files. The simulated market states its own fees.',
      unit: 'ratio',
      needsRestart: true,
    }),
    takerFee: numberSetting(0.001, 0, 0.05, {
      title: 'Taker fee',
      help: 'What the paper venue charges orders that trade at once, on markets played from files.',
      unit: 'ratio',
      needsRestart: true,
    }),
    spreadBasisPoints: numberSetting(2, 0, 500, {
      title: 'Spread on bars',
      help: 'Distance between bid and ask that the paper venue assumes where the market has only bars.',
      unit: 'basis-points',
      needsRestart: true,
    }),
    participation: numberSetting(0.1, 0.001, 1, {
      title: 'Share of volume',
      help: 'The most of the traded volume that paper orders may take; the rest fills later.',
      unit: 'ratio',
      needsRestart: true,
    }),
  })
  .register(settingMetas, { title: 'Paper account', help: 'The venue that trades with play money.' });

const storage = z
  .strictObject({
    segmentDays: wholeSetting(7, 1, 3650, {
      title: 'Keep recorded market data',
      help: 'Days of market time whose recorded data is kept for replay and verification. Orders, fills and the journal are always kept.',
      unit: 'days',
    }),
  })
  .register(settingMetas, { title: 'Storage', help: 'What is kept on disk, and for how long.' });

const sentiment = z
  .strictObject({
    model: choiceSetting(sentimentModelIds, 'tiny', {
      title: 'Model',
      help: 'Who scores headlines. Tiny comes with BitFlow; larger ones are installed from the models panel or with "bitflow models install". The list of words needs nothing and understands little.',
    }),
    mostWaiting: wholeSetting(4096, 64, 100_000, {
      title: 'Most texts waiting',
      help: 'When more texts than this wait for the model, further ones are scored by the list of words.',
    }),
    downloadAddress: textSetting(
      'https://huggingface.co',
      /^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/,
      'an address such as https://huggingface.co, or that of a mirror',
      {
        title: 'Download address',
        help: 'Where models are fetched from when you install one, and at no other time. A mirror must answer like huggingface.co.',
      },
    ),
    modelsFolder: textSetting('', /^[^\0]*$/, 'a folder, or nothing', {
      title: 'Folder of models',
      help: 'Where larger models are kept. Empty: in the data folder of this account. Accounts that share a folder share its models.',
    }),
  })
  .register(settingMetas, { title: 'Sentiment', help: 'The model that reads headlines, on this machine only.' });

const controls = z
  .strictObject({
    isCloseConfirmed: switchSetting(true, {
      title: 'Confirm closing',
      help: 'Close, Flatten all and the like ask first, with the result in numbers. The kill switch, cancelling a stop and switching to auto ask in any case.',
    }),
  })
  .register(settingMetas, { title: 'Controls', help: 'How the window takes your orders. Its keys are changed with "?".' });

const appearance = z
  .strictObject({
    theme: choiceSetting(['dark', 'light', 'system'], 'dark', { title: 'Theme', help: 'Colours of the window.' }),
    textSize: choiceSetting(['normal', 'large', 'largest'], 'normal', {
      title: 'Text size',
      help: 'How large text and rows are. Where larger text leaves too little room, panels are shown in turn.',
    }),
    isFlashing: switchSetting(true, {
      title: 'Flash on change',
      help: 'Prices light up for a moment when they change. Reduced motion turns it off as well.',
    }),
    upColours: choiceSetting(['green-up', 'red-up', 'blue-up'], 'green-up', {
      title: 'Colours of direction',
      help: 'Which colours mean up and down. Arrows and signs always say it too.',
    }),
  })
  .register(settingMetas, { title: 'Appearance', help: 'How the window looks.' });

const hour = (byDefault: string, title: string, help: string) =>
  textSetting(byDefault, /^(?:(?:[01]\d|2[0-3]):[0-5]\d)?$/, 'a time of day such as 22:00, or nothing', { title, help });

const desktop = z
  .strictObject({
    notifications: choiceSetting(['all', 'problems', 'off'], 'all', {
      title: 'Notifications',
      help: 'What the system shows while the window is not in front. All: fills, refused orders and halts. Problems: refused orders and halts. Off: nothing.',
    }),
    quietFrom: hour('', 'Quiet from', 'No notifications from this time of day on, by the clock of this machine. Empty: no quiet hours.'),
    quietUntil: hour('', 'Quiet until', 'When the quiet hours end; before they begin means the next day. Empty: no quiet hours.'),
    keepsAwake: switchSetting(true, {
      title: 'Stay awake in auto mode',
      help: 'While auto mode trades, the machine is kept awake. Its screen may still turn off. A lid that is closed still sends it to sleep.',
    }),
  })
  .register(settingMetas, { title: 'Desktop', help: 'What the desktop app does outside its window. A browser has no use for these.' });

/**
 * Every setting of BitFlow, with default, range, unit and help: the form, the command line, the
 * validation of files and calls, and the documentation come from this one schema.
 */
export const settingsSchema = z
  .strictObject({
    trading: trading.prefault({}),
    signals: signals.prefault({}),
    rules: rules.prefault({}),
    indicators: indicators.prefault({}),
    proposals: proposals.prefault({}),
    risk: risk.prefault({}),
    paper: paper.prefault({}),
    sentiment: sentiment.prefault({}),
    storage: storage.prefault({}),
    controls: controls.prefault({}),
    appearance: appearance.prefault({}),
    desktop: desktop.prefault({}),
  })
  .superRefine((settings, context) => {
    const fault = (path: [string, string], message: string): void => context.addIssue({ code: 'custom', path, message });
    const { technicalWeight, sentimentWeight, regimeWeight, noticeScore, weakScore } = settings.signals;
    if (technicalWeight + sentimentWeight + regimeWeight <= 0)
      fault(['signals', 'technicalWeight'], 'at least one weight must be above zero');
    if (noticeScore > weakScore)
      fault(['signals', 'noticeScore'], `must be at most the weakest score to trade (${weakScore}), found ${noticeScore}`);
    if (technicalRuleNames.every((name) => settings.rules[name] === 0))
      fault(['rules', 'averages'], 'at least one rule must have a weight above zero');
    const { macdFast, macdSlow } = settings.indicators;
    if (macdFast >= macdSlow) fault(['indicators', 'macdFast'], `must be below MACD slow (${macdSlow}), found ${macdFast}`);
    const { drawdownWarning, maximumDrawdown } = settings.risk;
    if (drawdownWarning > maximumDrawdown) {
      const percent = (ratio: number): string => `${Number((ratio * 100).toPrecision(12))} %`;
      fault(
        ['risk', 'drawdownWarning'],
        `must be at most the drawdown limit of ${percent(maximumDrawdown)}, found ${percent(drawdownWarning)}`,
      );
    }
  });

export type Settings = z.output<typeof settingsSchema>;

/** Settings by section and name, as a file or a form gives them. */
export type SettingChanges = Readonly<Record<string, Readonly<Record<string, number | string | boolean>>>>;

/** The sections that decisions depend on. What a model made of a headline is recorded with it; the others only change what is kept and how it looks. */
export type DecisionSettings = Omit<Settings, 'sentiment' | 'storage' | 'controls' | 'appearance' | 'desktop'>;

export function decisionSettings({ trading, signals, rules, indicators, proposals, risk, paper }: Settings): DecisionSettings {
  return { trading, signals, rules, indicators, proposals, risk, paper };
}
