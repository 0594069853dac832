import { describe, expect, it } from 'vitest';
import { FIRST_DAY } from '../../../electron/adapters/sim/price-path.ts';
import { SimMarket } from '../../../electron/adapters/sim/sim-market.ts';
import type { MarketStore } from '../../../electron/engine/ports/market-store.ts';
import { CachedHistory, type MinuteSource } from '../../../electron/host/market-history.ts';
import { intervalMs, intervals } from '../../../shared/domain/interval.ts';
import type { BarBlock } from '../../../shared/domain/market-block.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../shared/domain/time.ts';

const market = new SimMarket({ seed: 42, barMs: MINUTE_MS });
const FIRST = FIRST_DAY + 1;
const NOW = (FIRST + 6) * DAY_MS + 9 * HOUR_MS + 12 * MINUTE_MS + 30 * SECOND_MS;

class ShelfStore implements MarketStore {
  readonly pulse = null;
  readonly shelf = new Map<string, BarBlock>();

  days(series: string, firstDay: number, lastDay: number): Promise<ReadonlyMap<number, BarBlock>> {
    const found = new Map<number, BarBlock>();
    for (let day = firstDay; day <= lastDay; day += 1) {
      const bars = this.shelf.get(`${series} ${day}`);
      if (bars !== undefined) found.set(day, bars);
    }
    return Promise.resolve(found);
  }

  putDay(series: string, day: number, bars: BarBlock): Promise<void> {
    this.shelf.set(`${series} ${day}`, bars);
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** A history in front of the simulated market that notes which days were worked out. */
function aHistory(store = new ShelfStore()): { history: CachedHistory; asked: string[]; store: ShelfStore } {
  const asked: string[] = [];
  const source: MinuteSource = (instrument, day, untilMs) => {
    asked.push(`${instrument} ${day - FIRST}`);
    const lastMs = Math.min(untilMs, (day + 1) * DAY_MS - 1);
    const bars = market.history(instrument, MINUTE_MS, lastMs, 1_440);
    const first = bars.openTime.findIndex((openTime) => openTime >= day * DAY_MS);
    return Promise.resolve({ ...bars, ...slices(bars, first < 0 ? bars.length : first) });
  };
  return { history: new CachedHistory({ source, store, seriesOf: (instrument) => `series-${instrument}`, firstDay: FIRST }), asked, store };
}

function slices(bars: BarBlock, from: number): Partial<BarBlock> {
  const columns = Object.entries(bars).filter(([, column]) => ArrayBuffer.isView(column)) as [string, Float64Array][];
  return { length: bars.length - from, ...Object.fromEntries(columns.map(([name, column]) => [name, column.slice(from)])) };
}

/** Bars without their volumes, which are sums in another order, and those apart. */
function split({ volume, ...rest }: BarBlock): { bars: Omit<BarBlock, 'volume'>; volumes: number[] } {
  return { bars: rest, volumes: Array.from(volume, (units) => Math.round(units * 10_000) / 10_000) };
}

describe('history with a store before it', () => {
  it.each(intervals)('gives bars of %s that are those of the market itself', async (interval) => {
    const { history } = aHistory();
    for (const instrument of [0, 8]) {
      const limit = interval === '1d' ? 5 : 130;
      const found = await history.bars(instrument, intervalMs(interval), NOW, limit);
      const expected = market.history(instrument, intervalMs(interval), NOW, limit);
      const overlap = Math.min(found.length, expected.length);
      expect(overlap).toBeGreaterThan(4);
      expect(split(tail(found, overlap))).toEqual(split(tail(expected, overlap)));
    }
  });

  it('works a day out once, also after a restart, but for the day that is not over', async () => {
    const { history, asked, store } = aHistory();
    await history.bars(8, HOUR_MS, NOW, 72);
    expect(asked).toEqual(['8 4', '8 5', '8 6', '8 3']);
    asked.length = 0;
    await history.bars(8, HOUR_MS, NOW, 72);
    await history.bars(8, MINUTE_MS, NOW, 2_000);
    expect(new Set(asked)).toEqual(new Set(['8 6']));

    const later = aHistory(store);
    await later.history.bars(8, HOUR_MS, NOW, 72);
    expect(later.asked).toEqual(['8 6']);
    expect([...store.shelf.keys()].some((key) => key.endsWith(String(FIRST + 6)))).toBe(false);
  });

  it('keeps a day that was begun once it is over', async () => {
    const { history, asked } = aHistory();
    await history.bars(8, MINUTE_MS, NOW, 10);
    await history.bars(8, MINUTE_MS, NOW + DAY_MS, 1_000);
    await history.bars(8, MINUTE_MS, NOW + DAY_MS, 1_000);
    expect(asked.filter((day) => day === '8 6').length).toBe(2);
  });

  it('ends with what was known by the moment asked for, also within a day that is kept whole', async () => {
    const { history } = aHistory();
    await history.bars(8, MINUTE_MS, NOW + DAY_MS, 3_000);
    const openTimes = [...(await history.bars(8, MINUTE_MS, NOW, 3)).openTime];
    const current = Math.floor(NOW / MINUTE_MS) * MINUTE_MS;
    expect(openTimes).toEqual([current - 2 * MINUTE_MS, current - MINUTE_MS, current]);
  });

  it('gives what there is when more is asked for than ever was', async () => {
    const { history } = aHistory();
    const bars = await history.bars(8, DAY_MS, NOW, 1_000);
    expect([...bars.openTime].map((openTime) => openTime / DAY_MS - FIRST)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect((await history.bars(8, DAY_MS, FIRST * DAY_MS - 1, 10)).length).toBe(0);
  });

  it('does not take one series for another', async () => {
    const { history } = aHistory();
    const [one, other] = [await history.bars(8, HOUR_MS, NOW, 30), await history.bars(9, HOUR_MS, NOW, 30)];
    expect(one.close).not.toEqual(other.close);
    expect(new Set(other.instrument)).toEqual(new Set([9]));
  });
});

function tail(bars: BarBlock, count: number): BarBlock {
  return { ...bars, ...slices(bars, bars.length - count) };
}
