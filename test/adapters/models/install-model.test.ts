import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { array, asyncProperty, assert as holdsFor, integer } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogueEntry } from '../../../electron/inference/catalogue/model-catalogue.ts';
import { type InstallOptions, installModel, removeModel } from '../../../electron/inference/install/install-model.ts';
import { readManifest, verifyFiles } from '../../../electron/inference/model/model-files.ts';
import { type Fault, ModelServer } from '../../support/model-server.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const LARGE = 'onnx/model_quantized.onnx';
const SIZE = 50_000;

const files: ReadonlyMap<string, Buffer> = new Map([
  ['config.json', Buffer.from('{"a":1}')],
  ['tokenizer.json', Buffer.from('{"b":2}')],
  ['tokenizer_config.json', Buffer.from('{"c":3}')],
  [LARGE, Buffer.from(Array.from({ length: SIZE }, (_, n) => (n * 7 + (n >> 8)) & 255))],
]);

interface Scene {
  readonly server: ModelServer;
  readonly folder: string;
  readonly progress: number[];
  readonly install: (options?: Partial<InstallOptions>) => Promise<unknown>;
}

async function aScene(faults: readonly Fault[] = []): Promise<Scene> {
  const server = await ModelServer.start(files);
  server.faults = [...faults];
  const folder = join(temporaryFolder(), 'models', 'finbert');
  const progress: number[] = [];
  return {
    server,
    folder,
    progress,
    install: (options = {}) =>
      installModel({
        entry: catalogueEntry('finbert'),
        folder,
        from: { kind: 'address', address: `${server.address}/` },
        signal: new AbortController().signal,
        onProgress: ({ bytes }) => progress.push(bytes),
        ...options,
      }).then(
        () => 'installed',
        (error: { code?: unknown }) => error.code,
      ),
  };
}

async function expectWhole(folder: string): Promise<void> {
  await verifyFiles(folder);
  for (const [path, content] of files) expect(readFileSync(join(folder, path)).equals(content)).toBe(true);
  expect(existsSync(`${folder}.new`)).toBe(false);
}

