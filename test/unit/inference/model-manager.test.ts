import { copyFileSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { modelHashOf, readManifest } from '../../../electron/inference/model/model-files.ts';
import { runtimeFault } from '../../../electron/inference/model/runtime-platforms.ts';
import { ModelManager, type ModelManagerOptions } from '../../../electron/inference/model-manager.ts';
import { wordListScorer } from '../../../electron/inference/word-list-scorer.ts';
import { threadScripts } from '../../../electron/platform/program-files.ts';
import { eventually } from '../../support/eventually.ts';
import { copyOfTiny, SCRIPTED_WORKER, TINY } from '../../support/inference.ts';

function aManager({ folder = TINY, ...options }: Partial<ModelManagerOptions> & { readonly folder?: string } = {}): ModelManager {
  const manager = new ModelManager({
    script: threadScripts.inferenceWorker,
    choice: { id: 'tiny', folder, mostWaiting: 4_096 },
    wallNow: Date.now,
    lookMs: 50,
    retryMs: 100,
    ...options,
  });
  onTestFinished(() => manager.close());
  return manager;
}

const whoScored = async (manager: ModelManager, text = 'Profit rises'): Promise<string> => (await manager.score([text]))[0].model;

describe('the model manager', () => {
  it('has the first text wait for the model, and says who scored it', async () => {
    const manager = aManager();
    const hash = modelHashOf(readManifest(TINY), 'bitflow');
    expect(manager.modelHash).toBe(hash);
    const [score] = await manager.score(['Profit rises strongly']);
    expect(score).toMatchObject({ model: 'tiny', modelHash: hash });
    expect(score.words.length).toBeGreaterThan(0);
    expect(manager.status).toMatchObject({ state: 'ready', reason: null });
  });

  it('knows a text that it has scored, and gives the same answer', async () => {
    const manager = aManager();
    const first = await manager.score(['Profit rises', 'Profit falls']);
    const again = await manager.score(['Profit falls', 'Something new', 'Profit rises']);
    expect([again[0], again[2]]).toEqual([first[1], first[0]]);
    expect(manager.cacheStatistics).toEqual({ size: 3, hits: 2, misses: 3 });
  });

  it('says that a Mac with an Intel processor has no runtime, and lets the list of words score without trying again', async () => {
    const manager = aManager({ machine: { platform: 'darwin', arch: 'x64' } });
    expect(await whoScored(manager)).toBe('word list');
    expect(manager.status).toMatchObject({
      state: 'degraded',
      code: 'model-no-runtime',
      reason: 'There is no runtime for models on Macs with Intel processors; headlines are scored by the list of words.',
    });
  });

  it('knows the machines that the runtime is built for', () => {
    const bin = fileURLToPath(new URL('../../../node_modules/onnxruntime-node/bin/napi-v6/', import.meta.url));
    const built = readdirSync(bin).flatMap((platform) => readdirSync(join(bin, platform)).map((arch) => `${platform} ${arch}`));
    const machines = ['darwin', 'linux', 'win32'].flatMap((platform) => ['arm64', 'x64', 'ia32'].map((arch) => ({ platform, arch })));
    const known = machines.filter((machine) => runtimeFault(machine) === null).map(({ platform, arch }) => `${platform} ${arch}`);
    expect(new Set(known)).toEqual(new Set(built));
  });

  it('lets the list of words stand in when the model takes too long to load', async () => {
    const manager = aManager({ script: SCRIPTED_WORKER, folder: 'never-loads', patienceMs: 50 });
    expect(await whoScored(manager)).toBe('word list');
    expect(manager.status).toMatchObject({ state: 'degraded', code: 'model-slow' });
  });

  it('gives up a thread that stands still: the list of words scores what waits, and the model comes back', async () => {
    const manager = aManager();
    await manager.score(['Profit rises']);
    await eventually(() => expect(manager.pulse).not.toBeNull());
    const scoring = whoScored(manager, 'Something that is not known yet');
    manager.giveUp();
    expect(await scoring).toBe('word list');
    expect(manager.status).toMatchObject({ state: 'degraded', code: 'model-hung' });
    await eventually(async () => expect(await whoScored(manager, 'Another text')).toBe('tiny'), 15_000);
  });

  it.each([
    ['dies', 'die', 'model-thread-died'],
    ['hangs', 'hang', 'model-hung'],
    ['fails at a text', 'fail', 'model-wrong-shape'],
  ])('goes on with the list of words when the thread %s, and comes back by itself', async (_what, text, code) => {
    const manager = aManager({ script: SCRIPTED_WORKER, thread: { deadlineMs: 200 } });
    const states: string[] = [];
    manager.onDidChange(({ state, code: why }) => states.push(why === null ? state : `${state} ${why}`));
    expect(await whoScored(manager)).toBe('tiny');
    const [score] = await manager.score([text]);
    expect(score).toMatchObject({ model: wordListScorer.model, modelHash: wordListScorer.modelHash });
    await eventually(async () => expect(await whoScored(manager)).toBe('tiny'));
    expect(states).toEqual(['ready', `degraded ${code}`, 'ready']);
  });

  it('says why a model is refused, and scores by words', async () => {
    const manager = aManager({ script: SCRIPTED_WORKER, folder: 'refuses', retryMs: 40 });
    await manager.score(['x']);
    expect(manager.status).toMatchObject({ state: 'degraded', code: 'model-damaged', reason: 'It is damaged.' });
    expect(await whoScored(manager)).toBe('word list');
  });

  it.each(['onnx/model.onnx', 'tokenizer.json'])('notices that %s was damaged while it runs, and that it was repaired', async (file) => {
    const folder = copyOfTiny();
    const manager = aManager({ folder });
    expect(await whoScored(manager)).toBe('tiny');
    truncateSync(join(folder, file), 1_000);
    await eventually(() => expect(manager.status).toMatchObject({ state: 'degraded', code: 'model-damaged' }));
    expect(manager.status.reason).toContain(file);
    expect(await whoScored(manager)).toBe('word list');
    copyFileSync(join(TINY, file), join(folder, file));
    await eventually(async () => expect(await whoScored(manager)).toBe('tiny'));
    expect(manager.status.state).toBe('ready');
  });

  it('says that a model is missing, and takes it when it is installed', async () => {
    const folder = copyOfTiny();
    rmSync(join(folder, 'files.json'));
    const manager = aManager({ folder });
    expect(manager.modelHash).toBe(wordListScorer.modelHash);
    expect(await whoScored(manager)).toBe('word list');
    expect(manager.status).toMatchObject({ state: 'degraded', code: 'model-missing' });
    copyFileSync(join(TINY, 'files.json'), join(folder, 'files.json'));
    await eventually(async () => expect(await whoScored(manager)).toBe('tiny'));
  });

  it('takes another model while it runs', async () => {
    const manager = aManager();
    expect(await whoScored(manager)).toBe('tiny');
    manager.choose({ id: 'word-list', folder: '', mostWaiting: 64 });
    await eventually(async () => expect(await whoScored(manager)).toBe('word list'));
    expect(manager.status.state).toBe('ready');
    manager.choose({ id: 'tiny', folder: TINY, mostWaiting: 64 });
    await eventually(async () => expect(await whoScored(manager)).toBe('tiny'));
  });

  it('comes back from a model that died while the one before it was still ending', async () => {
    const manager = aManager({ script: SCRIPTED_WORKER });
    expect(await whoScored(manager)).toBe('tiny');
    const busy = manager.score(['busy']);
    manager.choose({ id: 'tiny', folder: TINY, mostWaiting: 64 });
    // The new one answers, while the old one is in native code and can't be ended.
    expect(await busy.then(([score]) => score.model)).toBe('word list');
    await manager.score(['die']);
    expect(manager.status).toMatchObject({ state: 'degraded', code: 'model-thread-died' });
    await eventually(async () => expect(await whoScored(manager)).toBe('tiny'));
    expect(manager.status.state).toBe('ready');
  });

  it('scores by words what does not fit into the queue, and stays ready', async () => {
    const manager = aManager({ choice: { id: 'tiny', folder: TINY, mostWaiting: 64 } });
    await manager.score(['x']);
    const many = await manager.score(Array.from({ length: 65 }, (_, n) => `Profit rises by ${n}`));
    expect(new Set(many.map(({ model }) => model))).toEqual(new Set(['word list']));
    expect(manager.status.state).toBe('ready');
  });
});
