import type { NetworkShape } from './network/architecture.ts';
import type { Schedule } from './train-model.ts';
import type { SamplingPlan } from './training-set.ts';

const shape: NetworkShape = { embedding: 64, filters: 48, widths: [1, 2, 3, 5], hidden: 64, attention: 16, heads: 4, mixed: 64 };
const sampling: SamplingPlan = {
  generated: 30_000,
  weightOf: (source) => (source === 'tweets' ? 1 : source === 'grammar' ? 0.5 : 1.5),
  nameMasking: 0.4,
  wordMasking: 0.04,
  smoothing: 0.06,
};
const schedule: Schedule = { epochs: 5, batchSize: 96, rate: 0.0025, dropout: 0.4 };

/** Everything that decides what the bundled model becomes, besides the data; chosen by training on part of our lines and measuring on the rest. */
export const plan = {
  sampling,
  schedule,
  networks: [1, 2, 3].map((seed) => ({ seed, shape })),
  wide: { epochs: 4, rate: 0.15, decay: 1e-5, seed: 1 },
  /** Share of the wide model in the answer. */
  wideShare: 0.3,
  temperature: 1,
} as const;
