import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atan, cos, log10, pow, sin, tanh } from '../../../../electron/engine/kernel/math.ts';

const view = new DataView(new ArrayBuffer(8));

function bitsOf(value: number): bigint {
  view.setFloat64(0, value);
  return view.getBigInt64(0);
}

/** How many floats lie between two floats of one sign. */
function floatsBetween(a: number, b: number): number {
  return Math.abs(Number(bitsOf(a) - bitsOf(b)));
}

const reals = (size: number) =>
  fc.oneof(
    fc.double({ min: -size, max: size, noNaN: true }),
    fc.double({ min: -2, max: 2, noNaN: true }),
    fc.double({ min: -1e-6, max: 1e-6, noNaN: true }),
  );

const cases: readonly [name: string, ours: (x: number) => number, platform: (x: number) => number, size: number, floats: number][] = [
  ['sine', sin, Math.sin, 1e6, 3],
  ['cosine', cos, Math.cos, 1e6, 3],
  ['arc tangent', atan, Math.atan, 1e15, 2],
  ['hyperbolic tangent', tanh, Math.tanh, 40, 5],
];

describe.each(cases)('the %s', (_, ours, platform, size, floats) => {
  it(`is within ${floats} units in the last place of what the platform gives`, () => {
    fc.assert(
      fc.property(reals(size), (x) => {
        const [a, b] = [ours(x), platform(x)];
        expect(floatsBetween(a, b) <= floats || Math.abs(a - b) < 2 ** -60).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('of nothing known is nothing known', () => {
    expect(ours(Number.NaN)).toBeNaN();
  });
});

describe('angles', () => {
  it('have their known values', () => {
    expect([sin(0), cos(0), atan(0), tanh(0)]).toEqual([0, 1, 0, 0]);
    expect([atan(Infinity), atan(-Infinity)]).toEqual([Math.PI / 2, -Math.PI / 2]);
    expect([atan(1), tanh(100), tanh(-100)]).toEqual([Math.PI / 4, 1, -1]);
    expect(Math.abs(sin(Math.PI / 6) - 0.5)).toBeLessThan(1.2e-16);
    expect(Math.abs(cos(Math.PI / 3) - 0.5)).toBeLessThan(2.3e-16);
  });

  it('make a right triangle, whatever the angle', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (x) => {
        expect(Math.abs(sin(x) * sin(x) + cos(x) * cos(x) - 1)).toBeLessThan(1e-15);
      }),
    );
  });

  it('beyond a million radians are refused rather than guessed', () => {
    expect([sin(1_000_001), cos(-1_000_001), sin(Infinity)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it('give the same bits as ever', () => {
    expect([sin(1), cos(1), atan(2), tanh(0.3), tanh(2)].map((x) => bitsOf(x).toString(16))).toMatchInlineSnapshot(`
      [
        "3feaed548f090cee",
        "3fe14a280fb5068c",
        "3ff1b6e192ebbe44",
        "3fd2a4dda7d914fa",
        "3feed9505e1bc3d4",
      ]
    `);
  });
});

describe('the logarithm to base 10', () => {
  it('is within its stated error of what the platform gives', () => {
    fc.assert(
      fc.property(fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true }), (x) => {
        expect(floatsBetween(log10(x), Math.log10(x))).toBeLessThanOrEqual(6);
      }),
      { numRuns: 5000 },
    );
  });

  it('of 0 is −∞ and below that nothing known', () => {
    expect([log10(0), log10(-1), log10(1)]).toEqual([-Infinity, Number.NaN, 0]);
  });
});

describe('a power', () => {
  it('is within its stated error of what the platform gives', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), fc.double({ min: -30, max: 30, noNaN: true }), (base, exponent) => {
        const [ours, platform] = [pow(base, exponent), base ** exponent];
        const bound = (4 + 2 * Math.abs(exponent * Math.log(base))) * 2 ** -52;
        expect(Math.abs(ours - platform)).toBeLessThanOrEqual(bound * platform);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    [5, 0, 1],
    [0, 2, 0],
    [0, -1, Infinity],
    [0, 0, 1],
    [1, 1e9, 1],
    [-2, 3, Number.NaN],
  ])('of %d to %d is %d', (base, exponent, expected) => {
    expect(pow(base, exponent)).toBe(expected);
  });
});
