import type { DecisionSettings } from '../../../shared/config/settings.ts';
import type { Evidence } from '../../../shared/domain/signal.ts';
import { Atr } from '../indicators/volatility/atr.ts';
import { Bollinger } from '../indicators/volatility/bollinger.ts';
import { Ema } from '../indicators/averages/ema.ts';
import { Macd } from '../indicators/momentum/macd.ts';
import { Rsi } from '../indicators/momentum/rsi.ts';
import { Sma } from '../indicators/averages/sma.ts';

/** How much each vote counts; together 1. */
const TREND_SHARE = 0.3;
const MOMENTUM_SHARE = 0.3;
const STRENGTH_SHARE = 0.2;
const BAND_SHARE = 0.2;

/**
 * What six indicators say of the direction, −1..1: four votes, each −1..1, by fixed shares. Trend: fast
 * against slow average, one ATR apart is a full vote. Momentum: MACD against its signal, a quarter
 * ATR is a full vote. Strength: RSI 30..70 from full sell to full buy, fading again beyond to
 * nothing at 85 and 15, where a move is stretched. Band: where the close stands between the Bollinger bands.
 */
export class TechnicalAnalysis {
  score = 0;
  isReady = false;
  readonly sma: Sma;
  readonly ema: Ema;
  readonly rsi: Rsi;
  readonly macd: Macd;
  readonly bands: Bollinger;
  readonly atr: Atr;
  #trend = 0;
  #momentum = 0;
  #strength = 0;
  #band = 0;

  constructor(settings: DecisionSettings['indicators']) {
    this.sma = new Sma(settings.smaPeriod);
    this.ema = new Ema(settings.emaPeriod);
    this.rsi = new Rsi(settings.rsiPeriod);
    this.macd = new Macd(settings.macdFast, settings.macdSlow, settings.macdSignal);
    this.bands = new Bollinger(settings.bollingerPeriod, settings.bollingerDeviations);
    this.atr = new Atr(settings.atrPeriod);
  }

  update(high: number, low: number, close: number): void {
    const slow = this.sma.update(close);
    const fast = this.ema.update(close);
    const rsi = this.rsi.update(close);
    const macd = this.macd;
    const bands = this.bands;
    macd.update(close);
    bands.update(close);
    const atr = this.atr.update(high, low, close);
    if (!this.isReady) {
      const sum = slow + fast + rsi + macd.histogram + bands.middle + atr;
      if (sum !== sum) return;
      this.isReady = true;
    }
    if (atr > 0) {
      this.#trend = clamp((fast - slow) / atr);
      this.#momentum = clamp((4 * macd.histogram) / atr);
      this.#strength = strengthVote(rsi);
    } else {
      this.#trend = 0;
      this.#momentum = 0;
      this.#strength = 0;
    }
    const width = bands.upper - bands.middle;
    this.#band = width > 0 ? clamp((close - bands.middle) / width) : 0;
    this.score = TREND_SHARE * this.#trend + MOMENTUM_SHARE * this.#momentum + STRENGTH_SHARE * this.#strength + BAND_SHARE * this.#band;
  }

  /** Says each vote that counts in plain words, the heaviest first. */
  reasons(): string[] {
    const votes: [number, string][] = [
      [TREND_SHARE * this.#trend, `the fast average is ${this.#trend > 0 ? 'above' : 'below'} the slow one`],
      [MOMENTUM_SHARE * this.#momentum, `MACD is ${this.#momentum > 0 ? 'above' : 'below'} its signal line`],
      [STRENGTH_SHARE * this.#strength, `RSI stands at ${this.rsi.value.toFixed(0)}`],
      [BAND_SHARE * this.#band, `price is in the ${this.#band > 0 ? 'upper' : 'lower'} half of its Bollinger bands`],
    ];
    return votes
      .filter(([weight]) => Math.abs(weight) >= 0.02)
      .toSorted(([a], [b]) => Math.abs(b) - Math.abs(a))
      .map(([weight, words]) => `${words} (${weight > 0 ? '+' : '−'}${Math.abs(weight).toFixed(2)})`);
  }

  evidence(): Evidence[] {
    return [
      { name: 'RSI', value: this.rsi.value },
      { name: 'MACD histogram', value: this.macd.histogram },
      { name: 'EMA', value: this.ema.value },
      { name: 'SMA', value: this.sma.value },
      { name: 'Bollinger upper', value: this.bands.upper },
      { name: 'Bollinger lower', value: this.bands.lower },
      { name: 'ATR', value: this.atr.value },
    ];
  }
}

function strengthVote(rsi: number): number {
  if (rsi > 70) return Math.max(0, 1 - (rsi - 70) / 15);
  if (rsi < 30) return Math.min(0, -1 + (30 - rsi) / 15);
  return (rsi - 50) / 20;
}

/** Returns `value` held within −1..1. */
export function clamp(value: number): number {
  if (value > 1) return 1;
  return value < -1 ? -1 : value;
}
