import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type ClassProbabilities, labelOf, probabilitiesOf, scoreOf } from '../../../electron/inference/model/class-probabilities.ts';
import { loadClassifier } from '../../../electron/inference/model/classifier.ts';
import { labelPlaces } from '../../../electron/inference/model/label-classes.ts';
import { modelHashOf, readManifest, verifyFiles, writeManifest } from '../../../electron/inference/model/model-files.ts';
import { scoreTexts } from '../../../electron/inference/thread/score-texts.ts';
import { copyOfTiny, MODEL_FILES, sourceIn, TINY } from '../../support/inference.ts';

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'loaded',
    (error: { code?: unknown }) => error.code,
  );

describe('the bundled model', () => {
  it('is what its list of files says, so that no release ships another', async () => {
    await expect(verifyFiles(TINY)).resolves.toBeUndefined();
  });

  it('tells good news from bad without asking the network', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', (url: unknown) => {
      asked.push(String(url));
      throw new Error('the network was asked');
    });
    const connect = vi.spyOn(Socket.prototype, 'connect').mockImplementation(() => {
      throw new Error('the network was asked');
    });
    try {
      const classify = await loadClassifier(sourceIn(TINY));
      const labels = (await classify(['Profit rises strongly', 'Company files for bankruptcy', 'The meeting is held on Monday'])).map(
        labelOf,
      );
      expect([labels, asked, connect.mock.calls]).toEqual([['positive', 'negative', 'neutral'], [], []]);
    } finally {
      vi.unstubAllGlobals();
      connect.mockRestore();
    }
  });

  it('answers whatever it is asked, within its ranges', async () => {
    const classify = await loadClassifier(sourceIn(TINY));
    const texts = [
      '',
      '   \t ',
      '?!… —— …',
      'profit rises '.repeat(80_000),
      '\u0000\u0001\uFFFD\uD800 binary \u001B[31m',
      '🚀🚀📉😭👨‍👩‍👧‍👦',
      'أرباح الشركة ترتفع بقوة هذا العام',
      '会社の利益は過去最高を更新した',
      '‮txet desrever',
      'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!',
      "'; DROP TABLE headlines; --",
      '1'.repeat(5_000),
      '__proto__ constructor toString [PAD] [CLS] [UNK]',
    ];
    const scores = await scoreTexts(
      classify,
      texts.map((text) => ({ text, withWords: true })),
    );
    expect(scores).toHaveLength(texts.length);
    for (const [place, { score, confidence, words }] of scores.entries()) {
      expect(Math.abs(score) <= 1 && confidence >= 0.333 && confidence <= 1).toBe(true);
      for (const { start, end, effect } of words)
        expect(start >= 0 && start < end && end <= texts[place].length && Math.abs(effect) <= 1).toBe(true);
    }
    // Nothing to read is nothing said.
    expect(scores.slice(0, 3).map(({ score, label }) => [score, label])).toEqual([
      [0, 'neutral'],
      [0, 'neutral'],
      [0, 'neutral'],
    ]);
  });

  it('says of a text the same alone and among others', async () => {
    const classify = await loadClassifier(sourceIn(TINY));
    const texts = ['Profit rises', 'Shares of the company fall sharply after it cut its outlook for the year', 'Nothing', ''];
    const together = (await classify(texts)).map(scoreOf);
    const alone: number[] = [];
    for (const text of texts) alone.push(...(await classify([text])).map(scoreOf));
    expect(together).toEqual(alone);
  });

  it('weighs words by leaving each out, in the original text', async () => {
    const classify = await loadClassifier(sourceIn(TINY));
    const text = 'Nokia’s  profit PLUNGES 40% — shares tumble';
    const [{ words, score }] = await scoreTexts(classify, [{ text, withWords: true }]);
    const plunges = words.find(({ start, end }) => text.slice(start, end) === 'PLUNGES');
    const [without] = (await classify([text.replace('PLUNGES', ' ')])).map(scoreOf);
    expect(plunges?.effect).toBeCloseTo(score - without, 5);
    expect(plunges?.effect).toBeLessThan(-0.02);
  });
});

