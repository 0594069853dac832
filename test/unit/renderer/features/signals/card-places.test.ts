import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Place, placesAfter } from '../../../../../renderer/features/signals/card-places.ts';

const FREE = { pointer: false, focus: false };
const OVER = { pointer: true, focus: false };
const FOCUSED = { pointer: false, focus: true };
const card = (id: string): Place => ({ kind: 'card', id });
const pending = (...ids: string[]) => ids.map((id) => ({ id, repricedFrom: null }));
const after = (before: readonly Place[], now: ReturnType<typeof pending>, hold: typeof FREE) => placesAfter(before, now, hold, () => 80);

describe('where cards stand', () => {
  it('is newest first while nobody is about to press one', () => {
    expect(after([card('a')], pending('c', 'b', 'a'), FREE)).toEqual([card('c'), card('b'), card('a')]);
  });

  it('stays under the pointer: what is new comes below, what is gone leaves its room', () => {
    expect(after([card('b'), card('a')], pending('c', 'b', 'a'), OVER)).toEqual([card('b'), card('a'), card('c')]);
    const left = after([card('b'), card('a')], pending('a'), OVER);
    expect(left).toEqual([{ kind: 'gap', id: 'b', heightPx: 80 }, card('a')]);
    expect(after(left, pending('a'), FREE)).toEqual([card('a')]);
  });

  it('keeps its order around the focus, without holes', () => {
    expect(after([card('b'), card('a')], pending('c', 'a'), FOCUSED)).toEqual([card('a'), card('c')]);
  });

  it('is that of the card whose place was taken', () => {
    const now = [{ id: 'b2', repricedFrom: 'b' }, ...pending('a')];
    expect(placesAfter([card('b'), card('a')], now, OVER, () => 80)).toEqual([card('b2'), card('a')]);
  });

  it('never moves a card under the pointer, whatever comes and goes, and shows every pending trade once', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 6 });
    fc.assert(
      fc.property(ids, fc.array(ids, { maxLength: 8 }), (first, rest) => {
        let places = after([], pending(...first), FREE);
        for (const now of rest) {
          const next = after(places, pending(...now), OVER);
          // Whatever stood at a place still does, or is a gap of its size.
          expect(next.slice(0, places.length).map(({ id }) => id)).toEqual(places.map(({ id }) => id));
          places = next;
          const shown = places.filter(({ kind }) => kind === 'card').map(({ id }) => id);
          expect(shown.toSorted()).toEqual([...now].toSorted());
        }
      }),
    );
  });
});
