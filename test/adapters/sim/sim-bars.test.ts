import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { FIRST_DAY, type PathSecond, PricePath } from '../../../electron/adapters/sim/price-path.ts';
import { simInstruments } from '../../../electron/adapters/sim/sim-instruments.ts';
import { SimMarket } from '../../../electron/adapters/sim/sim-market.ts';
import { aggregateBars } from '../../../electron/engine/market-data/aggregate-bars.ts';
import { intervalMs, intervals } from '../../../shared/domain/interval.ts';
import { isOpenAt } from '../../../shared/domain/session.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../shared/domain/time.ts';

const OPENED_MS = FIRST_DAY * DAY_MS;
const SEED = 42;

interface PlainBar {
  openTime: number;
  closeTime: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
}

/** What the seconds of a path add up to, by the plainest way there is. */
function barsOfSeconds(instrument: number, lengthMs: number, untilMs: number, limit: number): PlainBar[] {
  const sim = simInstruments[instrument];
  const path = new PricePath(sim, SEED);
  const second: PathSecond = { price: 0, bid: 0, ask: 0, volume: 0 };
  // The exchange is closed for an hour a night, so that many bars may be missing.
  const fromMs = Math.max(OPENED_MS, Math.floor((untilMs - limit * lengthMs - HOUR_MS) / lengthMs) * lengthMs);
  const bars: PlainBar[] = [];
  for (let timeMs = fromMs; timeMs <= untilMs; timeMs += SECOND_MS) {
    if (!isOpenAt(sim.instrument.session, timeMs)) continue;
    path.read(timeMs / SECOND_MS, second);
    const openTime = Math.floor(timeMs / lengthMs) * lengthMs;
    let bar = bars.at(-1);
    if (bar?.openTime !== openTime) {
      const { price } = second;
      bar = { openTime, closeTime: openTime + lengthMs, open: price, high: price, low: price, close: price, volume: 0 };
      bars.push(bar);
    }
    bar.high = Math.max(bar.high, second.price);
    bar.low = Math.min(bar.low, second.price);
    bar.close = second.price;
    bar.volume += second.volume;
  }
  return bars.slice(-limit);
}

it('makes every bar of every interval from the seconds of the path, wherever it is asked to begin', () => {
  const market = new SimMarket({ seed: SEED, barMs: MINUTE_MS });
  const place = fc.record({
    instrument: fc.nat(simInstruments.length - 1),
    lengthMs: fc.constantFrom(...intervals.map(intervalMs)),
    untilSecond: fc.integer({ min: 0, max: (30 * DAY_MS) / SECOND_MS }),
    limit: fc.integer({ min: 1, max: 4 }),
  });
  fc.assert(
    fc.property(place, ({ instrument, lengthMs, untilSecond, limit }) => {
      const untilMs = OPENED_MS + untilSecond * SECOND_MS;
      const count = lengthMs >= HOUR_MS ? 1 : limit;
      const found = market.history(instrument, lengthMs, untilMs, count);
      const bars = Array.from({ length: found.length }, (_, row) => ({
        openTime: found.openTime[row],
        closeTime: found.closeTime[row],
        open: found.open[row],
        high: found.high[row],
        low: found.low[row],
        close: found.close[row],
        volume: found.volume[row],
      }));
      expect(bars).toEqual(barsOfSeconds(instrument, lengthMs, untilMs, count));
    }),
    { numRuns: 60 },
  );
});

it('makes the same day from its minutes as from its seconds', () => {
  const market = new SimMarket({ seed: SEED, barMs: MINUTE_MS });
  const endMs = OPENED_MS + 5 * DAY_MS - 1;
  for (const instrument of [0, 9]) {
    const day = market.history(instrument, DAY_MS, endMs, 1);
    const ofMinutes = aggregateBars(market.history(instrument, MINUTE_MS, endMs, 1_440), DAY_MS);
    const last = ofMinutes.length - 1;
    expect({
      open: day.open[0],
      high: day.high[0],
      low: day.low[0],
      close: day.close[0],
      openTime: day.openTime[0],
    }).toEqual({
      open: ofMinutes.open[last],
      high: ofMinutes.high[last],
      low: ofMinutes.low[last],
      close: ofMinutes.close[last],
      openTime: ofMinutes.openTime[last],
    });
    expect(day.volume[0]).toBeCloseTo(ofMinutes.volume[last], 3);
  }
});

it('shows nothing of the future: the last bar ends with the second it was asked at', () => {
  const market = new SimMarket({ seed: SEED, barMs: MINUTE_MS });
  const untilMs = OPENED_MS + 3 * DAY_MS + 12 * HOUR_MS + 29 * SECOND_MS;
  const bars = market.history(8, MINUTE_MS, untilMs, 2);
  const whole = market.history(8, MINUTE_MS, untilMs + MINUTE_MS, 3);
  const second: PathSecond = { price: 0, bid: 0, ask: 0, volume: 0 };
  new PricePath(simInstruments[8], SEED).read(untilMs / 1000, second);
  expect(bars.close[1]).toBe(second.price);
  expect([bars.open[1], bars.volume[1] < whole.volume[1]]).toEqual([whole.open[1], true]);
});

it('has no bars before the exchange opened', () => {
  const market = new SimMarket({ seed: SEED, barMs: MINUTE_MS });
  const bars = market.history(8, MINUTE_MS, OPENED_MS + 2 * MINUTE_MS - 1, 500);
  expect([...bars.openTime]).toEqual([OPENED_MS, OPENED_MS + MINUTE_MS]);
});
