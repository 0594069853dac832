import type { IndicatorDefinition } from '../indicator.ts';
import { autocorrelation } from './autocorrelation.ts';
import { beta } from './beta.ts';
import { correlation } from './correlation.ts';
import { hurst } from './hurst.ts';
import { kurtosis } from './kurtosis.ts';
import { meanDeviation } from './mean-deviation.ts';
import { median } from './median.ts';
import { percentRank } from './percent-rank.ts';
import { rSquared } from './r-squared.ts';
import { relativeStrength } from './relative-strength.ts';
import { skewness } from './skewness.ts';
import { slope } from './slope.ts';
import { standardErrorBands } from './standard-error-bands.ts';
import { variance } from './variance.ts';
import { zScore } from './z-score.ts';

/** Numbers that describe how price is spread and how it goes along with itself or another price. */
export const statistics: readonly IndicatorDefinition[] = [
  zScore,
  slope,
  rSquared,
  standardErrorBands,
  variance,
  meanDeviation,
  median,
  percentRank,
  skewness,
  kurtosis,
  autocorrelation,
  hurst,
  correlation,
  beta,
  relativeStrength,
];
