import { describe, expect, it } from 'vitest';
import { BoundedMap } from '../../../../electron/engine/books/bounded-map.ts';

describe('a map with a limit', () => {
  it('may grow beyond it while everything in it must be kept, and shrinks when that ends', () => {
    const map = new BoundedMap<string, boolean>(2, (mustKeep) => mustKeep);
    for (const key of ['a', 'b', 'c']) map.set(key, true);
    expect(map.size).toBe(3);
    map.set('a', false);
    expect([...map.entries()]).toEqual([
      ['b', true],
      ['c', true],
    ]);
  });

  it('does not count a changed entry as a new one, nor move it', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.set('a', 3);
    expect([...map.values()]).toEqual([3, 2]);
    expect([map.get('a'), map.has('b'), map.get('z')]).toEqual([3, true, undefined]);
  });
});
