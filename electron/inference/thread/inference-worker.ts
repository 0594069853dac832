import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../../../shared/base/assert.ts';
import { isBitFlowError } from '../../../shared/base/bitflow-error.ts';
import { PULSE_MS, Pulse } from '../../../shared/base/pulse.ts';
import { type Classify, loadClassifier, type ModelSource } from '../model/classifier.ts';
import type { InferenceCall, InferenceMessage } from './inference-call.ts';
import { NativeWork } from './native-work.ts';
import { scoreTexts } from './score-texts.ts';

/** The entry of a thread that holds one model: loads it, then scores what it is asked. */

const port = parentPort;
assert(port !== null, 'the inference worker must run in a worker thread');
const say = (message: InferenceMessage): void => port.postMessage(message);
const reasonOf = (error: unknown) => ({
  code: isBitFlowError(error) ? error.code : 'model-failed',
  message: error instanceof Error ? error.message : String(error),
});

const {
  native,
  pulse: shared,
  ...source
} = workerData as ModelSource & { readonly native: SharedArrayBuffer; readonly pulse: SharedArrayBuffer };
const pulse = new Pulse(shared);
setInterval(() => pulse.beat(), PULSE_MS);

const classify = await load();
if (classify !== null) {
  port.on('message', ({ id, questions }: InferenceCall) => {
    pulse.beat();
    scoreTexts(classify, questions).then(
      (scores) => say({ kind: 'scores', id, scores }),
      (error: unknown) => say({ kind: 'failed', id, ...reasonOf(error) }),
    );
  });
}

async function load(): Promise<Classify | null> {
  const before = process.memoryUsage.rss();
  try {
    const work = new NativeWork(native);
    const loaded = await loadClassifier(source, (begin) => work.during(begin));
    say({ kind: 'loaded', addedBytes: Math.max(0, process.memoryUsage.rss() - before) });
    return loaded;
  } catch (error) {
    say({ kind: 'refused', ...reasonOf(error) });
    return null;
  }
}
