import { describe, expect, it } from 'vitest';
import { MarketState } from '../../../../electron/engine/market-data/market-state.ts';
import { QuoteBoard } from '../../../../electron/host/feeds/quote-board.ts';
import type { TickBlock } from '../../../../shared/domain/market-block.ts';
import { DAY_MS, SECOND_MS } from '../../../../shared/domain/time.ts';
import { anInstrument } from '../../../support/builders.ts';
import { aTickBlock } from '../../../support/market-blocks.ts';

const DAY = 19_800;
const START = DAY * DAY_MS + DAY_MS / 2;

type Row = Parameters<typeof aTickBlock>[0][number];

function aBoard() {
  const market = new MarketState(['AAA', 'BBB', 'CCC'].map((symbol) => anInstrument({ symbol })));
  const board = new QuoteBoard(market, 3);
  /** Rows reach the board after the engine took them. */
  const take = (rows: readonly Row[]): TickBlock => {
    const block = aTickBlock(rows);
    for (let row = 0; row < block.length; row += 1) {
      const index = block.instrument[row];
      market.last[index] = block.price[row];
      market.bid[index] = block.bid[row];
      market.ask[index] = block.ask[row];
      market.time[index] = block.time[row];
    }
    board.take({ block, from: 0, to: block.length });
    return block;
  };
  return { board, take };
}

describe('the board of quotes', () => {
  it('gives a reader every price there is, and then only those that moved, each once and as it is now', () => {
    const { board, take } = aBoard();
    take([
      { time: START, price: 100, instrument: 0, volume: 5 },
      { time: START, price: 50, instrument: 2, volume: 1 },
    ]);
    const reader = board.reader();
    expect(reader.take(START)).toMatchObject({ instrument: [0, 2], last: [100, 50] });
    expect(reader.take(START)).toBeNull();
    for (let n = 1; n <= 500; n += 1) take([{ time: START + n * SECOND_MS, price: 100 + n, instrument: 0, volume: 2 }]);
    expect(reader.take(START + 500 * SECOND_MS)).toEqual({
      asOf: START + 500 * SECOND_MS,
      instrument: [0],
      last: [600],
      bid: [599.99],
      ask: [600.01],
      dayChange: [5],
      dayVolume: [1_005],
      time: [START + 500 * SECOND_MS],
    });
    expect(reader.take(START)).toBeNull();
  });

  it('lets readers read at their own pace', () => {
    const { board, take } = aBoard();
    const [quick, slow] = [board.reader(), board.reader()];
    take([{ time: START, price: 100, instrument: 0 }]);
    expect(quick.take(START)?.instrument).toEqual([0]);
    take([{ time: START, price: 20, instrument: 1 }]);
    expect([quick.take(START)?.instrument, slow.take(START)?.instrument]).toEqual([[1], [0, 1]]);
  });

  it('begins change and volume anew with the day', () => {
    const { board, take } = aBoard();
    const reader = board.reader();
    take([
      { time: START, price: 100, volume: 5 },
      { time: START + SECOND_MS, price: 110, volume: 5 },
    ]);
    expect(reader.take(START)).toMatchObject({ dayVolume: [10] });
    take([{ time: START + DAY_MS, price: 55, volume: 3 }]);
    expect(reader.take(START)).toMatchObject({ dayChange: [0], dayVolume: [3] });
    take([{ time: START + DAY_MS + 1, price: 66, volume: 4 }]);
    expect(reader.take(START)?.dayChange[0]).toBeCloseTo(0.2, 10);
  });

  it('counts from the open of a day that began before this run', () => {
    const { board, take } = aBoard();
    board.seedDay(0, DAY, 80, 1_000);
    take([{ time: START, price: 100, volume: 5 }]);
    expect(board.reader().take(START)).toMatchObject({ dayChange: [0.25], dayVolume: [1_005] });
  });

  it('announces rows once for each block', () => {
    const { board, take } = aBoard();
    const moves = { count: 0 };
    board.onDidMove(() => (moves.count += 1));
    take([
      { time: START, price: 1 },
      { time: START, price: 2 },
    ]);
    expect([moves.count, board.rowCount]).toEqual([1, 2]);
  });
});
