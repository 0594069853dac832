import type { IndicatorDefinition } from '../indicator.ts';
import { alma } from './alma.ts';
import { dema } from './dema.ts';
import { ema } from './ema.ts';
import { envelope } from './envelope.ts';
import { frama } from './frama.ts';
import { guppy } from './guppy.ts';
import { hma } from './hma.ts';
import { kama } from './kama.ts';
import { lsma } from './lsma.ts';
import { mcginley } from './mcginley.ts';
import { sma } from './sma.ts';
import { smma } from './smma.ts';
import { superSmoother } from './super-smoother.ts';
import { swma } from './swma.ts';
import { t3 } from './t3.ts';
import { tema } from './tema.ts';
import { trima } from './trima.ts';
import { vidya } from './vidya.ts';
import { vwma } from './vwma.ts';
import { wma } from './wma.ts';
import { zlema } from './zlema.ts';

/** Moving averages. */
export const averages: readonly IndicatorDefinition[] = [
  sma,
  ema,
  wma,
  smma,
  vwma,
  hma,
  dema,
  tema,
  t3,
  zlema,
  alma,
  kama,
  vidya,
  frama,
  mcginley,
  lsma,
  trima,
  swma,
  superSmoother,
  envelope,
  guppy,
];
