import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packBlock, unpackBlock } from '../../electron/storage/block-codec.ts';
import { decodeJson, encodeJson } from '../../electron/storage/json-codec.ts';
import { allocateBars, allocateTicks, type MarketBlock, sliceBlock } from '../../shared/domain/market-block.ts';

/** Any float there is, with −0, the smallest and the largest. */
const anyFloat = fc.oneof(fc.double(), fc.constantFrom(0, -0, Number.MIN_VALUE, Number.MAX_VALUE, 0.1, 1e-8));

const someBlock: fc.Arbitrary<MarketBlock> = fc
  .record({
    kind: fc.constantFrom('bars', 'ticks'),
    rows: fc.array(fc.tuple(fc.nat(65_535), fc.array(anyFloat, { minLength: 7, maxLength: 7 })), { maxLength: 40 }),
  })
  .map(({ kind, rows }) => {
    const block = kind === 'bars' ? allocateBars(rows.length) : allocateTicks(rows.length);
    const columns =
      block.kind === 'bars'
        ? [block.openTime, block.closeTime, block.open, block.high, block.low, block.close, block.volume]
        : [block.time, block.price, block.bid, block.ask, block.volume];
    rows.forEach(([instrument, values], row) => {
      block.instrument[row] = instrument;
      columns.forEach((column, place) => {
        column[row] = values[place];
      });
    });
    return block;
  });

describe('packed market data', () => {
  it('comes back bit for bit', () => {
    fc.assert(
      fc.property(someBlock, (block) => {
        expect(unpackBlock(block.kind, block.length, packBlock(block))).toEqual(block);
      }),
    );
  });

  it('holds the rows of a view, not of all the memory behind it', () => {
    fc.assert(
      fc.property(someBlock, fc.nat(40), fc.nat(40), (block, a, b) => {
        const [from, to] = [a % (block.length + 1), b % (block.length + 1)].toSorted((x, y) => x - y);
        const view = sliceBlock(block, from, to);
        expect(unpackBlock(block.kind, to - from, packBlock(view))).toEqual(view);
      }),
    );
  });

  it('is refused when it is read as something else', () => {
    const packed = packBlock(allocateBars(10));
    expect(() => unpackBlock('bars', 11, packed)).toThrow(RangeError);
    expect(() => unpackBlock('ticks', 10, packed)).toThrow(RangeError);
    expect(() => unpackBlock('bars', 10, packed.subarray(0, packed.length - 3))).toThrow();
  });

  it('never comes back as other values because of one flipped bit', () => {
    const block = allocateBars(60);
    for (let row = 0; row < 60; row += 1) block.close[row] = 100 + Math.sin(row);
    const packed = packBlock(block);
    fc.assert(
      fc.property(fc.nat(packed.length - 1), fc.nat(7), (place, bit) => {
        const flipped = Buffer.from(packed);
        flipped[place] ^= 1 << bit;
        let found: MarketBlock | null = null;
        try {
          found = unpackBlock('bars', 60, flipped);
        } catch {
          return;
        }
        expect(found).toEqual(block);
      }),
      { numRuns: 500 },
    );
  });
});

describe('plain data as JSON', () => {
  it('comes back with its exact numbers and texts, whatever they look like', () => {
    const exact = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
    const text = fc.oneof(fc.string(), fc.constantFrom('=', '==', '=1.5', '==1.5', '"', '\u0000', '=x'));
    const leaf = fc.oneof(
      exact,
      text,
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
      fc.boolean(),
      fc.constant(null),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie('value'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(value, (data) => {
        expect(decodeJson(encodeJson(data))).toEqual(normal(data));
      }),
    );
  });

  it('is refused when an exact number in it is none', () => {
    expect(() => decodeJson('{"price":"=a lot"}')).toThrow(SyntaxError);
    expect(() => decodeJson('{"price":')).toThrow(SyntaxError);
  });
});

/** JSON has no −0 and no prototype. */
function normal(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(normal);
  if (typeof data === 'object' && data !== null)
    return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, normal(value)]));
  return Object.is(data, -0) ? 0 : data;
}
