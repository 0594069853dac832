import type { NetworkShape } from './network/architecture.ts';
import type { Sample } from './network/batch.ts';
import { Network } from './network/network.ts';
import { softmax, WideModel } from './network/wide-model.ts';
import { Random } from './random.ts';
import type { Vocabulary } from './vocabulary/vocabulary.ts';

/** How long and how fast a network is trained. */
export interface Schedule {
  readonly epochs: number;
  readonly batchSize: number;
  /** Highest step size; it falls to a twentieth along a half cosine. */
  readonly rate: number;
  /** Share of pooled channels left out. */
  readonly dropout: number;
}

/** Gives the samples of one pass; called anew for each, so that they may be varied. */
export type SampleSource = (epoch: number, random: Random) => Sample[];

/** Trains one network; `onEpoch` hears the mean loss of each pass. */
export async function trainNetwork(
  {
    shape,
    vocabulary,
    samplesOf,
    schedule,
    seed,
  }: { shape: NetworkShape; vocabulary: Vocabulary; samplesOf: SampleSource; schedule: Schedule; seed: number },
  onEpoch: (epoch: number, loss: number, network: Network) => void | Promise<void> = () => undefined,
): Promise<Network> {
  const random = new Random(seed);
  const network = await Network.create(shape, vocabulary, random);
  for (let epoch = 0; epoch < schedule.epochs; epoch += 1) {
    const batches = batchesOf(samplesOf(epoch, random), schedule.batchSize, random);
    let loss = 0;
    let weight = 0;
    for (const [at, batch] of batches.entries()) {
      const progress = (epoch + at / batches.length) / schedule.epochs;
      const warm = Math.min(1, (epoch * batches.length + at + 1) / 100);
      const rate = schedule.rate * warm * (0.05 + 0.475 * (1 + Math.cos(Math.PI * progress)));
      loss += await network.step(batch, { rate, dropout: schedule.dropout, random });
      weight += batch.reduce((sum, sample) => sum + sample.weight, 0);
    }
    await onEpoch(epoch, loss / weight, network);
  }
  return network;
}

/** Trains the wide model with falling step sizes. */
export function trainWideModel(
  vocabulary: Vocabulary,
  samplesOf: SampleSource,
  { epochs, rate, decay, seed }: { epochs: number; rate: number; decay: number; seed: number },
): WideModel {
  const random = new Random(seed);
  const model = new WideModel(vocabulary.stems);
  for (let epoch = 0; epoch < epochs; epoch += 1)
    model.train(samplesOf(epoch, random), { rate: rate * (1 - epoch / epochs), decay, random });
  return model;
}

/** Probabilities of negative, neutral, positive that a network gives. */
export async function networkProbabilities(network: Network, texts: readonly Int32Array[]): Promise<(readonly [number, number, number])[]> {
  const order = texts.map((_, at) => at).toSorted((a, b) => texts[a].length - texts[b].length);
  const rows: (readonly [number, number, number])[] = Array.from({ length: texts.length }, () => [0, 0, 0]);
  for (let from = 0; from < order.length; from += 256) {
    const part = order.slice(from, from + 256);
    const logits = await network.logits(part.map((at) => texts[at]));
    for (const [k, at] of part.entries()) rows[at] = softmax(logits.subarray(3 * k, 3 * k + 3));
  }
  return rows;
}

/** Batches of texts of like length, in random order. */
function batchesOf(samples: Sample[], size: number, random: Random): Sample[][] {
  random.shuffle(samples);
  const batches: Sample[][] = [];
  for (let from = 0; from < samples.length; from += size * 32) {
    const chunk = samples.slice(from, from + size * 32).toSorted((a, b) => a.ids.length - b.ids.length);
    for (let at = 0; at < chunk.length; at += size) batches.push(chunk.slice(at, at + size));
  }
  return random.shuffle(batches);
}
