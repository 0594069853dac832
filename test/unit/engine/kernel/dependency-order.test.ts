import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dependent, dependencyOrder } from '../../../../electron/engine/kernel/dependency-order.ts';
import { ConfigError } from '../../../../shared/base/config-error.ts';

function needs(name: string, ...dependencies: string[]): Dependent {
  return { name, dependencies };
}

const namesOf = (items: readonly Dependent[]): string[] => items.map((item) => item.name);

/** Items that depend only on items made before them, in any order. */
const withoutCycles = fc
  .array(fc.array(fc.nat(30), { maxLength: 4 }), { maxLength: 12 })
  .map((rows) => rows.map((picks, n) => needs(`c${n}`, ...new Set(n === 0 ? [] : picks.map((pick) => `c${pick % n}`)))))
  .chain((items) => fc.shuffledSubarray(items, { minLength: items.length }));

describe('what depends on each other', () => {
  it('comes after all that it needs, each once, whatever order it was given in', () => {
    fc.assert(
      fc.property(withoutCycles, (items) => {
        const ordered = namesOf(dependencyOrder(items));
        expect(ordered.toSorted()).toEqual(namesOf(items).toSorted());
        for (const { name, dependencies } of items) {
          for (const dependency of dependencies) expect(ordered.indexOf(dependency)).toBeLessThan(ordered.indexOf(name));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('otherwise keeps the order it was given in', () => {
    expect(namesOf(dependencyOrder([needs('c'), needs('a'), needs('b')]))).toEqual(['c', 'a', 'b']);
  });

  it.each([
    ['a circle, with its way', [needs('x', 'a'), needs('a', 'b'), needs('b', 'c'), needs('c', 'a')], /circle: a → b → c → a$/],
    ['what needs itself', [needs('a', 'a')], /circle: a → a$/],
    ['what is missing, with the way to it', [needs('a', 'b'), needs('b', 'd')], /"d" is needed but not registered: a → b → d$/],
    ['one name twice', [needs('a'), needs('a')], /"a" is registered twice/],
  ])('is refused for %s', (_what, items, message) => {
    expect(() => dependencyOrder(items)).toThrow(ConfigError);
    expect(() => dependencyOrder(items)).toThrow(message);
  });
});
