import { BIN_COUNT, binOf, type Reliability } from './reliability.ts';

/** A stretch is taken to have had so many outcomes already that agreed with the level above it. */
const PRIOR_OUTCOMES = 20;

/**
 * Returns the calibrated confidence for a raw one, both 0..1: how often signals of about that confidence were right. Each level
 * starts from the one above and is pulled towards its own outcomes as they come in: raw confidence → all signals → signals of
 * this instrument in this regime. A level's stretches are first made to rise, since more confidence must not mean less.
 * `levels`: from the widest to the narrowest.
 * @source Bianca Zadrozny and Charles Elkan, "Obtaining calibrated probability estimates from decision trees and naive Bayesian
 * classifiers", ICML 2001 (binning), and "Transforming classifier scores into accurate multiclass probability estimates", KDD 2002
 * (pooling of adjacent violators); the shrinkage is the mean of a beta prior worth {@link PRIOR_OUTCOMES} outcomes.
 */
export function calibrate(raw: number, levels: readonly (Reliability | undefined)[]): number {
  let estimate = (bin: number): number => (bin === binOf(raw) ? raw : (bin + 0.5) / BIN_COUNT);
  for (const level of levels) {
    if (level === undefined || level.total === 0) continue;
    const pulled = pullTowards(estimate, level);
    estimate = (bin) => pulled[bin];
  }
  return Math.min(1, Math.max(0, estimate(binOf(raw))));
}

function pullTowards(prior: (bin: number) => number, level: Reliability): Float64Array {
  const values = new Float64Array(BIN_COUNT);
  const weights = new Float64Array(BIN_COUNT);
  for (let bin = 0; bin < BIN_COUNT; bin += 1) {
    weights[bin] = PRIOR_OUTCOMES + level.count[bin];
    values[bin] = (PRIOR_OUTCOMES * prior(bin) + level.right[bin]) / weights[bin];
  }
  return rising(values, weights);
}

/** Pools neighbours that fall until none does; each pool has the weighted mean of its members. */
function rising(values: Float64Array, weights: Float64Array): Float64Array {
  const means: number[] = [];
  const sums: number[] = [];
  const sizes: number[] = [];
  for (let place = 0; place < values.length; place += 1) {
    means.push(values[place]);
    sums.push(weights[place]);
    sizes.push(1);
    while (means.length > 1 && means[means.length - 2] > means[means.length - 1]) {
      const [mean, sum, size] = [means.pop() ?? 0, sums.pop() ?? 0, sizes.pop() ?? 0];
      const last = means.length - 1;
      means[last] = (means[last] * sums[last] + mean * sum) / (sums[last] + sum);
      sums[last] += sum;
      sizes[last] += size;
    }
  }
  const pooled = new Float64Array(values.length);
  let at = 0;
  for (let pool = 0; pool < means.length; pool += 1) {
    pooled.fill(means[pool], at, at + sizes[pool]);
    at += sizes[pool];
  }
  return pooled;
}
