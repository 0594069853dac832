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
  /** Channels of each attention head over the convolved tokens. */
  readonly attention: number;
  readonly heads: number;
  /** Channels of a token after attention. */
  readonly mixed: number;
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
  const { embedding, filters, widths, hidden, attention, heads, mixed } = shape;
  const pooled = pooledChannels(shape);
  const wide = filters * widths.length;
  return [
    ...Array.from({ length: heads }, (_, h) => [
      matrix(`head${h}.q`, wide, attention, random),
      matrix(`head${h}.k`, wide, attention, random),
      matrix(`head${h}.v`, wide, attention, random),
    ]).flat(),
    ...(heads > 0
      ? [matrix('mix.w', wide + heads * attention, mixed, random), { name: 'mix.b', dims: [mixed], values: new Float32Array(mixed) }]
      : []),
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
export function pooledChannels({ filters, widths, heads, mixed }: NetworkShape): number {
  return 2 * filters * widths.length + (heads > 0 ? 2 * mixed : 0);
}

/**
 * Appends the network to the tape: convolutions of several widths, heads of attention over what they found, largest and mean over the
 * tokens, a dense layer; gives logits[B,3]. @source Kim 2014, arXiv 1408.5882; Vaswani et al. 2017, arXiv 1706.03762
 */
export function buildNetwork(tape: Tape, shape: NetworkShape, inputs: NetworkInputs, parameter: (name: string) => Value): Value {
  const { filters, widths, hidden, mixed } = shape;
  const convolved = widths.map((width): [Value, number] => [convolution(tape, shape, width, inputs, parameter), filters]);
  const tokens: [Value, number][] = [...convolved];
  if (shape.heads > 0) tokens.push([attended(tape, shape, tape.concatenate(convolved), inputs, parameter), mixed]);
  const parts = tokens.flatMap(([value, channels]): [Value, number][] => [
    [tape.maximum(value, inputs.floor), channels],
    [tape.weightedSum(value, inputs.meanWeight), channels],
  ]);
  let pooled = tape.concatenate(parts);
  if (inputs.keep !== undefined) pooled = tape.scale(pooled, inputs.keep);
  const dense = tape.relu(
    tape.bias(tape.project(pooled, parameter('dense.w'), pooledChannels(shape), hidden), parameter('dense.b'), hidden),
  );
  return tape.bias(tape.project(dense, parameter('out.w'), hidden, 3), parameter('out.b'), 3);
}

/** [B,T,filters] of what `width` neighbouring tokens say together. */
function convolution(tape: Tape, shape: NetworkShape, width: number, inputs: NetworkInputs, parameter: (name: string) => Value): Value {
  const { embedding, filters } = shape;
  const first = -Math.floor((width - 1) / 2);
  const window = Array.from({ length: width }, (_, k): [Value, number] => [tape.shift(inputs.embedded, -(first + k)), embedding]);
  const spread = width === 1 ? inputs.embedded : tape.concatenate(window);
  const linear = tape.project(spread, parameter(`conv${width}.w`), width * embedding, filters);
  return tape.relu(tape.bias(linear, parameter(`conv${width}.b`), filters));
}

/** [B,T,mixed] of each token with what its heads looked for elsewhere in the text. */
function attended(tape: Tape, shape: NetworkShape, tokens: Value, inputs: NetworkInputs, parameter: (name: string) => Value): Value {
  const { filters, widths, attention, heads, mixed } = shape;
  const wide = filters * widths.length;
  const column = tape.turn(inputs.floor);
  const seen = Array.from({ length: heads }, (_, h): [Value, number] => {
    const [query, key, value] = ['q', 'k', 'v'].map((role) => tape.project(tokens, parameter(`head${h}.${role}`), wide, attention));
    const match = tape.scale(tape.product(query, tape.turn(key)), { name: tape.graph.scalar(1 / Math.sqrt(attention)) });
    return [tape.product(tape.softmax(tape.offset(match, column)), value), attention];
  });
  const joined = tape.concatenate([[tokens, wide], ...seen]);
  return tape.relu(tape.bias(tape.project(joined, parameter('mix.w'), wide + heads * attention, mixed), parameter('mix.b'), mixed));
}

function matrix(name: string, inputs: number, outputs: number, random: Random): Parameter {
  const spread = Math.sqrt(6 / inputs) * 0.7;
  return { name, dims: [inputs, outputs], values: Float32Array.from({ length: inputs * outputs }, () => (2 * random.next() - 1) * spread) };
}
