import { expect, it } from 'vitest';
import { labels } from '../../../training/sentiment/data/example.ts';
import { generate } from '../../../training/sentiment/grammar/generate.ts';
import { formsOf } from '../../../training/sentiment/grammar/inflect.ts';
import { Random } from '../../../training/sentiment/random.ts';
import { stemOf } from '../../../training/sentiment/vocabulary/stem.ts';

it('writes the same sentences for the same seed, of every label, with nothing left to fill in', () => {
  const sentences = generate(3_000, new Random(7));
  expect(generate(3_000, new Random(7))).toEqual(sentences);
  expect(new Set(sentences.map(({ label }) => label))).toEqual(new Set(labels));
  expect(sentences.filter(({ text }) => /[{}[\]]|undefined|NaN/.test(text) || text === '')).toEqual([]);
});

it('inflects verbs, and finds the stem of what it inflected', () => {
  expect(formsOf('cut')).toEqual({ present: 'cuts', past: 'cut', participle: 'cut', progressive: 'cutting', plain: 'cut' });
  expect(formsOf('fall short of').past).toBe('fell short of');
  expect(formsOf('carry').present).toBe('carries');
  for (const verb of ['rise', 'raise', 'narrow', 'slash', 'drop', 'carry', 'reduce', 'beat', 'widen', 'plunge', 'cut']) {
    const { present, past, participle, progressive, plain } = formsOf(verb);
    expect([verb, new Set([present, past, participle, progressive, plain].map(stemOf)).size]).toEqual([verb, 1]);
  }
});
