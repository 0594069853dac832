import { describe, expect, it } from 'vitest';
import { NearDuplicates } from '../../../../electron/engine/news/near-duplicates.ts';
import { type HeadlineId, idFrom, instrumentId, venueId } from '../../../../shared/domain/ids.ts';

const id = (name: string): HeadlineId => idFrom(name);
const NVK = instrumentId('NVK', venueId('SIM'));
const ORB = instrumentId('ORB', venueId('SIM'));
const STORY = 'Norvik raises full-year outlook';

function remembering(most = 100): NearDuplicates {
  return new NearDuplicates({ windowMs: 1_000, most });
}

describe('NearDuplicates', () => {
  it('finds a story within the window, both ends included, and not beyond', () => {
    const duplicates = remembering();
    duplicates.add(id('a'), STORY, 5_000);
    expect([3_999, 4_000, 5_000, 6_000, 6_001].map((time) => duplicates.find(STORY, time))).toEqual([null, 'a', 'a', 'a', null]);
  });

  it('names the first of a chain, even when the first is out of the window', () => {
    const duplicates = remembering();
    expect(duplicates.add(id('a'), STORY, 0)).toBeNull();
    expect(duplicates.add(id('b'), `UPDATE 1-${STORY}`, 900)).toBe('a');
    expect(duplicates.find(STORY, 1_800)).toBe('a');
    expect(duplicates.find(STORY, 1_901)).toBeNull();
  });

  it('takes what it is told that a headline repeats', () => {
    const duplicates = remembering();
    expect(duplicates.add(id('b'), STORY, 0, { repeats: id('a') })).toBe('a');
    expect(duplicates.find(STORY, 0)).toBe('a');
    expect(duplicates.add(id('c'), STORY, 0, { repeats: null })).toBeNull();
    expect(duplicates.find(STORY, 0)).toBe('a');
  });

  it('holds a story only against those of an instrument in common, or of none', () => {
    const duplicates = remembering();
    duplicates.add(id('a'), STORY, 0, { about: [ORB] });
    expect(duplicates.find(STORY, 0, [NVK])).toBeNull();
    expect(duplicates.find(STORY, 0, [NVK, ORB])).toBe('a');
    expect(duplicates.find(STORY, 0)).toBe('a');
    duplicates.add(id('b'), STORY, 0, { about: [NVK] });
    expect(duplicates.find(STORY, 0, [NVK])).toBe('b');
  });

  it('forgets the first that arrived beyond its limit', () => {
    const duplicates = remembering(2);
    duplicates.add(id('a'), STORY, 0);
    duplicates.add(id('b'), 'Copper slides', 0);
    expect(duplicates.find(STORY, 0)).toBe('a');
    duplicates.add(id('c'), 'Zinc slides', 0);
    expect(duplicates.find(STORY, 0)).toBeNull();
    expect(duplicates.size).toBe(2);
  });

  it('leaves a headline that arrives twice as it was', () => {
    const duplicates = remembering();
    duplicates.add(id('a'), STORY, 0);
    expect(duplicates.add(id('b'), STORY, 0)).toBe('a');
    expect(duplicates.add(id('b'), 'Copper slides', 0)).toBe('a');
    expect(duplicates.add(id('a'), STORY, 0)).toBeNull();
    expect(duplicates.size).toBe(2);
    expect(duplicates.find('Copper slides', 0)).toBeNull();
  });

  it('refuses to remember nothing', () => {
    expect(() => remembering(0)).toThrow('near-duplicates');
  });
});
