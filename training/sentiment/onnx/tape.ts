import { OnnxGraph } from './graph.ts';

/** A value of the graph being built: a node's output, whose gradient can be asked for. */
export interface Value {
  readonly name: string;
}

interface Step {
  readonly output: Value;
  /** Appends the nodes that pass the output's gradient on to the inputs. */
  readonly pass: (gradient: string) => void;
}

/**
 * Builds a forward graph and, from it, the graph of its gradients (reverse mode), node by node. Shapes: B texts, T tokens, C channels;
 * B and T vary between runs.
 */
export class Tape {
  readonly graph = new OnnxGraph();
  readonly #steps: Step[] = [];
  readonly #gradients = new Map<Value, string[]>();

  input(name: string): Value {
    return { name };
  }

  /** x[…,I] · w[I,O]. */
  project(x: Value, w: Value, inputs: number, outputs: number): Value {
    const g = this.graph;
    return this.#step(g.node('MatMul', [x.name, w.name]), (dy) => {
      this.#add(x, g.node('MatMul', [dy, g.node('Transpose', [w.name], { perm: [1, 0] })]));
      const rows = g.node('Reshape', [x.name, g.list([-1, inputs])]);
      const slopes = g.node('Reshape', [dy, g.list([-1, outputs])]);
      this.#add(w, g.node('MatMul', [g.node('Transpose', [rows], { perm: [1, 0] }), slopes]));
    });
  }

  /** x[…,C] + b[C]. */
  bias(x: Value, b: Value, channels: number): Value {
    const g = this.graph;
    return this.#step(g.node('Add', [x.name, b.name]), (dy) => {
      this.#add(x, dy);
      const rows = g.node('Reshape', [dy, g.list([-1, channels])]);
      this.#add(b, g.node('ReduceSum', [rows, g.list([0])], { keepdims: 0 }));
    });
  }

  /** x + y, of one shape. */
  add(x: Value, y: Value): Value {
    return this.#step(this.graph.node('Add', [x.name, y.name]), (dy) => {
      this.#add(x, dy);
      this.#add(y, dy);
    });
  }

  /** x · y, of one shape. */
  multiply(x: Value, y: Value): Value {
    const g = this.graph;
    return this.#step(g.node('Mul', [x.name, y.name]), (dy) => {
      this.#add(x, g.node('Mul', [dy, y.name]));
      this.#add(y, g.node('Mul', [dy, x.name]));
    });
  }

  /** x · k, where k is data (a mask, a scale) that broadcasts to x and needs no gradient. */
  scale(x: Value, k: Value): Value {
    const g = this.graph;
    return this.#step(g.node('Mul', [x.name, k.name]), (dy) => this.#add(x, g.node('Mul', [dy, k.name])));
  }

  relu(x: Value): Value {
    const g = this.graph;
    const y = g.node('Relu', [x.name]);
    return this.#step(y, (dy) => {
      const isOn = g.node('Cast', [g.node('Greater', [y, g.scalar(0)])], { to: 1 });
      this.#add(x, g.node('Mul', [dy, isOn]));
    });
  }

  sigmoid(x: Value): Value {
    const g = this.graph;
    const y = g.node('Sigmoid', [x.name]);
    return this.#step(y, (dy) => this.#add(x, g.node('Mul', [dy, g.node('Mul', [y, g.node('Sub', [g.scalar(1), y])])])));
  }

  tanh(x: Value): Value {
    const g = this.graph;
    const y = g.node('Tanh', [x.name]);
    return this.#step(y, (dy) => this.#add(x, g.node('Mul', [dy, g.node('Sub', [g.scalar(1), g.node('Mul', [y, y])])])));
  }

  /** x[B,T,C] moved by `by` tokens to the right (left if negative), zeros coming in. */
  shift(x: Value, by: number): Value {
    const g = this.graph;
    if (by === 0) return x;
    const moved = (name: string, steps: number): string => {
      const padded = g.node('Pad', [name, g.list([0, Math.max(0, steps), 0, 0, Math.max(0, -steps), 0])]);
      const [start, end] = steps > 0 ? [0, -steps] : [-steps, Number.MAX_SAFE_INTEGER];
      return g.node('Slice', [padded, g.list([start]), g.list([end]), g.list([1])]);
    };
    return this.#step(moved(x.name, by), (dy) => this.#add(x, moved(dy, -by)));
  }

  /** Side by side along the last axis. */
  concatenate(parts: readonly (readonly [value: Value, channels: number])[]): Value {
    const g = this.graph;
    return this.#step(
      g.node(
        'Concat',
        parts.map(([part]) => part.name),
        { axis: -1 },
      ),
      (dy) => {
        let from = 0;
        for (const [part, channels] of parts) {
          this.#add(part, g.node('Slice', [dy, g.list([from]), g.list([from + channels]), g.list([-1])]));
          from += channels;
        }
      },
    );
  }

  /** Largest over the tokens: x[B,T,C] to [B,C]; `floor` [B,T,1] is 0 for tokens and strongly negative for padding. */
  maximum(x: Value, floor: Value): Value {
    const g = this.graph;
    const floored = g.node('Add', [x.name, floor.name]);
    const y = g.node('ReduceMax', [floored], { axes: [1], keepdims: 1 });
    return this.#step(g.node('Squeeze', [y, g.list([1])]), (dy) => {
      const isLargest = g.node('Cast', [g.node('Equal', [floored, y])], { to: 1 });
      this.#add(x, g.node('Mul', [isLargest, g.node('Unsqueeze', [dy, g.list([1])])]));
    });
  }

  /** Sum over the tokens: x[B,T,C] to [B,C]; each token weighted by the data k[B,T,1]. */
  weightedSum(x: Value, k: Value): Value {
    const g = this.graph;
    const weighted = g.node('Mul', [x.name, k.name]);
    return this.#step(g.node('ReduceSum', [weighted, g.list([1])], { keepdims: 0 }), (dy) =>
      this.#add(x, g.node('Mul', [g.node('Unsqueeze', [dy, g.list([1])]), k.name])),
    );
  }

  /** Softmax over the last axis. */
  softmax(x: Value): Value {
    const g = this.graph;
    const y = g.node('Softmax', [x.name], { axis: -1 });
    return this.#step(y, (dy) => {
      const mean = g.node('ReduceSum', [g.node('Mul', [dy, y]), g.list([-1])], { keepdims: 1 });
      this.#add(x, g.node('Mul', [y, g.node('Sub', [dy, mean])]));
    });
  }

  /** Batched product a[B,M,K] · b[B,K,N]. */
  product(a: Value, b: Value): Value {
    const g = this.graph;
    const turned = (name: string): string => g.node('Transpose', [name], { perm: [0, 2, 1] });
    return this.#step(g.node('MatMul', [a.name, b.name]), (dy) => {
      this.#add(a, g.node('MatMul', [dy, turned(b.name)]));
      this.#add(b, g.node('MatMul', [turned(a.name), dy]));
    });
  }

  /** Swaps the last two axes of x[B,M,N]. */
  turn(x: Value): Value {
    const g = this.graph;
    return this.#step(g.node('Transpose', [x.name], { perm: [0, 2, 1] }), (dy) =>
      this.#add(x, g.node('Transpose', [dy], { perm: [0, 2, 1] })),
    );
  }

  /** x + k for data k that broadcasts to x and needs no gradient. */
  offset(x: Value, k: Value): Value {
    return this.#step(this.graph.node('Add', [x.name, k.name]), (dy) => this.#add(x, dy));
  }

  /**
   * Cross-entropy of softmax(logits[B,K]) against target[B,K] (rows sum to 1), rows weighted by weight[B,1]: the weighted sum over the batch.
   * Starts the backward pass; after it the gradients can be asked for.
   */
  crossEntropy(logits: Value, target: Value, weight: Value): string {
    const g = this.graph;
    const logProbabilities = g.node('LogSoftmax', [logits.name], { axis: -1 });
    const terms = g.node('Mul', [g.node('Mul', [target.name, logProbabilities]), weight.name]);
    const loss = g.node('Neg', [g.node('ReduceSum', [terms], { keepdims: 0 })]);
    const slope = g.node('Sub', [g.node('Exp', [logProbabilities]), target.name]);
    this.#add(logits, g.node('Mul', [slope, weight.name]));
    for (const step of this.#steps.toReversed()) {
      const gradient = this.gradient(step.output);
      if (gradient !== undefined) step.pass(gradient);
    }
    return loss;
  }

  /** The gradient of the loss with respect to a value; undefined where the loss does not depend on it. */
  gradient(value: Value): string | undefined {
    const parts = this.#gradients.get(value);
    if (parts === undefined) return undefined;
    return parts.length === 1 ? parts[0] : this.graph.node('Sum', parts);
  }

  #step(name: string, pass: (gradient: string) => void): Value {
    const output = { name };
    this.#steps.push({ output, pass });
    return output;
  }

  #add(value: Value, gradient: string): void {
    const parts = this.#gradients.get(value);
    if (parts === undefined) this.#gradients.set(value, [gradient]);
    else parts.push(gradient);
  }
}
