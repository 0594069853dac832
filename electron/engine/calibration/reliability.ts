/** How often forecasts of one stretch of confidence came true. */
export interface BinTally {
  readonly count: number;
  readonly right: number;
  readonly confidenceSum: number;
}

export const BIN_COUNT = 10;

/** A record as plain data. */
export interface ReliabilitySnapshot {
  readonly count: readonly number[];
  readonly right: readonly number[];
  readonly confidence: readonly number[];
  readonly brierSum: number;
}

/** Returns the place of the bin that a confidence, 0..1, falls into. */
export function binOf(confidence: number): number {
  return Math.min(BIN_COUNT - 1, Math.max(0, Math.floor(confidence * BIN_COUNT)));
}

/**
 * What became of forecasts, by their confidence in ten stretches of a tenth each, and the sum of their Brier scores.
 * @source Glenn W. Brier, "Verification of Forecasts Expressed in Terms of Probability", Monthly Weather Review 78 (1950).
 */
export class Reliability {
  readonly count = new Float64Array(BIN_COUNT);
  readonly right = new Float64Array(BIN_COUNT);
  readonly confidence = new Float64Array(BIN_COUNT);
  /** Sum of squared distances between confidence and outcome. */
  brierSum = 0;
  total = 0;
  totalRight = 0;

  /** `confidence`: 0..1, as it was said before the outcome was known. */
  add(confidence: number, isRight: boolean): void {
    const bin = binOf(confidence);
    const miss = confidence - (isRight ? 1 : 0);
    this.count[bin] += 1;
    this.confidence[bin] += confidence;
    this.brierSum += miss * miss;
    this.total += 1;
    if (!isRight) return;
    this.right[bin] += 1;
    this.totalRight += 1;
  }

  /** Mean Brier score, 0 best, 1 worst; `null` before the first outcome. */
  get brier(): number | null {
    return this.total === 0 ? null : this.brierSum / this.total;
  }

  /** Part of all forecasts that came true; `null` before the first outcome. */
  get rightRatio(): number | null {
    return this.total === 0 ? null : this.totalRight / this.total;
  }

  get meanConfidence(): number | null {
    if (this.total === 0) return null;
    let sum = 0;
    for (let bin = 0; bin < BIN_COUNT; bin += 1) sum += this.confidence[bin];
    return sum / this.total;
  }

  snapshot(): ReliabilitySnapshot {
    const { brierSum } = this;
    return { count: [...this.count], right: [...this.right], confidence: [...this.confidence], brierSum };
  }

  restore({ count, right, confidence, brierSum }: ReliabilitySnapshot): void {
    this.count.set(count);
    this.right.set(right);
    this.confidence.set(confidence);
    this.brierSum = brierSum;
    this.total = count.reduce((sum, value) => sum + value, 0);
    this.totalRight = right.reduce((sum, value) => sum + value, 0);
  }

  bin(place: number): BinTally {
    return { count: this.count[place], right: this.right[place], confidenceSum: this.confidence[place] };
  }
}

/** Two-sided 95 % of the normal distribution. */
const Z = 1.959963984540054;

/**
 * Returns the interval that the true ratio lies in with 95 % confidence, when `right` of `count` came true; `count` at least 1.
 * @source Edwin B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22 (1927).
 */
export function wilsonInterval(right: number, count: number): { readonly low: number; readonly high: number } {
  const ratio = right / count;
  const spread = (Z * Z) / count;
  const centre = (ratio + spread / 2) / (1 + spread);
  const reach = (Z / (1 + spread)) * Math.sqrt((ratio * (1 - ratio)) / count + spread / (4 * count));
  return { low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
}
