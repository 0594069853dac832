import { Tape } from '../onnx/tape.ts';
import { buildNetwork, type NetworkShape, type Parameter, pooledChannels } from './architecture.ts';

/** The graph of loss and gradients: outputs `loss`, `d:embedded` and `d:` with each parameter's name. */
export function trainingGraph(shape: NetworkShape, parameters: readonly Parameter[]): Uint8Array {
  const tape = new Tape();
  const values = new Map(parameters.map(({ name }) => [name, tape.input(name)]));
  const embedded = tape.input('embedded');
  const inputs = { embedded, meanWeight: tape.input('meanWeight'), floor: tape.input('floor'), keep: tape.input('keep') };
  const logits = buildNetwork(tape, shape, inputs, valueIn(values));
  const loss = tape.crossEntropy(logits, tape.input('target'), tape.input('weight'));
  const { graph } = tape;
  graph.node('Identity', [loss], {}, 'loss');
  const wanted = [...values, ['embedded', embedded] as const];
  for (const [name, value] of wanted) graph.node('Identity', [tape.gradient(value) ?? name], {}, `d:${name}`);
  const ports = [
    ...networkPorts(shape, parameters),
    { name: 'keep', type: 'float', dims: ['B', pooledChannels(shape)] } as const,
    { name: 'target', type: 'float', dims: ['B', 3] } as const,
    { name: 'weight', type: 'float', dims: ['B', 1] } as const,
  ];
  const outputs = parameters.map(({ name, dims }) => ({ name: `d:${name}`, type: 'float', dims }) as const);
  return graph.encode(ports, [
    { name: 'loss', type: 'float', dims: [] },
    { name: 'd:embedded', type: 'float', dims: ['B', 'T', shape.embedding] },
    ...outputs,
  ]);
}

/** The graph of the answer alone: output `logits` [B,3]. */
export function forwardGraph(shape: NetworkShape, parameters: readonly Parameter[]): Uint8Array {
  const tape = new Tape();
  const values = new Map(parameters.map(({ name }) => [name, tape.input(name)]));
  const inputs = { embedded: tape.input('embedded'), meanWeight: tape.input('meanWeight'), floor: tape.input('floor') };
  tape.graph.node('Identity', [buildNetwork(tape, shape, inputs, valueIn(values)).name], {}, 'logits');
  return tape.graph.encode(networkPorts(shape, parameters), [{ name: 'logits', type: 'float', dims: ['B', 3] }]);
}

function networkPorts(shape: NetworkShape, parameters: readonly Parameter[]) {
  return [
    { name: 'embedded', type: 'float', dims: ['B', 'T', shape.embedding] } as const,
    { name: 'meanWeight', type: 'float', dims: ['B', 'T', 1] } as const,
    { name: 'floor', type: 'float', dims: ['B', 'T', 1] } as const,
    ...parameters.map(({ name, dims }) => ({ name, type: 'float', dims }) as const),
  ];
}

function valueIn<T>(values: ReadonlyMap<string, T>): (name: string) => T {
  return (name) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`Expected a parameter "${name}", but the network has none.`);
    return value;
  };
}
