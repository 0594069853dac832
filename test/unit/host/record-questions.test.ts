import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { RecordQuestions } from '../../../electron/host/replay-thread.ts';
import { temporaryFolder } from '../../support/temporary.ts';

/** Stands in for the thread that decides again: takes a moment, and says how many of its kind were at it. */
const SCRIPT = `
import { parentPort, workerData } from 'node:worker_threads';
const busy = new Int32Array(workerData.question.busy);
const most = Atomics.add(busy, 0, 1) + 1;
await new Promise((resolve) => setTimeout(resolve, 30));
Atomics.sub(busy, 0, 1);
parentPort.postMessage({ ok: true, value: { most, at: workerData.question.atMs } });
`;

describe('questions to the record', () => {
  it('are answered one after the other, and are refused when too many wait', async () => {
    const script = join(temporaryFolder(), 'replay.mjs');
    writeFileSync(script, SCRIPT);
    const questions = new RecordQuestions(pathToFileURL(script));
    const busy = new SharedArrayBuffer(4);
    const ask = (atMs: number) => questions.ask({ journal: '', codeHash: '', instrumentId: '', atMs, busy } as never);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => ask(at)));
    expect(answers.slice(0, 8)).toEqual(Array.from({ length: 8 }, (_, at) => ({ ok: true, value: { most: 1, at } })));
    expect(answers.slice(8).map((answer) => (answer.ok ? null : answer.error.code))).toEqual(
      Array.from({ length: 12 }, () => 'too-many-questions'),
    );
    expect(await ask(99)).toMatchObject({ ok: true });
  });
});
