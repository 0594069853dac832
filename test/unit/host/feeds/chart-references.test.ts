import { describe, expect, it } from 'vitest';
import { FIRST_DAY } from '../../../../electron/adapters/sim/price-path.ts';
import { SimMarket } from '../../../../electron/adapters/sim/sim-market.ts';
import { ChartBoard } from '../../../../electron/host/feeds/chart-board.ts';
import { alignCloses, ChartReferences } from '../../../../electron/host/feeds/chart-references.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../shared/domain/time.ts';

const START = (FIRST_DAY + 4) * DAY_MS + 10 * HOUR_MS;

describe('closes of a reference instrument', () => {
  it('are put to the bars of the same opening, and missing where it has none', () => {
    const reference = { openTime: Float64Array.of(1, 3, 4, 9), close: Float64Array.of(10, 30, 40, 90) };
    expect([...alignCloses(Float64Array.of(0, 1, 2, 3, 4, 5), reference)]).toEqual([Number.NaN, 10, Number.NaN, 30, 40, Number.NaN]);
    expect([...alignCloses(Float64Array.of(7), { openTime: new Float64Array(0), close: new Float64Array(0) })]).toEqual([Number.NaN]);
  });

  it('say from which bar on they changed since they were last asked, and nothing when they did not', async () => {
    const market = new SimMarket({ seed: 42, barMs: MINUTE_MS });
    const clock = { nowMs: START };
    const history = { bars: (...question: Parameters<typeof market.history>) => Promise.resolve(market.history(...question)) };
    const board = new ChartBoard(history, () => clock.nowMs);
    const references = await ChartReferences.follow(board, [8, 9], MINUTE_MS, 30);
    const play = (seconds: number): void => {
      const block = market.rows({ timeMs: clock.nowMs, instrument: 0xffff }, clock.nowMs + seconds * SECOND_MS, 1e6);
      clock.nowMs += seconds * SECOND_MS;
      board.take({ block, from: 0, to: block.length });
    };
    references.takeChangedFrom();
    expect(references.takeChangedFrom()).toBe(Infinity);
    play(150);
    const from = references.takeChangedFrom();
    expect(from).toBeLessThanOrEqual(START);
    expect(from).toBeGreaterThanOrEqual(START - 2 * MINUTE_MS);
    play(1);
    expect(references.takeChangedFrom()).toBe(START + 2 * MINUTE_MS);
    const openTime = Float64Array.of(START, START + MINUTE_MS);
    expect([...references.closesAt(openTime).keys()]).toEqual([8, 9]);
    expect([...(references.closesAt(openTime).get(9) ?? [])]).toEqual([...market.history(9, MINUTE_MS, clock.nowMs, 3).close].slice(0, 2));
    references.dispose();
    const { version } = references;
    play(60);
    expect(references.version).toBe(version);
  });
});
