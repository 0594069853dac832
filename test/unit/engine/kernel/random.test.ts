import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hash32, seedOf, uniform } from '../../../../electron/engine/kernel/random.ts';

const coordinate = fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 });

describe('random numbers by seed and place', () => {
  it('are the same on every machine', () => {
    expect([hash32(0, 0, 0, 0), hash32(1, 2, 3, 4), hash32(42, -1, 2 ** 31, 2 ** 32 - 1)]).toEqual([937260802, 3347682281, 4173241990]);
    expect(uniform(7, 1, 2, 3)).toBe(0.3517889071954414);
    expect([seedOf('', 0), seedOf('NVK', 1), seedOf('日経', 2)]).toEqual([2872998923, 1290336418, 3774044288]);
  });

  it('lie between 0 and 1, both exclusive', () => {
    fc.assert(
      fc.property(coordinate, coordinate, coordinate, coordinate, (seed, a, b, c) => {
        const value = uniform(seed, a, b, c);
        expect(value > 0 && value < 1).toBe(true);
      }),
    );
  });

  it('take coordinates modulo 2³²', () => {
    fc.assert(
      fc.property(coordinate, coordinate, (seed, a) => {
        expect(hash32(seed, a, 0, 0)).toBe(hash32(seed, a + 2 ** 32, 0, 0));
      }),
    );
  });

  it.each([0, 1, 2, 3])('spread evenly when only coordinate number %i moves', (moving) => {
    const buckets = new Float64Array(16);
    const count = 16_000;
    for (let i = 0; i < count; i += 1) {
      const place = [5, 6, 7, 8].map((fixed, index) => (index === moving ? i : fixed));
      buckets[Math.floor(uniform(place[0], place[1], place[2], place[3]) * 16)] += 1;
    }
    // Chi-squared with 15 degrees of freedom exceeds 44.3 once in ten thousand.
    const chiSquared = buckets.reduce((sum, found) => sum + (found - count / 16) ** 2 / (count / 16), 0);
    expect(chiSquared).toBeLessThan(44.3);
  });

  it('change about half of their bits when one bit of the place changes', () => {
    let changed = 0;
    for (let i = 0; i < 2_000; i += 1) {
      let difference = (hash32(1, i, 2, 3) ^ hash32(1, i ^ (1 << (i % 31)), 2, 3)) >>> 0;
      for (; difference !== 0; difference >>>= 1) changed += difference & 1;
    }
    expect(changed / 2_000).toBeGreaterThan(15.5);
    expect(changed / 2_000).toBeLessThan(16.5);
  });
});
