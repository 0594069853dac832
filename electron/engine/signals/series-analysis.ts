import type { DecisionSettings } from '../../../shared/config/settings.ts';
import type { Instrument } from '../../../shared/domain/instrument.ts';
import { DAY_MS, MINUTE_MS } from '../../../shared/domain/time.ts';
import { DayVolume } from '../market-data/day-volume.ts';
import { RollingMedian } from '../market-data/rolling-median.ts';
import { LONG_WINDOW, RegimeAnalysis } from './regime/regime-analysis.ts';
import { toThousandths } from './score.ts';
import { SentimentAnalysis } from './sentiment-analysis.ts';
import { TIMEFRAME_SLOW } from './technical/rules/timeframe-rule.ts';
import { HIGHEST_TIMEFRAME } from './technical/rules.ts';
import { TechnicalAnalysis, type TechnicalSettings } from './technical/technical-analysis.ts';

const VOLUME_WINDOW = 61;

/** The longest period of a smoothed average within the rules that have no setting of their own: ADX, smoothed twice over 14 bars. */
const SMOOTHED_RULE = 28;

/**
 * Everything the signal pipeline keeps of one instrument, updated in place at each bar close. A bar
 * is noteworthy when its score has grown past the score to mention, or past the score to trade,
 * for the first time since it was last quiet; all other bars leave no trace.
 */
export class SeriesAnalysis {
  readonly technical: TechnicalAnalysis;
  readonly regime = new RegimeAnalysis();
  readonly sentiment = new SentimentAnalysis();
  readonly medianVolume = new RollingMedian(VOLUME_WINDOW);
  readonly dayVolume = new DayVolume();
  /** Contributions to three places; they add up to `score`. */
  technicalPart = 0;
  sentimentPart = 0;
  regimePart = 0;
  /** Shares after those of absent analyses were handed on; 0 for an absent one. */
  technicalWeight = 0;
  sentimentWeight = 0;
  regimeWeight = 0;
  /** 0..1: the part of all weights that present analyses have. */
  coverage = 0;
  score = 0;
  /** Traded in the last bar. */
  volume = 0;
  close = Number.NaN;
  /** Close of the last bar, UTC milliseconds; NaN before the first. */
  closeTime = Number.NaN;
  /** Bars taken so far. */
  barCount = 0;
  /** 0 quiet, 1 mentioned, 2 strong enough to trade; the sign is the direction. */
  #stance = 0;

  constructor(settings: TechnicalSettings, barMs: number) {
    this.technical = new TechnicalAnalysis(settings, barMs);
  }

  /** 0..1: how much of what the analyses say together is left after they were held against each other. */
  get agreement(): number {
    const total = Math.abs(this.technicalPart) + Math.abs(this.sentimentPart) + Math.abs(this.regimePart);
    return total > 0 ? Math.abs(this.score) / total : 1;
  }

  /** Takes one finished bar; returns whether it is noteworthy. */
  update(high: number, low: number, close: number, volume: number, closeTime: number, settings: DecisionSettings['signals']): boolean {
    const { technical } = this;
    technical.update(high, low, close, volume, closeTime);
    this.regime.update(close, technical.atr.value, technical.bands.middle, technical.bands.upper);
    this.medianVolume.update(volume);
    this.dayVolume.update(closeTime, volume);
    this.volume = volume;
    this.close = close;
    this.closeTime = closeTime;
    this.barCount += 1;
    if (!technical.isReady) return false;
    if (this.sentiment.hasHeadlines) this.sentiment.update(closeTime, settings.headlineHalfLifeMinutes * MINUTE_MS);
    this.#combine(settings);
    return this.#judge(settings);
  }

  #combine(settings: DecisionSettings['signals']): void {
    const { technical, sentiment, regime } = this;
    const t = settings.technicalWeight;
    const s = sentiment.isPresent ? settings.sentimentWeight : 0;
    const r = regime.isReady ? settings.regimeWeight : 0;
    const sum = t + s + r;
    const scale = sum > 0 ? 1 / sum : 0;
    this.coverage = sum / (t + settings.sentimentWeight + settings.regimeWeight);
    this.technicalWeight = t * scale;
    this.sentimentWeight = s * scale;
    this.regimeWeight = r * scale;
    this.technicalPart = toThousandths(technical.score * this.technicalWeight);
    this.sentimentPart = toThousandths(sentiment.score * this.sentimentWeight);
    this.regimePart = toThousandths(regime.score * this.regimeWeight);
    this.score = toThousandths(this.technicalPart + this.sentimentPart + this.regimePart);
  }

  #judge(settings: DecisionSettings['signals']): boolean {
    const strength = Math.abs(this.score);
    const direction = this.score > 0 ? 1 : -1;
    const level = strength >= settings.weakScore ? 2 : strength >= settings.noticeScore ? 1 : 0;
    const before = this.#stance * direction > 0 ? Math.abs(this.#stance) : 0;
    if (level > before) {
      this.#stance = level * direction;
      return true;
    }
    if (strength < settings.noticeScore / 2 || before === 0) this.#stance = 0;
    return false;
  }
}

/** Returns about how many bars the analysis needs before it judges: the longest of what its rules wait for. */
export function barsToJudge({ indicators }: TechnicalSettings): number {
  const { smaPeriod, emaPeriod, rsiPeriod, macdSlow, macdSignal, bollingerPeriod, atrPeriod } = indicators;
  return Math.max(smaPeriod, emaPeriod, rsiPeriod + 1, macdSlow + macdSignal - 1, bollingerPeriod, atrPeriod + 1, SMOOTHED_RULE);
}

/**
 * Returns how many bars an analysis must be warmed with to judge as one that never stopped: the longest window, several times
 * the longest smoothed average (which remembers beyond its period), and a day where the volume of a day is asked for; and one
 * more, since the last bar of a history is still open.
 */
export function warmUpBars(settings: DecisionSettings['indicators'], { volumeFloor }: Instrument, barMs: number): number {
  const { smaPeriod, emaPeriod, rsiPeriod, macdSlow, macdSignal, bollingerPeriod, atrPeriod } = settings;
  const timeframes = HIGHEST_TIMEFRAME * (TIMEFRAME_SLOW + 1);
  const windows = Math.max(smaPeriod, bollingerPeriod, VOLUME_WINDOW, timeframes);
  const smoothed = 4 * Math.max(emaPeriod, rsiPeriod, macdSlow + macdSignal, atrPeriod, SMOOTHED_RULE);
  // The long average of ranges remembers beyond its window; after five of them what it began with is gone.
  const regime = atrPeriod + 1 + 5 * LONG_WINDOW;
  const day = volumeFloor.kind === 'daily' ? Math.ceil(DAY_MS / barMs) : 0;
  return 1 + Math.max(windows, smoothed, regime, day);
}
