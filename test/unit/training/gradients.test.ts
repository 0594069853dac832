import { expect, it } from 'vitest';
import { initialParameters, type NetworkShape } from '../../../training/sentiment/network/architecture.ts';
import { batchOf } from '../../../training/sentiment/network/batch.ts';
import { trainingGraph } from '../../../training/sentiment/network/network-graphs.ts';
import { floats, openSession, type RuntimeTensor } from '../../../training/sentiment/onnx/runtime.ts';
import { Random } from '../../../training/sentiment/random.ts';

const shape: NetworkShape = { embedding: 4, filters: 3, widths: [1, 2, 3], hidden: 5, attention: 3, heads: 2, mixed: 4 };

it('gives the gradients that finite differences give', async () => {
  const random = new Random(5);
  const parameters = initialParameters(shape, random);
  const session = await openSession(trainingGraph(shape, parameters));
  const batch = batchOf([Int32Array.of(2, 5, 6, 7, 8, 9), Int32Array.of(2, 9, 4, 4)]);
  const embedded = Float32Array.from({ length: batch.ids.length * shape.embedding }, () => random.next() - 0.5);
  const arrays = new Map([['embedded', embedded], ...parameters.map(({ name, values }): [string, Float32Array] => [name, values])]);
  const dims = new Map<string, readonly number[]>([
    ['embedded', [batch.size, batch.length, shape.embedding]],
    ...parameters.map(({ name, dims }): [string, readonly number[]] => [name, dims]),
  ]);
  const pooled = 2 * shape.filters * shape.widths.length + 2 * shape.mixed;
  const run = (): Promise<Readonly<Record<string, RuntimeTensor>>> => {
    const feeds: Record<string, RuntimeTensor> = {
      meanWeight: floats(batch.meanWeight, [2, batch.length, 1]),
      floor: floats(batch.floor, [2, batch.length, 1]),
      keep: floats(new Float32Array(2 * pooled).fill(1), [2, pooled]),
      target: floats(Float32Array.of(0.9, 0.05, 0.05, 0.1, 0.2, 0.7), [2, 3]),
      weight: floats(Float32Array.of(0.5, 1.5), [2, 1]),
    };
    for (const [name, values] of arrays) feeds[name] = floats(values, dims.get(name) ?? []);
    return session.run(feeds);
  };
  const gradients = await run();
  const lossOf = async (): Promise<number> => (await run())['loss'].data[0];
  const step = 5e-4;
  for (const [name, values] of arrays) {
    const slopes = gradients[`d:${name}`].data;
    const scale = slopes.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0.05);
    for (let trial = 0; trial < 6; trial += 1) {
      const at = random.below(name === 'embedded' ? 4 * shape.embedding : values.length);
      const kept = values[at];
      values[at] = kept + step;
      const above = await lossOf();
      values[at] = kept - step;
      const below = await lossOf();
      values[at] = kept;
      const error = Math.abs((above - below) / (2 * step) - slopes[at]);
      // A step may carry one token over the corner of a ReLU.
      expect({ name, at, isClose: error < 0.05 * scale }).toEqual({ name, at, isClose: true });
    }
  }
});
