import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recommendModel } from '../../../electron/inference/catalogue/machine.ts';
import { labelledSentences } from '../../../electron/inference/measure/labelled-sentences.ts';
import type { Measurement } from '../../../electron/inference/measure/measure-model.ts';
import { MeasurementHistory } from '../../../electron/inference/measure/measurement-history.ts';
import { prepared } from '../../../electron/inference/model/preparation.ts';
import { without, wordEffects, wordSpans } from '../../../electron/inference/model/word-effects.ts';
import { ScoreCache } from '../../../electron/inference/score-cache.ts';
import { temporaryFolder } from '../../support/temporary.ts';

describe('the words of a text', () => {
  it.each([
    ['Profit rises 3.5%, says U.S. firm', ['Profit', 'rises', '3.5%', 'says', 'U.S', 'firm']],
    ['$AAPL isn’t “cheap”', ['$AAPL', 'isn’t', 'cheap']],
    ['利益 📈 Größe', ['利益', '📈', 'Größe']],
    ['The bank of Ohio and its rivals fall back on a ruling', ['bank', 'Ohio', 'rivals', 'fall', 'back', 'ruling']],
    ['Not up to it: no growth without cuts', ['Not', 'up', 'no', 'growth', 'without', 'cuts']],
    ['', []],
    ['… — !', []],
  ])('are found where they stand: %s', (text, words) => {
    expect(wordSpans(text).map(({ start, end }) => text.slice(start, end))).toEqual(words);
  });

  it('are at most 64, of the part that a model reads', () => {
    expect(wordSpans('word '.repeat(1_000))).toHaveLength(64);
    expect(wordSpans(`${' '.repeat(2_000)}late`)).toEqual([]);
  });

  it('are left out one by one, and weighed by what that changes', () => {
    const spans = wordSpans('profit rises today');
    expect(spans.map((span) => without('profit rises today', span).replace(/\s+/g, ' ').trim())).toEqual([
      'rises today',
      'profit today',
      'profit rises',
    ]);
    expect(wordEffects(0.8, spans, [0.5, -0.9, 0.79])).toEqual([
      { start: 0, end: 6, effect: 0.3 },
      { start: 7, end: 12, effect: 1 },
    ]);
  });
});

describe('the cache of scores', () => {
  const score = (value: number) => ({ label: 'neutral' as const, score: value, confidence: 0.5, words: [] });

  it('forgets what was not asked for longest', () => {
    const cache = new ScoreCache(2);
    cache.set('m', 'a', score(1));
    cache.set('m', 'b', score(2));
    expect(cache.get('m', 'a')?.score).toBe(1);
    cache.set('m', 'c', score(3));
    expect([cache.get('m', 'a')?.score, cache.get('m', 'b'), cache.get('m', 'c')?.score]).toEqual([1, null, 3]);
    expect(cache.statistics).toEqual({ size: 2, hits: 3, misses: 1 });
  });

  it('knows a text by its model as well', () => {
    const cache = new ScoreCache(10);
    cache.set('one', 'a', score(1));
    expect(cache.get('other', 'a')).toBeNull();
  });
});

describe('plain preparation', () => {
  it.each([
    ['  two\n\nlines\u0000 ', 'two lines'],
    ['?!', ''],
    ['', ''],
    ['\uD800x', 'x'],
  ])('of %j', (text, expected) => {
    expect(prepared(text, 'plain')).toBe(expected);
  });
});

describe('measurements of models', () => {
  const measured = (at: number): Measurement => ({
    model: 'tiny',
    modelHash: 'abc',
    at,
    loadMs: 400,
    headlinesPerSecond: 5_000,
    singleMs: 0.8,
    addedBytes: 6e7,
    accuracy: 0.9,
  });

  it('are there again after a restart, the newest fifty of each model', async () => {
    const path = join(temporaryFolder(), 'deep', 'measurements.json');
    const history = new MeasurementHistory(path);
    for (let at = 1; at <= 55; at += 1) await history.add(measured(at));
    expect(new MeasurementHistory(path).all).toEqual(Array.from({ length: 50 }, (_, n) => measured(n + 6)));
  });

  it('that can not be read are taken as none, entry by entry', async () => {
    const path = join(temporaryFolder(), 'measurements.json');
    writeFileSync(path, '{"half a file');
    expect(new MeasurementHistory(path).all).toEqual([]);
    writeFileSync(path, JSON.stringify([{ ...measured(1), accuracy: 'good' }, null, measured(2), { ...measured(3), model: 'unknown' }]));
    const history = new MeasurementHistory(path);
    expect(history.all).toEqual([measured(2)]);
    await history.add(measured(4));
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual([measured(2), measured(4)]);
  });

  it('are made on sentences of all three classes, none of them twice', () => {
    const counts = Object.groupBy(labelledSentences, ([label]) => label);
    expect([counts.positive?.length, counts.negative?.length, counts.neutral?.length]).toEqual([20, 20, 20]);
    expect(new Set(labelledSentences.map(([, text]) => text)).size).toBe(60);
  });
});

it.each([
  [2, 8e9, 'tiny'],
  [4, 4e9, 'tiny'],
  [4, 16e9, 'distilroberta-news'],
  [16, 32e9, 'finbert'],
])('a machine with %d cores and %d bytes is recommended %s', (cores, memoryBytes, id) => {
  expect(recommendModel({ cores, memoryBytes })).toMatchObject({ id, reason: expect.stringContaining(`${cores} cores`) as string });
});
