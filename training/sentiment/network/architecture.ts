import type { Tape, Value } from '../onnx/tape.ts';
import type { Random } from '../random.ts';

/** Sizes of the convolutional network. */
export interface NetworkShape {
  /** Channels of an embedded token. */
  readonly embedding: number;
  /** Channels of each convolution. */
  readonly filters: number;
  /** Widths of the convolutions over neighbouring tokens. */
  readonly widths: readonly number[];
  /** Channels of the dense layer. */
  readonly hidden: number;
}

/** A matrix or vector that training moves. */
export interface Parameter {
  readonly name: string;
  readonly dims: readonly number[];
  readonly values: Float32Array;
}

/** What the network reads: embedded[B,T,E], and of each token [B,T,1] its weight in means and its floor in maxima. */
export interface NetworkInputs {
  readonly embedded: Value;
  readonly meanWeight: Value;
  readonly floor: Value;
  /** Keeps or drops dense channels [B,pooled] in training; absent afterwards. */
  readonly keep?: Value;
}

/** The parameters, drawn at random with the spread that keeps activations level. @source He et al. 2015, arXiv 1502.01852 */
export function initialParameters(shape: NetworkShape, random: Random): Parameter[] {
  const { embedding, filters, widths, hidden } = shape;
  const pooled = pooledChannels(shape);
  return [
    ...widths.flatMap((width) => [
      matrix(`conv${width}.w`, width * embedding, filters, random),
      { name: `conv${width}.b`, dims: [filters], values: new Float32Array(filters) },
    ]),
    matrix('dense.w', pooled, hidden, random),
    { name: 'dense.b', dims: [hidden], values: new Float32Array(hidden) },
    matrix('out.w', hidden, 3, random),
    { name: 'out.b', dims: [3], values: new Float32Array(3) },
  ];
}

/** Channels of a text after pooling. */
export function pooledChannels({ filters, widths }: NetworkShape): number {
  return 2 * filters * widths.length;
}

/** Appends the network to the tape: convolutions of several widths, largest and mean over the tokens, a dense layer; gives logits[B,3]. */
export function buildNetwork(tape: Tape, shape: NetworkShape, inputs: NetworkInputs, parameter: (name: string) => Value): Value {
  const { embedding, filters, widths, hidden } = shape;
  const parts: [Value, number][] = [];
  for (const width of widths) {
    const first = -Math.floor((width - 1) / 2);
    const window = Array.from({ length: width }, (_, k): [Value, number] => [tape.shift(inputs.embedded, -(first + k)), embedding]);
    const spread = width === 1 ? inputs.embedded : tape.concatenate(window);
    const linear = tape.project(spread, parameter(`conv${width}.w`), width * embedding, filters);
    const active = tape.relu(tape.bias(linear, parameter(`conv${width}.b`), filters));
    parts.push([tape.maximum(active, inputs.floor), filters], [tape.weightedSum(active, inputs.meanWeight), filters]);
  }
  let pooled = tape.concatenate(parts);
  if (inputs.keep !== undefined) pooled = tape.scale(pooled, inputs.keep);
  const dense = tape.relu(
    tape.bias(tape.project(pooled, parameter('dense.w'), pooledChannels(shape), hidden), parameter('dense.b'), hidden),
  );
  return tape.bias(tape.project(dense, parameter('out.w'), hidden, 3), parameter('out.b'), 3);
}

function matrix(name: string, inputs: number, outputs: number, random: Random): Parameter {
  const spread = Math.sqrt(6 / inputs) * 0.7;
  return { name, dims: [inputs, outputs], values: Float32Array.from({ length: inputs * outputs }, () => (2 * random.next() - 1) * spread) };
}
