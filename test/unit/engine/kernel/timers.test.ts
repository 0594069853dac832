import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdSource } from '../../../../electron/engine/kernel/id-source.ts';
import { Timers, timerKinds } from '../../../../electron/engine/kernel/timers.ts';
import { type Incarnation, idFrom } from '../../../../shared/domain/ids.ts';

function allDue(timers: Timers, timeMs: number): string[] {
  const taken: string[] = [];
  for (let due = timers.takeDue(timeMs); due !== null; due = timers.takeDue(timeMs)) taken.push(`${due.dueMs} ${due.kind} ${due.key}`);
  return taken;
}

describe('timers', () => {
  it('come in the order of time, then kind, then key, whatever order they were set in', () => {
    const timer = fc.record({
      kind: fc.constantFrom(...timerKinds),
      key: fc.constantFrom('a', 'b', 'c'),
      dueMs: fc.integer({ min: 0, max: 4 }),
    });
    const each = fc.uniqueArray(timer, { selector: ({ kind, key }) => `${kind} ${key}` });
    fc.assert(
      fc.property(each, (set) => {
        const timers = new Timers();
        for (const { kind, key, dueMs } of set) timers.set(kind, key, dueMs);
        const expected = set
          .toSorted((a, b) => a.dueMs - b.dueMs || timerKinds.indexOf(a.kind) - timerKinds.indexOf(b.kind) || (a.key < b.key ? -1 : 1))
          .map(({ kind, key, dueMs }) => `${dueMs} ${kind} ${key}`);
        expect(allDue(timers, 4)).toEqual(expected);
      }),
    );
  });

  it('are due when their time has come, not before, and only once', () => {
    const timers = new Timers();
    timers.set('order-expiry', 'x', 1_000);
    expect([timers.nextDueMs, allDue(timers, 999), allDue(timers, 1_000), allDue(timers, 1_001), timers.nextDueMs]).toEqual([
      1_000,
      [],
      ['1000 order-expiry x'],
      [],
      Infinity,
    ]);
  });

  it('of one kind and key replace each other', () => {
    const timers = new Timers();
    timers.set('proposal-expiry', 'p', 1_000);
    timers.set('proposal-expiry', 'p', 3_000);
    expect(allDue(timers, 5_000)).toEqual(['3000 proposal-expiry p']);
  });

  it('that were cleared never come; clearing one that is not there changes nothing', () => {
    const timers = new Timers();
    timers.set('proposal-expiry', 'p', 1_000);
    timers.set('order-expiry', 'p', 1_000);
    timers.clear('proposal-expiry', 'p');
    timers.clear('proposal-expiry', 'q');
    expect(allDue(timers, 5_000)).toEqual(['1000 order-expiry p']);
  });
});

describe('names that the core gives', () => {
  it('start with the run and are never given twice', () => {
    const ids = new IdSource(idFrom<Incarnation>('k3f9q0ab'));
    const names = Array.from({ length: 2_000 }, () => String(ids.next()));
    expect([names[0], names[35], names[36]]).toEqual(['k3f9q0ab-1', 'k3f9q0ab-10', 'k3f9q0ab-11']);
    expect(new Set(names).size).toBe(2_000);
  });
});
