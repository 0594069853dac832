import type { OnnxGraph } from '../onnx/graph.ts';
import { Tape, type Value } from '../onnx/tape.ts';
import { buildNetwork } from './architecture.ts';
import { BUCKETS, groups } from './hashed-features.ts';
import type { Network } from './network.ts';
import type { WideModel } from './wide-model.ts';

/** What is joined in one file: networks and a wide model, each with its share of the answer, and the divisor of the joint logits. */
export interface Ensemble {
  readonly networks: readonly Network[];
  readonly wide: WideModel;
  /** Share of the wide model in the mean of the probabilities, 0..1; the networks share the rest evenly. */
  readonly wideShare: number;
  /** Above 1 makes answers less sure. Labels do not depend on it. */
  readonly temperature: number;
  readonly stems: Int32Array;
}

/**
 * Writes the ensemble as one ONNX graph: inputs `input_ids` and `attention_mask` int64 [B,T], output `logits` [B,3], the logarithms of the
 * mean probabilities ÷ temperature. Tables and matrices are stored in eight bits with one scale per row.
 */
export function exportEnsemble({ networks, wide, wideShare, temperature, stems }: Ensemble): Uint8Array {
  const tape = new Tape();
  const g = tape.graph;
  const mask = g.node('Cast', ['attention_mask'], { to: 1 });
  const counts = g.node('ReduceSum', [mask, g.list([1])], { keepdims: 1 });
  const column = g.node('Unsqueeze', [mask, g.list([2])]);
  const meanWeight = { name: g.node('Div', [column, g.node('Unsqueeze', [counts, g.list([2])])]) };
  const floor = { name: g.node('Mul', [g.node('Sub', [g.scalar(1), column]), g.scalar(-1e4)]) };
  const parts = networks.map((network, at) => {
    const rows = dequantised(g, `words${at}`, network.table(), network.shape.embedding, 'input_ids');
    const embedded = { name: g.node('Mul', [rows, column]) };
    const parameter = (name: string): Value => constant(g, `${name}@${at}`, network, name);
    const logits = buildNetwork(tape, network.shape, { embedded, meanWeight, floor }, parameter);
    return weighted(g, logits.name, (1 - wideShare) / networks.length);
  });
  parts.push(weighted(g, wideLogits(g, wide, { mask, counts, stems }), wideShare));
  const mean = g.node('Sum', parts);
  g.node('Div', [g.node('Log', [g.node('Add', [mean, g.scalar(1e-6)])]), g.scalar(temperature)], {}, 'logits');
  return g.encode(
    [
      { name: 'input_ids', type: 'int64', dims: ['B', 'T'] },
      { name: 'attention_mask', type: 'int64', dims: ['B', 'T'] },
    ],
    [{ name: 'logits', type: 'float', dims: ['B', 3] }],
  );
}

function weighted(g: OnnxGraph, logits: string, share: number): string {
  return g.node('Mul', [g.node('Softmax', [logits], { axis: -1 }), g.scalar(share)]);
}

function wideLogits(g: OnnxGraph, wide: WideModel, { mask, counts, stems }: { mask: string; counts: string; stems: Int32Array }): string {
  const classes = g.node('Gather', [g.int64s('stems', [stems.length], Array.from(stems)), 'input_ids']);
  const last = Number.MAX_SAFE_INTEGER;
  const slice = (name: string, from: number, to: number): string => g.node('Slice', [name, g.list([from]), g.list([to]), g.list([1])]);
  const sums = groups.map(({ steps, multipliers, offset }) => {
    const reach = steps[steps.length - 1];
    // Windows that begin within `reach` of the end are cut off; those that end in padding are masked by their last token.
    const shifted = (name: string, step: number): string => (reach === 0 ? name : slice(name, step, step === reach ? last : step - reach));
    const terms = steps.map((step, k) => g.node('Mul', [shifted(classes, step), g.integer(multipliers[k])]));
    const sum = terms.reduce((left, right) => g.node('Add', [left, right]));
    const buckets = g.node('Mod', [g.node('Add', [sum, g.integer(offset)]), g.integer(BUCKETS)]);
    const weights = dequantised(g, 'wide', wide.weights, 3, buckets);
    const isWhole = g.node('Unsqueeze', [shifted(mask, reach), g.list([2])]);
    return g.node('ReduceSum', [g.node('Mul', [weights, isWhole]), g.list([1])], { keepdims: 0 });
  });
  const scaled = g.node('Div', [g.node('Sum', sums), g.node('Sqrt', [counts])]);
  return g.node('Add', [scaled, g.floats('wide.bias', [3], wide.bias)]);
}

/** Rows of a table by index: stored in eight bits, widened after the lookup. */
function dequantised(g: OnnxGraph, name: string, values: Float32Array, columns: number, indices: string): string {
  const { steps, scales } = quantised(values, columns);
  const rows = values.length / columns;
  const table = g.int8s(name, [rows, columns], steps);
  const scale = g.floats(`${name}.scale`, [rows, 1], scales);
  return g.node('Mul', [g.node('Cast', [g.node('Gather', [table, indices])], { to: 1 }), g.node('Gather', [scale, indices])]);
}

/** A parameter: matrices in eight bits with a scale per row, widened when the graph is loaded; vectors as they are. */
function constant(g: OnnxGraph, unique: string, network: Network, name: string): Value {
  const found = network.parameters.find((parameter) => parameter.name === name);
  if (found === undefined) throw new Error(`Expected a parameter "${name}", but the network has none.`);
  return { name: g.floats(unique, found.dims, found.values) };
}

function quantised(values: Float32Array, columns: number): { readonly steps: Int8Array; readonly scales: Float32Array } {
  const scales = new Float32Array(values.length / columns);
  const steps = new Int8Array(values.length);
  for (let row = 0; row < scales.length; row += 1) {
    const part = values.subarray(row * columns, (row + 1) * columns);
    const largest = part.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    scales[row] = largest / 127;
    for (let c = 0; c < columns && largest > 0; c += 1) steps[row * columns + c] = Math.round((part[c] / largest) * 127);
  }
  return { steps, scales };
}