describe('a model file', () => {
  const cases = MODEL_FILES.flatMap((file) =>
    (
      [
        ['is missing', (path: string) => rmSync(path), 'model-missing'],
        ['is cut short', (path: string) => truncateSync(path, 100), 'model-damaged'],
        ['has one bit flipped', flipBit, 'model-damaged'],
      ] as const
    ).map(([what, spoil, code]) => ({ file, what, spoil, code })),
  );

  it.each(cases)('$file that $what is refused before it is used', async ({ file, spoil, code }) => {
    const folder = copyOfTiny();
    spoil(join(folder, file));
    await expect(loadClassifier(sourceIn(folder))).rejects.toMatchObject({ code, message: expect.stringContaining(file) as string });
  });

  it.each(MODEL_FILES)('%s that is listed as it is, but is none, is refused with a reason', async (file) => {
    const folder = copyOfTiny();
    writeFileSync(join(folder, file), '{"nonsense": true}');
    await writeManifest(folder, MODEL_FILES);
    const code = await codeOf(loadClassifier(sourceIn(folder)));
    // Without its own configuration the tokenizer falls back to the library's.
    expect(['model-unreadable', 'model-labels-unknown', ...(file === 'tokenizer_config.json' ? ['loaded'] : [])]).toContain(code);
  });

  it.each([
    ['not JSON', 'no'],
    ['empty', '{"files":[]}'],
    ['pointing elsewhere', '{"files":[{"path":"../secret","sizeBytes":1,"sha256":"00"}]}'],
  ])('list that is %s is refused', (_what, content) => {
    const folder = copyOfTiny();
    writeFileSync(join(folder, 'files.json'), content);
    expect(() => readManifest(folder)).toThrow(/damaged/);
  });

  it('that is another makes another model hash, as does another preparation', async () => {
    const folder = copyOfTiny();
    const before = modelHashOf(readManifest(folder), 'bitflow');
    expect(modelHashOf(readManifest(folder), 'plain')).not.toBe(before);
    flipBit(join(folder, 'onnx/model.onnx'));
    expect(modelHashOf(await writeManifest(folder, MODEL_FILES), 'bitflow')).not.toBe(before);
  });
});

describe('labels of a model', () => {
  it.each([
    [
      { 0: 'positive', 1: 'negative', 2: 'neutral' },
      { positive: 0, negative: 1, neutral: 2 },
    ],
    [
      { 0: 'Bearish', 1: ' NEUTRAL ', 2: 'Bullish' },
      { positive: 2, negative: 0, neutral: 1 },
    ],
  ])('are found by name: %j', (labels, places) => {
    expect(labelPlaces(labels)).toEqual(places);
  });

  it.each([
    [{ 0: 'LABEL_0', 1: 'LABEL_1', 2: 'LABEL_2' }],
    [{ 0: 'negative', 1: 'positive' }],
    [{ 0: 'negative', 1: 'neutral', 2: 'positive', 3: 'sarcastic' }],
    [{ 0: 'positive', 1: 'positive', 2: 'neutral' }],
    [null],
  ])('that can not be mapped are refused: %j', (labels) => {
    expect(() => labelPlaces(labels)).toThrow(expect.objectContaining({ code: 'model-labels-unknown' }) as Error);
  });
});

describe('what a model puts out', () => {
  const places = { negative: 0, neutral: 1, positive: 2 };

  it('becomes probabilities, a score and a label', () => {
    const given: ClassProbabilities = probabilitiesOf([0, Math.log(2), Math.log(5)], places);
    expect(given.positive).toBeCloseTo(5 / 8, 12);
    expect([scoreOf(given), labelOf(given)]).toEqual([0.5, 'positive']);
    expect(scoreOf(probabilitiesOf([1000, 0, -1000], places))).toBe(-1);
  });

  it.each([[[1, 2]], [[1, 2, 3, 4]], [[Number.NaN, 0, 0]], [[Infinity, 0, 0]], [[]]])('in another shape is refused: %j', (row) => {
    expect(() => probabilitiesOf(row, places)).toThrow(expect.objectContaining({ code: 'model-wrong-shape' }) as Error);
  });
});

function flipBit(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length >> 1] ^= 1;
  writeFileSync(path, bytes);
}