describe('a model', () => {
  it('is fetched with its index, checked, listed with its hashes, and put in its place at once', async () => {
    const { server, folder, install, progress } = await aScene();
    expect(await install()).toBe('installed');
    await expectWhole(folder);
    expect(readManifest(folder).files.map(({ path, sizeBytes }) => [path, sizeBytes])).toEqual(
      [...files].map(([path, { length }]) => [path, length]),
    );
    expect(server.requests).toHaveLength(5);
    expect(progress.at(-1)).toBe([...files.values()].reduce((sum, { length }) => sum + length, 0));
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  });

  it('is fetched through a redirect', async () => {
    const { server, folder, install } = await aScene();
    server.isRedirecting = true;
    expect(await install()).toBe('installed');
    await expectWhole(folder);
  });

  it('goes on where a transfer broke off, wherever that was', async () => {
    await holdsFor(
      asyncProperty(array(integer({ min: 1, max: SIZE - 1 }), { minLength: 1, maxLength: 4 }), async (breaks) => {
        const { server, folder, install } = await aScene();
        for (const breakAfter of breaks) {
          server.faults = ['break'];
          server.breakAfter = breakAfter;
          await install();
        }
        server.faults = [];
        expect(await install()).toBe('installed');
        await expectWhole(folder);
      }),
      { numRuns: 12 },
    );
  });

  it('asks only for what is missing', async () => {
    const { server, install } = await aScene(['break']);
    server.breakAfter = 20_000;
    expect(await install()).toBe('download-failed');
    expect(await install()).toBe('installed');
    const asked = server.requests.filter((request) => request.includes(LARGE));
    expect(asked).toHaveLength(2);
    expect(asked[1]).toMatch(/ bytes=\d+-$/);
  });

  it.each<[string, Fault[]]>([
    ['does not know ranges', ['break', 'ignore-range']],
    ['says that there is no such range', ['break', 'no-range-possible', 'none']],
  ])('is fetched whole from a source that %s', async (_what, faults) => {
    const { folder, install } = await aScene(faults);
    expect(await install()).toBe('download-failed');
    expect(await install()).toBe('installed');
    await expectWhole(folder);
  });

  it.each<[string, Fault[], string, boolean]>([
    ['is not there', ['not-found'], 'download-refused', false],
    ['is refused for now', ['busy'], 'download-refused', false],
    ['is a web page', ['html'], 'download-malformed', false],
    ['has other bytes', ['wrong-bytes'], 'download-damaged', false],
    ['is longer than it should be', ['too-long'], 'download-damaged', false],
  ])('of which a file %s is not installed, and is once the source is well', async (_what, faults, code) => {
    const { folder, install } = await aScene(faults);
    expect(await install()).toBe(code);
    expect(existsSync(folder)).toBe(false);
    expect(await install()).toBe('installed');
    await expectWhole(folder);
  });

  it('is not patched together from parts that do not fit', async () => {
    const { folder, install } = await aScene(['break', 'other-part']);
    expect([await install(), await install(), await install()]).toEqual(['download-failed', 'download-failed', 'installed']);
    await expectWhole(folder);
  });

  it('whose hash the index gives otherwise is thrown away', async () => {
    const { server, folder, install } = await aScene();
    server.sha256 = 'f'.repeat(64);
    expect(await install()).toBe('download-damaged');
    expect([existsSync(folder), existsSync(join(`${folder}.new`, `${LARGE}.part`))]).toEqual([false, false]);
  });

  it.each([
    ['a web page', 200, '<html></html>', 'download-malformed'],
    ['no list', 200, '{"error":"x"}', 'download-malformed'],
    ['a list without the files', 200, '[]', 'download-refused'],
    ['nothing', 404, '', 'download-refused'],
  ])('whose index is %s is not installed', async (_what, status, body, code) => {
    const { server, folder, install } = await aScene();
    server.index = { status, body };
    expect(await install()).toBe(code);
    expect(existsSync(folder)).toBe(false);
  });

  it('whose index has no end is refused after a few megabytes', async () => {
    const { server, folder, install } = await aScene();
    server.isIndexEndless = true;
    expect(await install()).toBe('download-malformed');
    expect(server.indexBytes).toBeLessThan(50e6);
    expect(existsSync(folder)).toBe(false);
  });

  it('whose source is not there is not installed', async () => {
    const { install } = await aScene();
    expect(await install({ from: { kind: 'address', address: 'http://127.0.0.1:1' } })).toBe('download-failed');
  });

  it('can be cancelled while a source is slow, and keeps what it has', async () => {
    const { folder, install } = await aScene(['slow']);
    const abort = new AbortController();
    const installing = install({ signal: abort.signal });
    await new Promise((resolve) => {
      setTimeout(resolve, 200);
    });
    abort.abort();
    expect(await installing).toBe('cancelled');
    expect(existsSync(folder)).toBe(false);
    expect(readFileSync(join(`${folder}.new`, `${LARGE}.part`))).toHaveLength(10);
    expect(await install()).toBe('installed');
    await expectWhole(folder);
  });

  it('that can not be written is told as such', async () => {
    const { folder, install } = await aScene();
    mkdirSync(dirname(folder), { recursive: true });
    writeFileSync(`${folder}.new`, 'a file where a folder should be');
    expect(await install()).toBe('disk-failed');
  });

  it('is copied from a local folder, or refused when a file is missing there', async () => {
    const { server, folder, install } = await aScene();
    const path = temporaryFolder();
    expect(await install({ from: { kind: 'folder', path } })).toBe('model-missing');
    for (const [name, content] of files) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), content);
    }
    expect(await install({ from: { kind: 'folder', path } })).toBe('installed');
    await expectWhole(folder);
    expect(server.requests).toEqual([]);
  });

  it('that is installed already is replaced only when the new one is whole', async () => {
    const { folder, install } = await aScene(['none', 'break']);
    await install();
    expect(await install()).toBe('download-failed');
    await verifyFiles(folder);
  });

  it('neither replaces nor removes a folder with anything else in it', async () => {
    const { folder, install } = await aScene();
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'thesis.txt'), 'years of work');
    expect(await install()).toBe('model-folder-taken');
    await expect(removeModel(folder, [...files.keys()])).rejects.toMatchObject({ code: 'model-folder-taken' });
    expect(readFileSync(join(folder, 'thesis.txt'), 'utf8')).toBe('years of work');
  });

  it('is removed with what an attempt has left', async () => {
    const { folder, install } = await aScene(['none', 'break']);
    await install();
    await install();
    await removeModel(folder, [...files.keys()]);
    expect([existsSync(folder), existsSync(`${folder}.new`)]).toEqual([false, false]);
  });
});
