import { describe, expect, it } from 'vitest';
import { formatBytes, progressOf, stateOf } from '../../../../../renderer/features/models/model-words.ts';

describe('sizes', () => {
  it.each([
    [0, 'nothing'],
    [900, '1 kB'],
    [5_240_000, '5.2 MB'],
    [112_000_000, '112 MB'],
    [16_500_000_000, '16.5 GB'],
  ])('of %i bytes', (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words);
  });
});

describe('a download', () => {
  it('says how far it is, how fast, and how long still', () => {
    expect(progressOf({ kind: 'installing', bytes: 42_000_000, totalBytes: 112_000_000, bytesPerSecond: 2_000_000 })).toEqual({
      ratio: 0.375,
      words: '42 MB of 112 MB, 2.0 MB/s, 35 s left',
    });
  });

  it('does not make up an end that it does not know', () => {
    expect(progressOf({ kind: 'installing', bytes: 42_000_000, totalBytes: 0, bytesPerSecond: 0 })).toEqual({
      ratio: null,
      words: '42 MB',
    });
  });
});

describe('how a model stands', () => {
  const model = { isChosen: false, isInstalled: true, activity: null };

  it.each([
    [{ ...model, isInstalled: false }, 'ready', 'not installed'],
    [model, 'ready', 'installed'],
    [{ ...model, isChosen: true }, 'ready', 'in use'],
    [{ ...model, isChosen: true }, 'loading', 'in use, loading'],
    [{ ...model, isChosen: true }, 'degraded', 'chosen, not working'],
    [{ ...model, activity: { kind: 'measuring', bytes: 0, totalBytes: 0, bytesPerSecond: 0 } }, 'ready', 'measuring'],
  ] as const)('%o while scoring is %s', (each, scoring, words) => {
    expect(stateOf(each, scoring)).toBe(words);
  });
});
