import { describe, expect, it } from 'vitest';
import { FIRST_DAY } from '../../../../electron/adapters/sim/price-path.ts';
import { SimMarket } from '../../../../electron/adapters/sim/sim-market.ts';
import { ChartBoard } from '../../../../electron/host/feeds/chart-board.ts';
import type { BarHistory } from '../../../../electron/host/market-history.ts';
import type { BarBlock } from '../../../../shared/domain/market-block.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../shared/domain/time.ts';

const market = new SimMarket({ seed: 42, barMs: MINUTE_MS });
const START = (FIRST_DAY + 4) * DAY_MS + 10 * HOUR_MS + 17 * SECOND_MS;

/** A board over the simulated market whose history answers when it is let. */
function aBoard() {
  const clock = { nowMs: START };
  const waiting: (() => void)[] = [];
  const history: BarHistory = {
    bars: (instrument, lengthMs, untilMs, limit) =>
      new Promise((resolve) => {
        waiting.push(() => resolve(market.history(instrument, lengthMs, untilMs, limit)));
      }),
  };
  const board = new ChartBoard(history, () => clock.nowMs);
  const play = (seconds: number): void => {
    const block = market.rows({ timeMs: clock.nowMs, instrument: 0xffff }, clock.nowMs + seconds * SECOND_MS, 1e6);
    clock.nowMs += seconds * SECOND_MS;
    board.take({ block, from: 0, to: block.length });
  };
  const answer = (): void => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  return { board, clock, play, answer };
}

const rounded = (bars: BarBlock): unknown => ({ ...bars, volume: Array.from(bars.volume, (units) => Math.round(units * 10_000) / 10_000) });

describe('a chart that follows the market', () => {
  it.each([MINUTE_MS, 5 * MINUTE_MS, HOUR_MS])(
    'has the bars of %d ms that the market has, whatever came in while its history was asked for',
    async (lengthMs) => {
      const { board, clock, play, answer } = aBoard();
      const following = board.follow(8, lengthMs, 30);
      play(3);
      play(200);
      answer();
      const { series } = await following;
      for (const seconds of [1, 1, 58, 61, 600]) {
        play(seconds);
        const { bars } = series;
        expect(rounded(bars)).toEqual(rounded(market.history(8, lengthMs, clock.nowMs, bars.length)));
      }
    },
  );

  it('grows far beyond the bars that it began with', async () => {
    const { board, clock, play, answer } = aBoard();
    const following = board.follow(8, MINUTE_MS, 2);
    answer();
    const { series } = await following;
    for (let n = 0; n < 20; n += 1) play(600);
    expect(series.length).toBe(2 + 200);
    expect(rounded(series.bars)).toEqual(rounded(market.history(8, MINUTE_MS, clock.nowMs, series.length)));
  });

  it('has another version whenever its own instrument moved, and only then', async () => {
    const { board, clock, answer } = aBoard();
    const following = board.follow(0, MINUTE_MS, 2);
    answer();
    const { series } = await following;
    const show = (index: number): number => {
      const all = market.rows({ timeMs: clock.nowMs, instrument: 0xffff }, clock.nowMs + SECOND_MS, 1_000);
      board.take({ block: all, from: index, to: index + 1 });
      return series.version;
    };
    const before = series.version;
    expect([show(8), show(0) > before]).toEqual([before, true]);
  });

  it('is left alone when nobody follows it any more', async () => {
    const { board, play, answer } = aBoard();
    const moves = { count: 0 };
    board.onDidMove(() => (moves.count += 1));
    play(1);
    const following = board.follow(8, MINUTE_MS, 2);
    answer();
    const followed = await following;
    play(1);
    followed.dispose();
    const { version } = followed.series;
    play(5);
    expect([moves.count, followed.series.version]).toEqual([1, version]);
  });

  it('is not followed when its history can not be had', async () => {
    const failing = new ChartBoard({ bars: () => Promise.reject(new Error('no history')) }, () => START);
    const moves = { count: 0 };
    failing.onDidMove(() => (moves.count += 1));
    await expect(failing.follow(8, MINUTE_MS, 2)).rejects.toThrow('no history');
    const block = market.rows({ timeMs: START, instrument: 0xffff }, START + SECOND_MS, 100);
    failing.take({ block, from: 0, to: block.length });
    expect(moves.count).toBe(0);
  });
});
