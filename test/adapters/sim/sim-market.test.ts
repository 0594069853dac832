import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRST_DAY } from '../../../electron/adapters/sim/price-path.ts';
import { SimMarket } from '../../../electron/adapters/sim/sim-market.ts';
import type { MarketPosition } from '../../../electron/engine/ports/venue-books-store.ts';
import { wordListScorer } from '../../../electron/inference/word-list-scorer.ts';
import { joinBlocks, type TickBlock } from '../../../shared/domain/market-block.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../shared/domain/time.ts';

const START = (FIRST_DAY + 8) * DAY_MS;
const market = (seed = 42): SimMarket => new SimMarket({ seed, barMs: MINUTE_MS });

/** Everything after a position, in portions of at most `limit` rows. */
function inPortions(from: SimMarket, after: MarketPosition, untilMs: number, limit: number): TickBlock {
  const blocks: TickBlock[] = [];
  for (let place = after; ; ) {
    const block = from.rows(place, untilMs, limit);
    if (block.length === 0) return joinBlocks(blocks);
    blocks.push(block);
    place = { timeMs: block.time[block.length - 1], instrument: block.instrument[block.length - 1] };
  }
}

describe('the simulated exchange', () => {
  it('lists at least eight instruments, stocks and coins, each under a name of its own', () => {
    const { instruments } = market();
    const classes = new Set(instruments.map(({ assetClass }) => assetClass));
    expect(instruments.length).toBeGreaterThanOrEqual(8);
    expect([...classes].toSorted()).toEqual(['crypto', 'stock']);
    expect(new Set(instruments.map(({ id }) => id)).size).toBe(instruments.length);
  });

  it('gives the same rows in portions of any size, each second once, by time and then by instrument', () => {
    const untilMs = START + 12 * HOUR_MS + 20 * SECOND_MS;
    const after = { timeMs: START + 12 * HOUR_MS, instrument: 0xffff };
    const whole = market().rows(after, untilMs, 100_000);
    expect(whole.length).toBe(20 * 12);
    for (let row = 1; row < whole.length; row += 1) {
      const isLater = whole.time[row] > whole.time[row - 1];
      expect(isLater || whole.instrument[row] > whole.instrument[row - 1]).toBe(true);
    }
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (limit) => {
        expect(inPortions(market(), after, untilMs, limit)).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });

  it('has no ticks and no bars of stocks while their session is closed, and goes on with coins', () => {
    const midnight = START + DAY_MS;
    const rows = market().rows({ timeMs: midnight, instrument: 0xffff }, midnight + 5 * SECOND_MS, 10_000);
    const { instruments } = market();
    const classes = new Set([...rows.instrument].map((index) => instruments[index].assetClass));
    expect([...classes]).toEqual(['crypto']);

    const stockBars = market().history(0, MINUTE_MS, midnight + 31 * MINUTE_MS - 1, 2);
    expect([...stockBars.openTime]).toEqual([midnight - 31 * MINUTE_MS, midnight + 30 * MINUTE_MS]);
  });

  it('begins in the present, and never before it opened', () => {
    const now = Date.UTC(2026, 10, 22, 13, 42, 7, 512);
    expect(market().startTime(now)).toBe(now - 512);
    expect(market().startTime(0)).toBeGreaterThan(FIRST_DAY * DAY_MS);
  });

  it('names its seed and version, so that a run can tell its market from another', () => {
    expect(market(7).identity).toEqual({ kind: 'sim', seed: 7, version: 1 });
  });
});

describe('the course of the simulated market', () => {
  /** Correlation of a series with itself, `lag` places on. */
  function autocorrelation(values: readonly number[], lag: number): number {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    let together = 0;
    let own = 0;
    values.forEach((value, place) => {
      own += (value - mean) ** 2;
      if (place + lag < values.length) together += (value - mean) * (values[place + lag] - mean);
    });
    return together / own;
  }

  function minuteReturns(instrument: number, days: number): number[] {
    const bars = market().history(instrument, MINUTE_MS, START + days * DAY_MS - 1, days * 1_440);
    return Array.from(bars.close.subarray(1), (close, row) => Math.log(close / bars.close[row]));
  }

  it('has lively and quiet times that last: absolute returns resemble those just before', () => {
    const absolute = minuteReturns(8, 8).map(Math.abs);
    // Without memory, the correlation would stay within three standard errors of zero.
    const noise = 3 / Math.sqrt(absolute.length);
    const [atOne, atTen, atThirty] = [1, 10, 30].map((lag) => autocorrelation(absolute, lag));
    expect(atOne).toBeGreaterThan(4 * noise);
    expect(atTen).toBeGreaterThan(noise);
    expect(atThirty).toBeGreaterThan(noise);

    const order = absolute.map((value, place) => ({ value, key: (place * 7919) % absolute.length }));
    const shuffled = order.toSorted((a, b) => a.key - b.key).map(({ value }) => value);
    expect(Math.abs(autocorrelation(shuffled, 1))).toBeLessThan(noise);
  });

  it('trades most in stocks after the open and before the close, and in coins in the afternoon', () => {
    const perHour = (instrument: number): number[] => {
      const bars = market().history(instrument, MINUTE_MS, START + 10 * DAY_MS - 1, 10 * 1_440);
      const sums = Array.from({ length: 24 }, () => 0);
      bars.openTime.forEach((openTime, row) => {
        sums[Math.floor((openTime % DAY_MS) / HOUR_MS)] += bars.volume[row];
      });
      return sums;
    };
    const stock = perHour(0);
    const coin = perHour(8);
    expect(Math.min(stock[1], stock[22])).toBeGreaterThan(1.5 * stock[12]);
    expect(coin[14] + coin[15]).toBeGreaterThan(1.3 * (coin[2] + coin[3]));
  });

  it('moves with its headlines: what reads well is followed by a rise, what reads badly by a fall', async () => {
    const sim = market();
    const headlines = sim.headlines(START, START + 12 * DAY_MS);
    const scores = await wordListScorer.score(headlines.map(({ text }) => text));
    const indexes = new Map(sim.instruments.map(({ id }, index) => [id, index]));
    const moves: Record<'good' | 'bad' | 'neutral', number[]> = { good: [], bad: [], neutral: [] };
    headlines.forEach(({ instruments: [id], tsEvent }, place) => {
      const ofDay = tsEvent % DAY_MS;
      if (ofDay < HOUR_MS || ofDay > 22 * HOUR_MS || place % 4 !== 0) return;
      const bars = sim.history(indexes.get(id) ?? 0, MINUTE_MS, tsEvent + 20 * MINUTE_MS, 21);
      const { score } = scores[place];
      const kind = score > 0.2 ? 'good' : score < -0.2 ? 'bad' : 'neutral';
      moves[kind].push(Math.log(bars.close[bars.length - 1] / bars.open[0]));
    });
    /** How many standard errors the mean lies from zero. */
    const strength = (values: readonly number[]): number => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
      return mean / Math.sqrt(variance / values.length);
    };
    expect(Math.min(moves.good.length, moves.bad.length, moves.neutral.length)).toBeGreaterThan(80);
    expect(strength(moves.good)).toBeGreaterThan(5);
    expect(strength(moves.bad)).toBeLessThan(-5);
    expect(Math.abs(strength(moves.neutral))).toBeLessThan(4);
  });

  it('tells headlines once each, whatever the stretches they are asked for in', () => {
    const sim = market();
    const whole = sim.headlines(START, START + DAY_MS);
    const parts = Array.from({ length: 48 }, (_, n) => sim.headlines(START + (n * DAY_MS) / 48, START + ((n + 1) * DAY_MS) / 48)).flat();
    expect(parts).toEqual(whole);
    expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length);
    expect(whole.length).toBeGreaterThan(100);
  });
});
