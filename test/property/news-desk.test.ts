import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EntityLinker } from '../../electron/engine/news/entity-linker.ts';
import { wordsOf } from '../../electron/engine/news/headline-words.ts';
import { NearDuplicates } from '../../electron/engine/news/near-duplicates.ts';
import { NewsDesk } from '../../electron/engine/news/news-desk.ts';
import { storyPrint } from '../../electron/engine/news/story-print.ts';
import type { Headline, TakenHeadline } from '../../shared/domain/headline.ts';
import { idFrom } from '../../shared/domain/ids.ts';
import { utcMs } from '../../shared/domain/time.ts';
import { byName, byTicker, entities } from '../unit/engine/news/linking-cases.ts';

const linker = new EntityLinker(entities);

const piece = fc.oneof(
  fc.constantFrom(
    'Apple',
    'AAPL',
    '$',
    '(',
    ')',
    ' ',
    '.',
    "'s",
    '’',
    '&',
    '-',
    'Norvik',
    'BTC',
    '/',
    'USDT',
    'NASDAQ:',
    '1,000',
    '5 %',
    'from',
    '\u200f',
    '🚀',
    '\ud800',
  ),
  fc.string({ unit: 'binary' }),
);
const anyText = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

/** Few words, so that stories do meet. */
const story = fc
  .tuple(
    fc.constantFrom('Apple', 'Norvik', 'Tesla', 'Oil'),
    fc.constantFrom('raises', 'cuts', 'lifts'),
    fc.constantFrom('outlook', 'dividend 5 %', 'dividend'),
  )
  .map((words) => words.join(' '));
const arrivals = fc
  .array(fc.record({ text: story, timeMs: fc.integer({ min: 0, max: 3_000 }) }), { maxLength: 40 })
  .map((list) =>
    list.map(
      ({ text, timeMs }, index): Headline => ({ id: idFrom(`h-${index}`), text, source: 's', instruments: [], tsEvent: utcMs(timeMs) }),
    ),
  );

describe('reading any text', () => {
  it('never throws, and finds each instrument once, the same every time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const found = linker.link(text);
        expect(new Set(found).size).toBe(found.length);
        expect(linker.link(text)).toEqual(found);
        const duplicates = new NearDuplicates({ windowMs: 0, most: 1 });
        duplicates.add(idFrom('a'), text, 0);
        expect(duplicates.find(text, 0)).toBe(storyPrint(text).size === 0 ? null : 'a');
      }),
      { numRuns: 500 },
    );
  });

  it('gives words that lie in the text in order, without overlap', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0;
        for (const word of wordsOf(text)) {
          expect(word.start).toBeGreaterThanOrEqual(end);
          expect(word.end).toBeGreaterThan(word.start);
          expect(word.folded).not.toBe('');
          end = word.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });

  it('finds what a headline names wherever punctuation and emoji surround it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...byName, ...byTicker),
        fc.constantFrom('', '… ', '🚀 ', '\u202e', '\t\n', '— '),
        ([text, ...symbols], around) => {
          expect(linker.link(`${around}${text}${around}`)).toEqual(symbols.map((symbol) => `${symbol}.TEST`));
        },
      ),
    );
  });

  it.each(['A', '.', '&', "'", 'A.', 'a b ', 'BRK.', '$', '(', '🚀', 'Apple ', '1,', 'UPDATE 1-', '\u200b', '—'])(
    'reads no more of a megabyte of %j than of the first two thousand characters',
    (unit) => {
      const start = unit.repeat(Math.ceil(4_000 / unit.length));
      const long = unit.repeat(Math.ceil(1_000_000 / unit.length));
      expect(linker.link(long)).toEqual(linker.link(start));
      expect(storyPrint(long)).toEqual(storyPrint(start));
      expect(wordsOf(long).length).toBeLessThanOrEqual(2_000);
    },
  );
});

describe('near-duplicates', () => {
  it('do not depend on the order of what lies beyond the window', () => {
    fc.assert(
      fc.property(arrivals, story, fc.integer({ min: 0, max: 3_000 }), fc.infiniteStream(fc.nat()), (headlines, text, timeMs, random) => {
        const isNear = ({ tsEvent }: Headline): boolean => Math.abs(tsEvent - timeMs) <= 500;
        const far = headlines.filter((headline) => !isNear(headline));
        const shuffled = far.map((headline) => ({ headline, key: random.next().value })).toSorted((one, other) => one.key - other.key);
        const answerAfter = (list: readonly Headline[]): string | null => {
          const duplicates = new NearDuplicates({ windowMs: 500, most: 100 });
          for (const { id, text, tsEvent } of list) duplicates.add(id, text, tsEvent, { repeats: null });
          return duplicates.find(text, timeMs);
        };
        const near = headlines.filter(isNear);
        const expected = answerAfter(near);
        expect(answerAfter([...near, ...far])).toBe(expected);
        expect(answerAfter([...shuffled.map(({ headline }) => headline), ...near])).toBe(expected);
      }),
    );
  });

  it('name a headline that repeats none itself, told before', () => {
    fc.assert(
      fc.property(arrivals, (headlines) => {
        const desk = new NewsDesk(entities, { windowMs: 500 });
        const firsts = new Set<string>();
        for (const headline of headlines) {
          const { repeats } = desk.take(headline);
          if (repeats === null) firsts.add(headline.id);
          else expect(firsts.has(repeats)).toBe(true);
        }
      }),
    );
  });
});

describe('a desk restored from the headlines it took', () => {
  it('answers as the one that never stopped, also when only the last ones are kept', () => {
    fc.assert(
      fc.property(arrivals, arrivals, fc.integer({ min: 1, max: 20 }), (before, after, most) => {
        const options = { windowMs: 800, most };
        const live = new NewsDesk(entities, options);
        const kept = before.map(
          (headline): Pick<TakenHeadline, 'id' | 'text' | 'instruments' | 'tsEvent' | 'repeats'> => ({
            ...headline,
            ...live.take(headline),
          }),
        );
        const restored = new NewsDesk(entities, options);
        restored.restore(kept.slice(-most));
        for (const headline of after) {
          const later = { ...headline, id: idFrom<Headline['id']>(`later-${headline.id}`) };
          expect(restored.take(later)).toEqual(live.take(later));
        }
      }),
    );
  });
});
