import { afterEach, describe, expect, it, vi } from 'vitest';
import { findIndicator } from '../../../../electron/engine/indicators/catalogue.ts';
import { defaultValues } from '../../../../electron/engine/indicators/indicator.ts';
import { runIndicator } from '../../../../electron/engine/indicators/run-indicator.ts';
import { chartIndicator } from '../../../../electron/host/feeds/chart-indicator.ts';
import { ChartWork } from '../../../../electron/host/feeds/chart-work.ts';
import { TurnQueue } from '../../../../electron/host/feeds/turn-queue.ts';
import { allocateBars, type BarBlock } from '../../../../shared/domain/market-block.ts';
import { settingsWith } from '../../../support/engine-harness.ts';
import { walkingColumns } from '../../../support/indicator-series.ts';

function blockOf(length: number): BarBlock {
  const block = allocateBars(length);
  const columns = walkingColumns(length, 4);
  for (const name of ['openTime', 'open', 'high', 'low', 'close', 'volume'] as const) block[name].set(columns[name]);
  return block;
}

function indicatorNamed(name: string) {
  const found = chartIndicator({ key: name, name, parameters: {}, reference: null, expression: null }, null);
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
}

const names = ['ema', 'bollinger', 'macd', 'supertrend', 'stochastic'];
const bars = blockOf(3_000);

/** Work that is said to take a part of a millisecond beyond a whole one. */
class DearTurns extends TurnQueue {
  override run(step: () => boolean): Promise<number> {
    while (!step());
    return Promise.resolve(1.07);
  }
}

function aWork(turns: TurnQueue, chartCount = 1, signal?: AbortSignal): ChartWork {
  return new ChartWork({
    indicators: names.map(indicatorNamed),
    regime: () => settingsWith().indicators,
    turns,
    signal,
    chartCount: () => chartCount,
  });
}

describe('the lines of a chart', () => {
  it('are those of the batch form, from any bar on, though they are worked out in pieces beside those of other charts', async () => {
    const turns = new TurnQueue();
    const all = await Promise.all([0, 1, 2_500, 2_999].map((from) => aWork(turns).lines(bars, from, new Map())));
    for (const [place, from] of [0, 1, 2_500, 2_999].entries()) {
      const expected = names.flatMap((name) => {
        const definition = findIndicator(name);
        if (definition === null) throw new Error(name);
        return runIndicator(definition, defaultValues(definition), { ...bars, reference: null }).map((column) =>
          Array.from(column.subarray(from), (value) => (Number.isNaN(value) ? null : value)),
        );
      });
      expect(all[place].lines.map(({ values }) => values)).toEqual(expected);
      expect(all[place].regimes).toEqual(all[0].regimes.slice(from));
    }
  });

  it('leave the event loop its turns: what waits for one is served while they are worked out', async () => {
    const turns = new TurnQueue();
    let served = 0;
    let isOver = false;
    const serve = (): void => {
      served += 1;
      if (!isOver) setImmediate(serve);
    };
    setImmediate(serve);
    const heavy = blockOf(20_000);
    await Promise.all(Array.from({ length: 4 }, () => aWork(turns).lines(heavy, 0, new Map())));
    isOver = true;
    // Four charts of five indicators and a regime, each of which needs more than one piece or at least one.
    expect(served).toBeGreaterThan(20);
  });

  it('are given up when nobody looks any more, and leave the thread to others', async () => {
    const turns = new TurnQueue();
    const gone = new AbortController();
    const heavy = blockOf(20_000);
    const abandoned = Array.from({ length: 3 }, () => aWork(turns, 1, gone.signal).lines(heavy, 0, new Map()));
    gone.abort();
    const lines = await Promise.all(abandoned);
    for (const each of lines) expect(each.lines.length).toBeLessThan(3);
    const whole = await aWork(turns).lines(bars, 0, new Map());
    expect(whole.lines.length).toBeGreaterThan(names.length);
  });

  it('are asked for again the later the dearer they were, and the more charts there are', async () => {
    const turns = new TurnQueue();
    const [one, many] = [aWork(turns, 1), aWork(turns, 50)];
    expect([one.waitMs, many.waitMs]).toEqual([0, 0]);
    await one.lines(bars, 0, new Map());
    await many.lines(bars, 0, new Map());
    expect(many.waitMs).toBeGreaterThan(0);
    expect(many.waitMs).toBeGreaterThan(one.waitMs);
  });
});

describe('lines that are behind', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are asked for when they may be worked out, not a moment before, however many charts come meanwhile', async () => {
    vi.useFakeTimers();
    let chartCount = 1;
    const work = new ChartWork({
      indicators: [indicatorNamed('ema')],
      regime: null,
      turns: new DearTurns(),
      signal: undefined,
      chartCount: () => chartCount,
    });
    await work.lines(bars, 0, new Map());
    const seen: number[] = [];
    work.whenDue(() => seen.push(work.waitMs));
    expect(work.waitMs).toBeCloseTo(10.7, 6);
    chartCount = 2;
    vi.advanceTimersByTime(21);
    expect(seen).toEqual([]);
    vi.advanceTimersByTime(2);
    expect(seen).toEqual([0]);
  });

  it('are not asked for any more once the chart is gone', async () => {
    vi.useFakeTimers();
    const work = new ChartWork({
      indicators: [indicatorNamed('ema')],
      regime: null,
      turns: new DearTurns(),
      signal: undefined,
      chartCount: () => 1,
    });
    await work.lines(bars, 0, new Map());
    let stirs = 0;
    work.whenDue(() => (stirs += 1));
    work.dispose();
    vi.advanceTimersByTime(1_000);
    expect(stirs).toBe(0);
  });
});

describe('work that takes turns', () => {
  it('is done piece by piece, one caller after the other, and a failing step fails its caller alone', async () => {
    const turns = new TurnQueue();
    const order: string[] = [];
    const steps = (name: string, count: number) => {
      let left = count;
      return () => {
        order.push(name);
        const until = performance.now() + 5;
        while (performance.now() < until);
        left -= 1;
        return left === 0;
      };
    };
    const failing = turns.run(() => {
      throw new Error('no');
    });
    const [a, b] = [turns.run(steps('a', 2)), turns.run(steps('b', 2))];
    await expect(failing).rejects.toThrow('no');
    expect(await a).toBeGreaterThan(9);
    await b;
    expect(order).toEqual(['a', 'b', 'a', 'b']);
  });
});
