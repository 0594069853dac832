import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allocateBars,
  allocateTicks,
  type BarBlock,
  copyRows,
  joinBlocks,
  type MarketBlock,
  rowTime,
  sliceBlock,
  type TickBlock,
} from '../../shared/domain/market-block.ts';

const number = fc.double({ min: 0, max: 1e9, noNaN: true });
const barNames = ['openTime', 'closeTime', 'open', 'high', 'low', 'close', 'volume'] as const;
const tickNames = ['time', 'price', 'bid', 'ask', 'volume'] as const;
const rowOf = (width: number): fc.Arbitrary<number[]> => fc.array(number, { minLength: width, maxLength: width });
const instrument = fc.nat(65_535);

const bars: fc.Arbitrary<BarBlock> = fc.array(fc.tuple(instrument, rowOf(barNames.length)), { maxLength: 12 }).map((rows) => {
  const block = allocateBars(rows.length);
  for (const [row, [index, values]] of rows.entries()) {
    block.instrument[row] = index;
    for (const [place, name] of barNames.entries()) block[name][row] = values[place];
  }
  return block;
});

const ticks: fc.Arbitrary<TickBlock> = fc.array(fc.tuple(instrument, rowOf(tickNames.length)), { maxLength: 12 }).map((rows) => {
  const block = allocateTicks(rows.length);
  for (const [row, [index, values]] of rows.entries()) {
    block.instrument[row] = index;
    for (const [place, name] of tickNames.entries()) block[name][row] = values[place];
  }
  return block;
});

const block: fc.Arbitrary<MarketBlock> = fc.oneof(bars, ticks);

/** The rows of a block as plain lists, to compare. */
function rowsOf(from: MarketBlock): number[][] {
  const columns = from.kind === 'bars' ? barNames.map((name) => from[name]) : tickNames.map((name) => from[name]);
  return Array.from({ length: from.length }, (_, row) => [from.instrument[row], ...columns.map((column) => column[row])]);
}

const withRange = block.chain((whole) =>
  fc.tuple(fc.nat(whole.length), fc.nat(whole.length)).map(([a, b]) => ({ whole, from: Math.min(a, b), to: Math.max(a, b) })),
);

describe('a market block', () => {
  it('cut into rows, as views or as a copy, holds those rows', () => {
    fc.assert(
      fc.property(withRange, ({ whole, from, to }) => {
        const expected = rowsOf(whole).slice(from, to);
        for (const cut of [sliceBlock(whole, from, to), copyRows(whole, from, to)]) {
          expect({ kind: cut.kind, length: cut.length, rows: rowsOf(cut) }).toEqual({
            kind: whole.kind,
            length: to - from,
            rows: expected,
          });
        }
      }),
    );
  });

  it('cut in two and joined again is what it was', () => {
    fc.assert(
      fc.property(withRange, ({ whole, from }) => {
        expect(joinBlocks([sliceBlock(whole, 0, from), sliceBlock(whole, from, whole.length)])).toEqual(whole);
      }),
    );
  });

  it('joined from many has the rows of each in their order', () => {
    fc.assert(
      fc.property(fc.array(bars, { minLength: 1, maxLength: 5 }), (parts) => {
        expect(rowsOf(joinBlocks(parts))).toEqual(parts.flatMap(rowsOf));
      }),
    );
  });

  it('shares memory with a slice but not with a copy', () => {
    const whole = allocateBars(2);
    const slice = sliceBlock(whole, 1, 2);
    const copy = copyRows(whole, 1, 2);
    whole.close[1] = 7;
    expect([slice.close[0], copy.close[0]]).toEqual([7, 0]);
  });

  it('says when a row became known: a bar at its close, a tick at its time', () => {
    fc.assert(
      fc.property(block, (whole) => {
        for (let row = 0; row < whole.length; row += 1) {
          expect(rowTime(whole, row)).toBe(whole.kind === 'bars' ? whole.closeTime[row] : whole.time[row]);
        }
      }),
    );
  });
});
