import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, inverseNormal, log } from '../../../../electron/engine/kernel/math.ts';

const view = new DataView(new ArrayBuffer(8));

function bitsOf(value: number): bigint {
  view.setFloat64(0, value);
  return view.getBigInt64(0);
}

/** How many floats lie between two floats of one sign. */
function floatsBetween(a: number, b: number): number {
  return Math.abs(Number(bitsOf(a) - bitsOf(b)));
}

const anyRange = fc.oneof(fc.double({ min: -700, max: 700, noNaN: true }), fc.double({ min: -2, max: 2, noNaN: true }));

describe('e to the power of x', () => {
  it('is within two units in the last place of what the platform gives', () => {
    fc.assert(
      fc.property(anyRange, (x) => {
        expect(floatsBetween(exp(x), Math.exp(x))).toBeLessThanOrEqual(2);
      }),
      { numRuns: 5000 },
    );
  });

  it('is exact at 0 and has its known value at 1', () => {
    expect(exp(0)).toBe(1);
    expect(floatsBetween(exp(1), Math.E)).toBeLessThanOrEqual(1);
  });

  it.each([
    [709.5, Infinity],
    [Infinity, Infinity],
    [-708.5, 0],
    [-Infinity, 0],
    [Number.NaN, Number.NaN],
  ])('beyond its range: of %d is %d', (x, expected) => {
    expect(exp(x)).toBe(expected);
  });

  it('still holds just inside its range', () => {
    expect(floatsBetween(exp(709), Math.exp(709))).toBeLessThanOrEqual(2);
    expect(floatsBetween(exp(-708), Math.exp(-708))).toBeLessThanOrEqual(2);
  });

  it('gives the same bits as ever', () => {
    expect([0.1, -1.5, 10, -700, 700].map((x) => bitsOf(exp(x)).toString(16))).toMatchInlineSnapshot(`
      [
        "3ff1aec7b35a00d4",
        "3fcc8f87724b5c1d",
        "40d5829dcf950560",
        "d14f2b0fb9307f",
        "7f0d945df4f8ec8e",
      ]
    `);
  });
});

describe('the natural logarithm', () => {
  const positive = fc.oneof(
    fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true }),
    fc.double({ min: 0.5, max: 2, noNaN: true }),
  );

  it('is within two units in the last place of what the platform gives, also below the smallest normal float', () => {
    fc.assert(
      fc.property(positive, (x) => {
        expect(floatsBetween(log(x), Math.log(x))).toBeLessThanOrEqual(2);
      }),
      { numRuns: 5000 },
    );
    for (const x of [Number.MIN_VALUE, 1e-310, Number.MAX_VALUE]) expect(floatsBetween(log(x), Math.log(x))).toBeLessThanOrEqual(2);
  });

  it('undoes the power', () => {
    fc.assert(
      fc.property(fc.double({ min: -600, max: 600, noNaN: true }), (x) => {
        expect(Math.abs(log(exp(x)) - x)).toBeLessThanOrEqual(1e-13 + Math.abs(x) * 1e-15);
      }),
    );
  });

  it.each([
    [1, 0],
    [0, -Infinity],
    [-0, -Infinity],
    [Infinity, Infinity],
    [-1, Number.NaN],
    [Number.NaN, Number.NaN],
  ])('of %d is %d', (x, expected) => {
    expect(log(x)).toBe(expected);
  });

  it('gives the same bits as ever', () => {
    expect([0.1, 2, 1234.5, 1e-300].map((x) => bitsOf(log(x)).toString(16))).toMatchInlineSnapshot(`
      [
        "-3ffd944e444aaaeb",
        "3fe62e42fefa39ef",
        "401c79436f818745",
        "-3f7a69cbb807804b",
      ]
    `);
  });
});

describe('the inverse of the normal distribution', () => {
  it.each([
    [0.5, 0],
    [0.75, 0.6744897501960817],
    [0.9, 1.2815515655446004],
    [0.975, 1.959963984540054],
    [0.99, 2.3263478740408408],
    [0.995, 2.5758293035489004],
    [0.999, 3.090232306167813],
  ])('at %d is %d to within its stated error', (p, expected) => {
    expect(Math.abs(inverseNormal(p) - expected)).toBeLessThanOrEqual(1.2e-9 * Math.abs(expected));
    expect(Math.abs(inverseNormal(1 - p) + expected)).toBeLessThanOrEqual(2e-9 * Math.abs(expected));
  });

  it('never falls as the share rises', () => {
    const share = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });
    fc.assert(
      fc.property(share, share, (p, q) => {
        if (Math.abs(p - q) < 1e-6) return;
        expect(inverseNormal(p) < inverseNormal(q)).toBe(p < q);
      }),
      { numRuns: 1000 },
    );
  });

  it('has no seam where its tails begin', () => {
    for (const edge of [0.02425, 1 - 0.02425]) {
      expect(Math.abs(inverseNormal(edge - 1e-12) - inverseNormal(edge + 1e-12))).toBeLessThan(1e-8);
    }
  });
});
