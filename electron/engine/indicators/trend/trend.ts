import type { IndicatorDefinition } from '../indicator.ts';
import { adx } from './adx.ts';
import { adxr } from './adxr.ts';
import { alligator } from './alligator.ts';
import { aroon } from './aroon.ts';
import { aroonOscillator } from './aroon-oscillator.ts';
import { chandeKrollStop } from './chande-kroll-stop.ts';
import { choppiness } from './choppiness.ts';
import { gator } from './gator.ts';
import { ichimoku } from './ichimoku.ts';
import { linearRegressionChannel } from './linear-regression-channel.ts';
import { massIndex } from './mass-index.ts';
import { movingAverageCross } from './moving-average-cross.ts';
import { psar } from './psar.ts';
import { qstick } from './qstick.ts';
import { randomWalkIndex } from './random-walk-index.ts';
import { supertrend } from './supertrend.ts';
import { trendIntensity } from './trend-intensity.ts';
import { trix } from './trix.ts';
import { vhf } from './vhf.ts';
import { volatilityStop } from './volatility-stop.ts';
import { vortex } from './vortex.ts';

/** Which way price goes, and how firmly. */
export const trend: readonly IndicatorDefinition[] = [
  adx,
  adxr,
  aroon,
  aroonOscillator,
  supertrend,
  psar,
  volatilityStop,
  chandeKrollStop,
  ichimoku,
  alligator,
  gator,
  movingAverageCross,
  vortex,
  trix,
  randomWalkIndex,
  choppiness,
  vhf,
  trendIntensity,
  massIndex,
  qstick,
  linearRegressionChannel,
];
