import type { IndicatorDefinition } from '../indicator.ts';
import { adl } from './adl.ts';
import { anchoredVwap } from './anchored-vwap.ts';
import { chaikinOscillator } from './chaikin-oscillator.ts';
import { cmf } from './cmf.ts';
import { emv } from './emv.ts';
import { forceIndex } from './force-index.ts';
import { kvo } from './kvo.ts';
import { mfi } from './mfi.ts';
import { nvi } from './nvi.ts';
import { obv } from './obv.ts';
import { pvi } from './pvi.ts';
import { pvo } from './pvo.ts';
import { pvt } from './pvt.ts';
import { relativeVolume } from './relative-volume.ts';
import { sessionVwap } from './session-vwap.ts';
import { twiggsMoneyFlow } from './twiggs-money-flow.ts';
import { upDownVolume } from './up-down-volume.ts';
import { volumeAverage } from './volume-average.ts';
import { vwap } from './vwap.ts';
import { vwapBands } from './vwap-bands.ts';
import { williamsAd } from './williams-ad.ts';

/** What volume says about price. */
export const volume: readonly IndicatorDefinition[] = [
  vwap,
  sessionVwap,
  anchoredVwap,
  vwapBands,
  volumeAverage,
  relativeVolume,
  obv,
  adl,
  williamsAd,
  pvt,
  mfi,
  cmf,
  twiggsMoneyFlow,
  chaikinOscillator,
  forceIndex,
  emv,
  kvo,
  pvo,
  nvi,
  pvi,
  upDownVolume,
];
