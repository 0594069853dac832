import { describe, expect, it } from 'vitest';
import { isStoryShown, storiesOf } from '../../../../../renderer/features/news/news-groups.ts';
import { drivingWords, strengthOf } from '../../../../../renderer/features/news/word-strength.ts';
import type { HeadlineView } from '../../../../../shared/contract/index.ts';

function headline(id: string, change: Partial<HeadlineView> = {}): HeadlineView {
  const text = `Headline ${id}`;
  const plain = { id, text, source: '', instruments: ['NVK.SIM'], at: 0, score: 0, confidence: 1, words: [], model: '', repeats: null };
  return { ...plain, ...change } as HeadlineView;
}

describe('stories', () => {
  it('fold repeats under what they repeat, and keep their order', () => {
    const stories = storiesOf([headline('c', { repeats: 'a' }), headline('b'), headline('d', { repeats: 'a' }), headline('a')]);
    expect(stories.map((story) => [story.headline.id, story.repeats.map(({ id }) => id)])).toEqual([
      ['b', []],
      ['a', ['c', 'd']],
    ]);
  });

  it('let a repeat stand for itself when its first is not known any more', () => {
    expect(storiesOf([headline('c', { repeats: 'gone' })]).map((story) => story.headline.id)).toEqual(['c']);
  });

  it.each([
    ['all', 0, true],
    ['strong', 0.39, false],
    ['strong', -0.4, true],
    ['instrument', 0, true],
  ] as const)('are filtered by %s at a score of %d', (filter, score, isShown) => {
    expect(isStoryShown({ headline: headline('a', { score }), repeats: [] }, filter, 'NVK.SIM')).toBe(isShown);
  });

  it('of other instruments are left out', () => {
    expect(isStoryShown({ headline: headline('a'), repeats: [] }, 'instrument', 'ORB.SIM')).toBe(false);
  });
});

describe('the strength of a word', () => {
  it('counts alike in both directions', () => {
    expect([0.05, -0.2, 0.5, -0.9].map(strengthOf)).toEqual([0, 1, 2, 2]);
  });
});

describe('the words that drove a score', () => {
  const word = (start: number, effect: number) => ({ start, end: start + 3, effect });

  it('are those whose effect is large beside the largest, in the order of the text', () => {
    expect(drivingWords([word(20, -0.5), word(0, 0.1), word(8, 0.25)]).map(({ start }) => start)).toEqual([8, 20]);
  });

  it('are none where no word matters', () => {
    expect(drivingWords([word(0, 0.01), word(5, -0.04)])).toEqual([]);
  });
});
