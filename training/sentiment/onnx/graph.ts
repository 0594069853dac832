import { MessageWriter } from './protobuf.ts';

/** Element types, as ONNX numbers them. */
export const elementTypes = { float: 1, int8: 3, int64: 7, bool: 9, float16: 10 } as const;
export type ElementType = keyof typeof elementTypes;

type Attribute = number | { readonly float: number } | readonly number[];

/** A graph input or output; a dimension is a size or the name of one that varies. */
export interface Port {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly (number | string)[];
}

/** Collects nodes and constants and writes them as an ONNX model. @source https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */
export class OnnxGraph {
  readonly #nodes: MessageWriter[] = [];
  readonly #constants = new Map<string, MessageWriter>();
  #names = 0;

  /** Appends a node with one output and returns the output's name. Integer arrays and integers are attributes of those types. */
  node(operator: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}, name?: string): string {
    const output = name ?? `v${this.#names++}`;
    const node = new MessageWriter();
    for (const input of inputs) node.text(1, input);
    node.text(2, output).text(4, operator);
    for (const [key, value] of Object.entries(attributes)) node.message(5, attribute(key, value));
    this.#nodes.push(node);
    return output;
  }

  /** A constant of floats; `dims` empty for a scalar. */
  floats(name: string, dims: readonly number[], values: Float32Array): string {
    return this.#constant(name, 'float', dims, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }

  int8s(name: string, dims: readonly number[], values: Int8Array): string {
    return this.#constant(name, 'int8', dims, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }

  int64s(name: string, dims: readonly number[], values: readonly number[]): string {
    return this.#constant(name, 'int64', dims, new Uint8Array(BigInt64Array.from(values, BigInt).buffer));
  }

  /** A small list of integers; equal lists share one constant. */
  list(values: readonly number[]): string {
    return this.int64s(`list:${values.join(',')}`, [values.length], values);
  }

  /** A scalar; equal scalars share one constant. */
  scalar(value: number): string {
    return this.floats(`scalar:${value}`, [], Float32Array.of(value));
  }

  integer(value: number): string {
    return this.int64s(`integer:${value}`, [], [value]);
  }

  /** The model's bytes: operator set 17, IR version 8. */
  encode(inputs: readonly Port[], outputs: readonly Port[]): Uint8Array {
    const graph = new MessageWriter();
    for (const node of this.#nodes) graph.message(1, node);
    graph.text(2, 'sentiment');
    for (const constant of this.#constants.values()) graph.message(5, constant);
    for (const input of inputs) graph.message(11, valueInfo(input));
    for (const output of outputs) graph.message(12, valueInfo(output));
    return new MessageWriter()
      .integer(1, 8)
      .text(2, 'bitflow')
      .message(7, graph)
      .message(8, new MessageWriter().text(1, '').integer(2, 17))
      .finish();
  }

  #constant(name: string, type: ElementType, dims: readonly number[], bytes: Uint8Array): string {
    if (!this.#constants.has(name)) {
      const tensor = new MessageWriter();
      for (const size of dims) tensor.integer(1, size);
      this.#constants.set(name, tensor.integer(2, elementTypes[type]).text(8, name).bytes(9, bytes));
    }
    return name;
  }
}

function attribute(name: string, value: Attribute): MessageWriter {
  const message = new MessageWriter().text(1, name);
  if (typeof value === 'number') return message.integer(3, value).integer(20, 2);
  if ('float' in value) return message.float(2, value.float).integer(20, 1);
  for (const item of value) message.integer(8, item);
  return message.integer(20, 7);
}

function valueInfo({ name, type, dims }: Port): MessageWriter {
  const shape = new MessageWriter();
  for (const size of dims) {
    const dim = new MessageWriter();
    shape.message(1, typeof size === 'number' ? dim.integer(1, size) : dim.text(2, size));
  }
  const tensor = new MessageWriter().integer(1, elementTypes[type]).message(2, shape);
  return new MessageWriter().text(1, name).message(2, new MessageWriter().message(1, tensor));
}
