import { exhaustive } from '../../../../shared/base/assert.ts';
import { type RegimeLabel, type RegimeReading, regimeLabels } from '../../../../shared/domain/regime.ts';
import type { Evidence } from '../../../../shared/domain/signal.ts';
import { analysisWords } from '../../../../shared/words/analysis.ts';
import { Ema } from '../../indicators/averages/ema.ts';
import { exp, log } from '../../kernel/math.ts';
import { clamp, toThousandths } from '../score.ts';
import { type RegimeFeatures, RegimeFilter } from './regime-filter.ts';

const WINDOW = 20;
/** Bars over which a fall is measured. */
const DRIFT_WINDOW = 10;
const SQRT_DRIFT_WINDOW = Math.sqrt(DRIFT_WINDOW);
/** Bars of the average that true ranges are held against. */
export const LONG_WINDOW = 100;

/** A label gives way to one that is at least this likely and leads by so much, so that it doesn't flicker. */
const ENTER = 0.55;
const LEAD = 0.2;

const TREND = regimeLabels.indexOf('trend');
const RANGE = regimeLabels.indexOf('range');
const PANIC = regimeLabels.indexOf('panic');

/**
 * How the market behaves, as probabilities of four regimes, and what that says of the direction. Seen are: efficiency, the way
 * price got in 20 bars ÷ the way it went (0..1); expansion, the average true range now ÷ its average over 100 bars; drift, the
 * change over ten bars in usual ranges, per square root of the bars. {@link RegimeFilter} turns them into probabilities.
 * Trend says: go with it, by efficiency. Range says: lean against the edge of the bands, at half weight. Volatile says nothing
 * either way. Panic says: do not buy into it. Each counts by its probability.
 * @source Perry J. Kaufman, "Smarter Trading", 1995 (efficiency ratio).
 */
export class RegimeAnalysis {
  score = 0;
  isReady = false;
  /** The place of the label among all labels. */
  labelIndex = RANGE;
  /** Bars since the label came into force. */
  bars = 0;
  readonly features: RegimeFeatures = { efficiency: 0, expansion: 0, drift: 0 };
  readonly #filter = new RegimeFilter();
  readonly #closes = new Float64Array(WINDOW + 1);
  readonly #longRange = new Ema(LONG_WINDOW);
  #next = 0;
  #count = 0;
  #path = 0;
  #closeBefore = Number.NaN;
  #net = 0;

  get probabilities(): Float64Array {
    return this.#filter.probabilities;
  }

  get label(): RegimeLabel {
    return regimeLabels[this.labelIndex];
  }

  /** `atr`, `middle` and `upper` are those of the technical analysis after the same bar. */
  update(close: number, atr: number, middle: number, upper: number): void {
    const closes = this.#closes;
    const oldest = closes[this.#next];
    closes[this.#next] = close;
    this.#next = this.#next + 1 === closes.length ? 0 : this.#next + 1;
    if (this.#count > 0) this.#path += Math.abs(close - this.#closeBefore);
    this.#closeBefore = close;
    if (this.#count < closes.length) {
      this.#count += 1;
      if (this.#count < closes.length) return;
    } else {
      this.#path -= Math.abs(closes[this.#next] - oldest);
    }
    if (this.#next === 0) this.#formPathAnew();
    if (atr !== atr) return;
    // Before there is a long average, bars are as large as usual.
    const long = this.#longRange.update(atr);
    const usual = long === long ? long : atr;
    this.isReady = middle === middle;
    this.#measure(close, atr, usual);
    this.#filter.update(this.features);
    this.#relabel();
    this.#rescore(close, middle, upper);
  }

  reading(): RegimeReading {
    return { label: this.label, probabilities: Array.from(this.probabilities, toThousandths), bars: this.bars };
  }

  reasons(): string[] {
    const figures = { efficiency: this.features.efficiency.toFixed(2), bars: String(WINDOW) };
    const share = `${(this.probabilities[this.labelIndex] * 100).toFixed(0)} %`;
    const sure = `${share} sure`;
    switch (this.label) {
      case 'trend':
        return [analysisWords.trending({ ...figures, direction: this.#net > 0 ? 'up' : 'down', sure: share })];
      case 'range':
        return [analysisWords.ranging({ ...figures, sure: share }), analysisWords['range-edge']];
      case 'volatile':
        return [`bars are ${this.#timesUsual()} times as large as usual (${sure}), so direction says little`];
      case 'panic':
        return [`price falls far faster than usual in bars ${this.#timesUsual()} times as large (${sure}), so nothing is bought into it`];
      default:
        return exhaustive(this.label);
    }
  }

  evidence(): Evidence[] {
    const { efficiency, expansion, drift } = this.features;
    return [
      { name: 'Efficiency', value: efficiency },
      { name: 'Expansion (log)', value: expansion },
      { name: 'Drift in ranges', value: drift },
      ...regimeLabels.map((label, place) => ({ name: `Probability of ${label}`, value: toThousandths(this.probabilities[place]) })),
    ];
  }

  #measure(close: number, atr: number, usual: number): void {
    const { features } = this;
    const closes = this.#closes;
    this.#net = close - closes[this.#next];
    features.efficiency = this.#path > 0 ? Math.min(1, Math.abs(this.#net) / this.#path) : 0;
    features.expansion = usual > 0 && atr > 0 ? within(log(atr / usual), 1.5) : 0;
    const back = this.#next - 1 - DRIFT_WINDOW;
    const earlier = closes[back < 0 ? back + closes.length : back];
    features.drift = usual > 0 ? within((close - earlier) / (usual * SQRT_DRIFT_WINDOW), 5) : 0;
  }

  #relabel(): void {
    const { probabilities } = this;
    let best = 0;
    for (let state = 1; state < probabilities.length; state += 1) if (probabilities[state] > probabilities[best]) best = state;
    const held = this.labelIndex;
    this.bars += 1;
    if (best === held || probabilities[best] < ENTER || probabilities[best] - probabilities[held] < LEAD) return;
    this.labelIndex = best;
    this.bars = 1;
  }

  #rescore(close: number, middle: number, upper: number): void {
    const { probabilities } = this;
    const width = upper - middle;
    const follow = clamp((this.#net > 0 ? 1.5 : -1.5) * this.features.efficiency);
    const lean = width > 0 ? -0.5 * clamp((close - middle) / width) : 0;
    this.score = probabilities[TREND] * follow + probabilities[RANGE] * lean - 0.6 * probabilities[PANIC];
  }

  #timesUsual(): string {
    return exp(this.features.expansion).toFixed(1);
  }

  #formPathAnew(): void {
    const closes = this.#closes;
    let path = 0;
    for (let i = 1; i < closes.length; i += 1) path += Math.abs(closes[i] - closes[i - 1]);
    this.#path = path;
  }
}

/** Returns `value` held within −`most`..`most`: beyond that it says no more. */
function within(value: number, most: number): number {
  if (value > most) return most;
  return value < -most ? -most : value;
}
