import type { IndicatorDefinition } from '../indicator.ts';
import { ac } from './ac.ts';
import { ao } from './ao.ts';
import { apo } from './apo.ts';
import { bop } from './bop.ts';
import { cci } from './cci.ts';
import { cmo } from './cmo.ts';
import { connorsRsi } from './connors-rsi.ts';
import { coppock } from './coppock.ts';
import { dpo } from './dpo.ts';
import { efficiencyRatio } from './efficiency-ratio.ts';
import { elderRay } from './elder-ray.ts';
import { fastStochastic } from './fast-stochastic.ts';
import { fisher } from './fisher.ts';
import { inertia } from './inertia.ts';
import { kst } from './kst.ts';
import { macd } from './macd.ts';
import { mom } from './mom.ts';
import { pmo } from './pmo.ts';
import { ppo } from './ppo.ts';
import { psychologicalLine } from './psychological-line.ts';
import { qqe } from './qqe.ts';
import { relativeVigor } from './relative-vigor.ts';
import { roc } from './roc.ts';
import { rsi } from './rsi.ts';
import { smi } from './smi.ts';
import { stc } from './stc.ts';
import { stochastic } from './stochastic.ts';
import { stochrsi } from './stochrsi.ts';
import { tsi } from './tsi.ts';
import { uo } from './uo.ts';
import { williamsR } from './williams-r.ts';

/** Momentum and oscillators. */
export const momentum: readonly IndicatorDefinition[] = [
  rsi,
  macd,
  stochastic,
  fastStochastic,
  stochrsi,
  connorsRsi,
  cci,
  williamsR,
  roc,
  mom,
  ppo,
  apo,
  pmo,
  tsi,
  uo,
  ao,
  ac,
  cmo,
  fisher,
  dpo,
  kst,
  coppock,
  bop,
  relativeVigor,
  stc,
  qqe,
  elderRay,
  smi,
  psychologicalLine,
  inertia,
  efficiencyRatio,
];
