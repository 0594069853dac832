import { floats, openSession, type RuntimeSession, type RuntimeTensor } from '../onnx/runtime.ts';
import type { Random } from '../random.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { Adam } from './adam.ts';
import { initialParameters, type NetworkShape, type Parameter, pooledChannels } from './architecture.ts';
import { type Batch, batchOf, type Sample } from './batch.ts';
import { forwardGraph, trainingGraph } from './network-graphs.ts';

/** A network in training: its arrays, the graph that gives loss and gradients, and the steps that move the arrays. */
export class Network {
  readonly shape: NetworkShape;
  readonly parameters: readonly Parameter[];
  /** Row of each piece [pieces, E], to which the row of its stem is added. */
  readonly words: Float32Array;
  readonly stemRows: Float32Array;
  readonly #stems: Int32Array;
  readonly #training: RuntimeSession;
  readonly #forward: RuntimeSession;
  readonly #movers: readonly Adam[];
  readonly #wordMover: Adam;
  readonly #stemMover: Adam;

  private constructor(
    shape: NetworkShape,
    parameters: readonly Parameter[],
    vocabulary: Vocabulary,
    tables: readonly Float32Array[],
    sessions: readonly RuntimeSession[],
  ) {
    this.shape = shape;
    this.parameters = parameters;
    [this.words, this.stemRows] = tables;
    this.#stems = vocabulary.stems;
    [this.#training, this.#forward] = sessions;
    this.#movers = parameters.map(({ values }) => new Adam(values, 0.01));
    this.#wordMover = new Adam(this.words, 0.02);
    this.#stemMover = new Adam(this.stemRows, 0.005);
  }

  static async create(shape: NetworkShape, vocabulary: Vocabulary, random: Random, threads = 1): Promise<Network> {
    const parameters = initialParameters(shape, random);
    const table = (spread: number): Float32Array =>
      Float32Array.from({ length: vocabulary.size * shape.embedding }, () => (2 * random.next() - 1) * spread);
    const sessions = [
      await openSession(trainingGraph(shape, parameters), threads),
      await openSession(forwardGraph(shape, parameters), threads),
    ];
    return new Network(shape, parameters, vocabulary, [table(0.05), table(0.25)], sessions);
  }

  /** Logits [texts, 3] of token ids. */
  async logits(texts: readonly Int32Array[]): Promise<Float32Array> {
    const batch = batchOf(texts);
    const { logits } = await this.#forward.run(this.#feeds(batch, this.#embed(batch)));
    return logits.data;
  }

  /** Takes one step on the samples and gives their summed loss. `dropout` is the share of pooled channels left out. */
  async step(samples: readonly Sample[], { rate, dropout, random }: { rate: number; dropout: number; random: Random }): Promise<number> {
    const batch = batchOf(samples.map(({ ids }) => ids));
    const pooled = pooledChannels(this.shape);
    const keep = new Float32Array(batch.size * pooled);
    for (let at = 0; at < keep.length; at += 1) keep[at] = random.isLucky(dropout) ? 0 : 1 / (1 - dropout);
    const total = samples.reduce((sum, { weight }) => sum + weight, 0);
    const results = await this.#training.run({
      ...this.#feeds(batch, this.#embed(batch)),
      keep: floats(keep, [batch.size, pooled]),
      target: floats(Float32Array.from(samples.flatMap(({ target }) => target)), [batch.size, 3]),
      weight: floats(
        Float32Array.from(samples, ({ weight }) => weight / total),
        [batch.size, 1],
      ),
    });
    for (const [k, { name }] of this.parameters.entries()) {
      this.#movers[k].begin();
      this.#movers[k].move(0, results[`d:${name}`].data, rate);
    }
    this.#moveRows(batch, results['d:embedded'].data, rate);
    return results['loss'].data[0] * total;
  }

  /** Rows of pieces with their stems' added: the table that the exported graph reads. */
  table(): Float32Array {
    const { embedding } = this.shape;
    return this.words.map((value, at) => {
      const piece = Math.floor(at / embedding);
      return value + this.stemRows[this.#stems[piece] * embedding + (at % embedding)];
    });
  }

  #embed(batch: Batch): Float32Array {
    const { embedding } = this.shape;
    const embedded = new Float32Array(batch.ids.length * embedding);
    for (const [token, id] of batch.ids.entries()) {
      if (id === 0) continue;
      const [word, stem, to] = [id * embedding, this.#stems[id] * embedding, token * embedding];
      for (let e = 0; e < embedding; e += 1) embedded[to + e] = this.words[word + e] + this.stemRows[stem + e];
    }
    return embedded;
  }

  #feeds(batch: Batch, embedded: Float32Array): Record<string, RuntimeTensor> {
    const feeds: Record<string, RuntimeTensor> = {
      embedded: floats(embedded, [batch.size, batch.length, this.shape.embedding]),
      meanWeight: floats(batch.meanWeight, [batch.size, batch.length, 1]),
      floor: floats(batch.floor, [batch.size, batch.length, 1]),
    };
    for (const { name, values, dims } of this.parameters) feeds[name] = floats(values, dims);
    return feeds;
  }

  #moveRows(batch: Batch, slopes: Float32Array, rate: number): void {
    const { embedding } = this.shape;
    const gather = (rowOf: (id: number) => number): Map<number, Float32Array> => {
      const rows = new Map<number, Float32Array>();
      for (const [token, id] of batch.ids.entries()) {
        if (id === 0) continue;
        const key = rowOf(id);
        let row = rows.get(key);
        if (row === undefined) rows.set(key, (row = new Float32Array(embedding)));
        for (let e = 0; e < embedding; e += 1) row[e] += slopes[token * embedding + e];
      }
      return rows;
    };
    this.#wordMover.begin();
    for (const [id, row] of gather((id) => id)) this.#wordMover.move(id * embedding, row, rate);
    this.#stemMover.begin();
    for (const [stem, row] of gather((id) => this.#stems[id])) this.#stemMover.move(stem * embedding, row, rate);
  }
}
