import type { IndicatorDefinition } from '../indicator.ts';
import { accelerationBands } from './acceleration-bands.ts';
import { atr } from './atr.ts';
import { averageRange } from './average-range.ts';
import { bandwidth } from './bandwidth.ts';
import { bollinger } from './bollinger.ts';
import { chaikinVolatility } from './chaikin-volatility.ts';
import { chandelierExit } from './chandelier-exit.ts';
import { donchian } from './donchian.ts';
import { garmanKlass } from './garman-klass.ts';
import { historicalVolatility } from './historical-volatility.ts';
import { keltner } from './keltner.ts';
import { natr } from './natr.ts';
import { parkinson } from './parkinson.ts';
import { percentB } from './percent-b.ts';
import { relativeVolatility } from './relative-volatility.ts';
import { rogersSatchell } from './rogers-satchell.ts';
import { standardDeviation } from './standard-deviation.ts';
import { starcBands } from './starc-bands.ts';
import { trueRange } from './true-range.ts';
import { ulcerIndex } from './ulcer-index.ts';

/** How restless price is. */
export const volatility: readonly IndicatorDefinition[] = [
  atr,
  natr,
  trueRange,
  averageRange,
  bollinger,
  percentB,
  bandwidth,
  keltner,
  donchian,
  starcBands,
  accelerationBands,
  chandelierExit,
  standardDeviation,
  historicalVolatility,
  parkinson,
  garmanKlass,
  rogersSatchell,
  chaikinVolatility,
  relativeVolatility,
  ulcerIndex,
];
