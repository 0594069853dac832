import { describe, expect, it, onTestFinished } from 'vitest';
import { InferenceThread, type InferenceThreadOptions } from '../../../electron/inference/thread/inference-thread.ts';
import { SCRIPTED_WORKER, sourceIn } from '../../support/inference.ts';

function aThread({ folder = 'model', ...options }: Partial<InferenceThreadOptions> & { readonly folder?: string } = {}): InferenceThread {
  const thread = new InferenceThread({ script: SCRIPTED_WORKER, source: sourceIn(folder), ...options });
  onTestFinished(() => thread.close());
  return thread;
}

const lengths = async (answer: Promise<readonly { readonly score: number }[]>): Promise<number[]> =>
  (await answer).map(({ score }) => Math.round(score * 1000));

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'answered',
    (error: { code?: unknown }) => error.code,
  );

describe('texts for a model', () => {
  it('are answered in their order, also those of calls that are made at once and before it is loaded', async () => {
    const thread = aThread();
    const first = Array.from({ length: 150 }, (_, n) => 'x'.repeat(n));
    const answers = await Promise.all([lengths(thread.score(first)), lengths(thread.score(['ab', 'a'])), lengths(thread.score([]))]);
    expect(answers).toEqual([first.map(({ length }) => length), [2, 1], []]);
  });

  it('go over in batches: those that wait go together', async () => {
    const thread = aThread();
    await thread.loaded;
    const waiting = Array.from({ length: 10 }, () => thread.score(['one'], { withWords: false }));
    await Promise.all(waiting);
    const [{ confidence: batches }] = await thread.score(['batches']);
    // The first alone, since nothing waited; the nine others together; this one.
    expect(batches).toBe(3);
  });

  it('are refused when more would wait than may, and taken again when fewer do', async () => {
    const thread = aThread({ mostWaiting: 100 });
    const full = thread.score(Array.from({ length: 100 }, () => 'x'));
    expect(await codeOf(thread.score(['y']))).toBe('model-queue-full');
    await full;
    expect(await codeOf(thread.score(['y']))).toBe('answered');
  });

  it('of patient callers let the others go first', async () => {
    const thread = aThread();
    await thread.loaded;
    const order: string[] = [];
    const note = (name: string, answer: Promise<unknown>): Promise<unknown> => answer.then(() => order.push(name));
    const patient = note(
      'patient',
      thread.score(
        Array.from({ length: 300 }, () => 'x'),
        { isPatient: true },
      ),
    );
    const news = note('news', thread.score(['abc']));
    await Promise.all([patient, news]);
    expect(order).toEqual(['news', 'patient']);
  });

  it('can be taken back while they wait; the others are not touched', async () => {
    const thread = aThread();
    await thread.loaded;
    const abort = new AbortController();
    const before = thread.score(['a']);
    const taken = codeOf(
      thread.score(
        Array.from({ length: 500 }, () => 'x'),
        { signal: abort.signal },
      ),
    );
    const after = lengths(thread.score(['abc']));
    abort.abort();
    expect(thread.waiting).toBeLessThan(20);
    expect(await taken).toBe('cancelled');
    expect([await lengths(before), await after]).toEqual([[1], [3]]);
    expect(await codeOf(thread.score(['a'], { signal: abort.signal }))).toBe('cancelled');
  });

  it('that the model fails at fail alone', async () => {
    const thread = aThread();
    expect(await codeOf(thread.score(['fail']))).toBe('model-wrong-shape');
    expect(await lengths(thread.score(['abc']))).toEqual([3]);
  });
});

describe('a thread', () => {
  it.each([
    ['dies in the middle of a batch', 'die', 'model-thread-died', {}],
    ['hangs', 'hang', 'model-hung', { deadlineMs: 300 }],
  ])('that %s fails all that wait, says so once, and takes nothing more', async (_what, text, code, limits) => {
    const thread = aThread(limits);
    await thread.loaded;
    const deaths: string[] = [];
    thread.onDidDie((error) => deaths.push(error.code));
    const texts = [text, ...Array.from({ length: 100 }, () => 'x')];
    expect(await Promise.all([codeOf(thread.score(texts)), codeOf(thread.score(['y']))])).toEqual([code, code]);
    expect(await codeOf(thread.score(['z']))).toBe(code);
    expect(deaths).toEqual([code]);
  });

  it('that never gets its model loaded is given up', async () => {
    const thread = aThread({ folder: 'never-loads', loadDeadlineMs: 300 });
    const waiting = codeOf(thread.score(['x']));
    expect(await codeOf(thread.loaded)).toBe('model-hung');
    expect(await waiting).toBe('model-hung');
  });

  it('whose model is refused tells why', async () => {
    const thread = aThread({ folder: 'refuses' });
    await expect(thread.loaded).rejects.toMatchObject({ code: 'model-damaged', message: 'It is damaged.' });
  });

  it('that is closed fails what waits as cancelled, and does not count as dead', async () => {
    const thread = aThread();
    const deaths: string[] = [];
    thread.onDidDie((error) => deaths.push(error.code));
    await thread.loaded;
    const waiting = codeOf(thread.score(['hang']));
    await thread.close();
    expect([await waiting, deaths]).toEqual(['cancelled', []]);
  });

  it('is not ended within native code, where that would end the process, but right after it', async () => {
    const thread = aThread();
    await thread.loaded;
    expect(await codeOf(thread.score(['native']))).toBe('native-begun');
    const startedMs = performance.now();
    await thread.close();
    expect(performance.now() - startedMs).toBeGreaterThan(200);
    expect(await codeOf(thread.score(['x']))).toBe('cancelled');
  });

  it('that is closed by two at once is not ended within native code for the second either', async () => {
    const thread = aThread();
    await thread.loaded;
    expect(await codeOf(thread.score(['native']))).toBe('native-begun');
    const startedMs = performance.now();
    const took = async (): Promise<number> => {
      await thread.close();
      return performance.now() - startedMs;
    };
    expect(Math.min(...(await Promise.all([took(), took()])))).toBeGreaterThan(200);
    expect(await codeOf(thread.score(['x']))).toBe('cancelled');
  });
});
