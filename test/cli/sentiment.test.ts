import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { bitflow } from '../support/command-line.ts';
import { temporaryFolder } from '../support/temporary.ts';

const BITFLOW = fileURLToPath(new URL('../../electron/cli/bitflow.mjs', import.meta.url));

interface Line {
  readonly label: string;
  readonly score: number;
  readonly confidence: number;
}

const env: Record<string, string> = {};

beforeAll(() => {
  env['BITFLOW_DATA_DIR'] = join(process.env['TMPDIR'] ?? '/tmp', `bitflow-no-such-folder-${process.pid}`);
});

/** What `sentiment --json` makes of a file, line by line. */
async function scored(content: string | Uint8Array, ...args: string[]): Promise<Line[]> {
  const file = join(temporaryFolder(), 'texts.txt');
  writeFileSync(file, content);
  const { stdout, status, stderr } = await bitflow(['sentiment', '--file', file, '--json', ...args], { env });
  expect([status, stderr]).toEqual([0, '']);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

describe('sentiment', () => {
  it('gives one object per line in the same order, empty lines and a last one without an end included', async () => {
    const lines = await scored('Profit rises strongly\r\n\r\nCompany files for bankruptcy\n   \nThe meeting is held on Monday');
    expect(lines.map(({ label }) => label)).toEqual(['positive', 'neutral', 'negative', 'neutral', 'neutral']);
    expect(lines[1]).toEqual({ label: 'neutral', score: 0, confidence: 0.333 });
    for (const line of lines) {
      expect(Object.keys(line)).toEqual(['label', 'score', 'confidence']);
      expect(Math.abs(line.score) <= 1 && line.confidence >= 0 && line.confidence <= 1).toBe(true);
    }
  });

  it('keeps thousands of lines in order, over every boundary of chunks', async () => {
    const texts = Array.from({ length: 3_000 }, (_, n) =>
      n % 3 === 0 ? 'Profit rises strongly' : n % 3 === 1 ? 'Company files for bankruptcy' : '',
    );
    const lines = await scored(`${texts.join('\n')}\n`);
    expect(lines.map(({ label }) => label)).toEqual(
      texts.map((text) => (text === '' ? 'neutral' : text.startsWith('P') ? 'positive' : 'negative')),
    );
  });

  it('takes bytes that are no text, and a line of megabytes, one object each', async () => {
    const noise = Uint8Array.from({ length: 20_000 }, (_, n) => (n * 31 + (n >> 3) * 7) & 255);
    const ends = noise.filter((byte) => byte === 10).length;
    expect(
      await scored(Buffer.concat([noise, Buffer.from([10]), Buffer.alloc(5_000_000, 'word '), Buffer.from('\nProfit rises')])),
    ).toHaveLength(ends + 3);
  });

  it('says nothing of nothing', async () => {
    const file = join(temporaryFolder(), 'empty.txt');
    writeFileSync(file, '');
    expect(await bitflow(['sentiment', '--file', file, '--json'], { env })).toMatchObject({ status: 0, stdout: '' });
  });

  it('answers a writer line by line on standard input', async () => {
    const child = spawn(process.execPath, [BITFLOW, 'sentiment', '--json'], { env: { ...process.env, ...env } });
    const first = Promise.withResolvers<string>();
    child.stdout.once('data', (chunk: Buffer) => first.resolve(chunk.toString()));
    child.stdin.write('Profit rises strongly\n');
    expect(JSON.parse(await first.promise)).toMatchObject({ label: 'positive' });
    child.stdin.end();
    await new Promise((resolve) => {
      child.once('exit', resolve);
    });
  });

  it('can be asked of the list of words', async () => {
    expect(await scored('fraud\n', '--model', 'word-list')).toMatchObject([{ label: 'negative' }]);
  });

  it('prints a table for people', async () => {
    const file = join(temporaryFolder(), 'texts.txt');
    writeFileSync(file, 'Profit rises strongly\n');
    const { stdout } = await bitflow(['sentiment', '--file', file], { env });
    expect(stdout).toMatch(/^Label +Score +Confidence +Text\npositive +0\.\d\d +\d+ % +Profit rises strongly\n$/);
  });

  it.each([
    ['a model that there is not', ['--model', 'gpt'], 2, 'usage'],
    ['a model that is not installed', ['--model', 'finbert'], 1, 'model-missing'],
    ['a file that is not there', ['--file', '/no/such/file'], 1, 'file-missing'],
  ])('refuses %s', async (_what, args, status, code) => {
    const file = join(temporaryFolder(), 'texts.txt');
    writeFileSync(file, 'x\n');
    const result = await bitflow(['sentiment', '--json', '--file', file, ...args], { env });
    expect(result.status).toBe(status);
    expect(result.json()).toMatchObject({ error: { code } });
  });
});

describe('models', () => {
  it('lists what there is, measures what is installed, and remembers it', async () => {
    const dataDir = join(temporaryFolder(), 'data');
    const measured = await bitflow(['models', 'bench', 'tiny', '--data-dir', dataDir, '--json'], { env });
    expect(measured.json()).toMatchObject([{ model: 'tiny', accuracy: expect.any(Number) as number }]);
    const { models } = (await bitflow(['models', 'list', '--data-dir', dataDir, '--json'], { env })).json<{
      models: Record<string, unknown>[];
    }>();
    expect(models.map(({ id, isInstalled, isChosen }) => [id, isInstalled, isChosen])).toEqual([
      ['word-list', true, false],
      ['tiny', true, true],
      ['distilroberta-news', false, false],
      ['finbert', false, false],
    ]);
    expect(models[1]['measurements']).toHaveLength(1);
  });

  it('takes one that is installed, and no other', async () => {
    const dataDir = join(temporaryFolder(), 'data');
    expect((await bitflow(['models', 'use', 'finbert', '--data-dir', dataDir, '--json'], { env })).json()).toMatchObject({
      error: { code: 'model-missing' },
    });
    expect((await bitflow(['models', 'use', 'word-list', '--data-dir', dataDir, '--json'], { env })).json()).toEqual({
      model: 'word-list',
    });
    const list = await bitflow(['models', 'list', '--data-dir', dataDir, '--json'], { env });
    expect(list.json<{ models: { id: string; isChosen: boolean }[] }>().models.find(({ isChosen }) => isChosen)?.id).toBe('word-list');
  });
});
