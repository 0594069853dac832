import { createRequire } from 'node:module';

/** A dense array as the runtime takes and gives it. */
export interface RuntimeTensor {
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** A loaded graph. */
export interface RuntimeSession {
  run(feeds: Readonly<Record<string, RuntimeTensor>>): Promise<Readonly<Record<string, RuntimeTensor>>>;
}

interface Runtime {
  readonly InferenceSession: {
    create(bytes: Uint8Array, options: { readonly intraOpNumThreads: number; readonly interOpNumThreads: number }): Promise<RuntimeSession>;
  };
  readonly Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => RuntimeTensor;
}

// The runtime that the model library itself brings: training and inference compute with the same kernels.
const library = createRequire(createRequire(import.meta.url).resolve('@xenova/transformers'));
const runtime = library('onnxruntime-node') as Runtime;

/** Loads a graph to run on the given number of threads. */
export function openSession(model: Uint8Array, threads = 1): Promise<RuntimeSession> {
  return runtime.InferenceSession.create(model, { intraOpNumThreads: threads, interOpNumThreads: 1 });
}

export function floats(data: Float32Array, dims: readonly number[]): RuntimeTensor {
  return new runtime.Tensor('float32', data, dims);
}
