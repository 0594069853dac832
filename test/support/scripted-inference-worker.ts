import { parentPort, workerData } from 'node:worker_threads';
import type { InferenceCall, InferenceMessage } from '../../electron/inference/thread/inference-call.ts';
import { NativeWork } from '../../electron/inference/thread/native-work.ts';

/**
 * Stands in for the inference worker and does what its texts say: `die` ends the thread in the middle of a batch, `hang` never
 * answers, `native` says that it failed and is in native code for a while, `busy` is there for longer and says nothing, `fail` fails the batch; of any other text the score is its length in thousandths. The folder's name can
 * be `never-loads` or `refuses`.
 */
const say = (message: InferenceMessage): void => parentPort?.postMessage(message);
/** How long `native` takes, in milliseconds. */
const NATIVE_MS = 400;
const BUSY_MS = 2_000;
const { folder, native } = workerData as { readonly folder: string; readonly native: SharedArrayBuffer };
const work = new NativeWork(native);
const clock = new Int32Array(new SharedArrayBuffer(4));
const batches: number[] = [];

if (folder === 'refuses') say({ kind: 'refused', code: 'model-damaged', message: 'It is damaged.' });
else if (folder !== 'never-loads') say({ kind: 'loaded', addedBytes: 1 });

parentPort?.on('message', ({ id, questions }: InferenceCall) => {
  const texts = questions.map(({ text }) => text);
  batches.push(texts.length);
  if (texts.includes('die')) throw new Error('as it was told');
  if (texts.includes('hang')) for (;;);
  if (texts.includes('native')) {
    void work.during(async () => {
      say({ kind: 'failed', id, code: 'native-begun', message: 'It is in native code.' });
      Atomics.wait(clock, 0, 0, NATIVE_MS);
    });
    return;
  }
  if (texts.includes('busy')) {
    void work.during(() => {
      Atomics.wait(clock, 0, 0, BUSY_MS);
      return Promise.resolve();
    });
    return;
  }
  if (texts.includes('fail')) {
    say({ kind: 'failed', id, code: 'model-wrong-shape', message: 'It failed.' });
    return;
  }
  // Of the text `batches`, the confidence tells how many batches there were.
  const scores = texts.map((text) => ({
    label: 'neutral' as const,
    score: text.length / 1000,
    confidence: text === 'batches' ? batches.length : 0.5,
    words: [],
  }));
  say({ kind: 'scores', id, scores });
});
