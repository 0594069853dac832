import { regimeLabels } from '../../../../shared/domain/regime.ts';
import { exp, log } from '../../kernel/math.ts';

/** What one bar shows of the market's behaviour; see `RegimeAnalysis` for how each is measured. */
export interface RegimeFeatures {
  /** 0..1. */
  efficiency: number;
  /** Natural logarithm of the range now ÷ the usual range, −1.5..1.5. */
  expansion: number;
  /** Change over ten bars in usual ranges, −5..5; negative is a fall. */
  drift: number;
}

/** Mean and standard deviation of each feature while a regime holds, in the order of the labels. */
const EMISSIONS: readonly (readonly (readonly [mean: number, deviation: number])[])[] = [
  // efficiency, expansion, drift
  [
    [0.55, 0.25],
    [0.05, 0.3],
    [0, 2],
  ],
  [
    [0.15, 0.11],
    [-0.1, 0.25],
    [0, 0.6],
  ],
  [
    [0.2, 0.16],
    [0.65, 0.28],
    [0, 1.2],
  ],
  [
    [0.6, 0.25],
    [0.7, 0.3],
    [-3.5, 1],
  ],
];

/** How likely each regime is followed by each at the next bar; rows and columns in the order of the labels. */
const TRANSITIONS: readonly (readonly number[])[] = [
  [0.955, 0.03, 0.012, 0.003],
  [0.03, 0.955, 0.012, 0.003],
  [0.03, 0.03, 0.93, 0.01],
  [0.03, 0.01, 0.06, 0.9],
];

const STATES = regimeLabels.length;
const FEATURES = 3;

/** The same numbers one after the other, since this runs at every bar: means, and 1 ÷ deviation, by state and feature. */
const MEANS = Float64Array.from(EMISSIONS.flatMap((features) => features.map(([mean]) => mean)));
const SHARPNESS = Float64Array.from(EMISSIONS.flatMap((features) => features.map(([, deviation]) => 1 / deviation)));
/** Sum of −ln deviation per state: wide regimes make every single value less likely. */
const LOG_WIDTHS = Float64Array.from(EMISSIONS, (features) => -features.reduce((sum, [, deviation]) => sum + log(deviation), 0));
/** How likely each state comes from each, by the state that is gone to. */
const ARRIVALS = Float64Array.from(regimeLabels.flatMap((_, to) => TRANSITIONS.map((from) => from[to])));

/** Below this a regime counts as impossible; it is kept above so that it can come back. */
const LEAST = 1e-4;
/** e to this is far below it. */
const FAR = -12;

/**
 * The forward filter of a hidden Markov model with four regimes: how likely each is, given all bars so far. Features are taken as
 * independent and normal within a regime. The parameters are set by hand, for features that have no scale, and never fitted, so
 * that the same bars give the same label on every machine and in every version of this table.
 * @source James D. Hamilton, "A New Approach to the Economic Analysis of Nonstationary Time Series and the Business Cycle",
 * Econometrica 57 (1989); the recursion is equation 4, without its smoothing backwards, which would look ahead.
 */
export class RegimeFilter {
  /** 0..1, together 1, in the order of the labels. */
  readonly probabilities = new Float64Array(STATES).fill(1 / STATES);
  readonly #likelihoods = new Float64Array(STATES);
  readonly #before = new Float64Array(STATES);

  update({ efficiency, expansion, drift }: RegimeFeatures): void {
    const { probabilities } = this;
    const likelihoods = this.#likelihoods;
    const before = this.#before;
    let best = -Infinity;
    for (let state = 0; state < STATES; state += 1) {
      const at = state * FEATURES;
      const a = (efficiency - MEANS[at]) * SHARPNESS[at];
      const b = (expansion - MEANS[at + 1]) * SHARPNESS[at + 1];
      const c = (drift - MEANS[at + 2]) * SHARPNESS[at + 2];
      const likelihood = LOG_WIDTHS[state] - (a * a + b * b + c * c) / 2;
      likelihoods[state] = likelihood;
      if (likelihood > best) best = likelihood;
      before[state] = probabilities[state];
    }
    let sum = 0;
    for (let state = 0; state < STATES; state += 1) {
      let prior = 0;
      for (let from = 0; from < STATES; from += 1) prior += before[from] * ARRIVALS[state * STATES + from];
      const distance = likelihoods[state] - best;
      const weight = distance > FAR ? Math.max(LEAST, prior * exp(distance)) : LEAST;
      probabilities[state] = weight;
      sum += weight;
    }
    for (let state = 0; state < STATES; state += 1) probabilities[state] /= sum;
  }
}
