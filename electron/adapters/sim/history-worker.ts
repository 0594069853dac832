import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../../../shared/base/assert.ts';
import { Pulse } from '../../../shared/base/pulse.ts';
import { copyRows } from '../../../shared/domain/market-block.ts';
import { DAY_MS, MINUTE_MS } from '../../../shared/domain/time.ts';
import { SimMarket } from './sim-market.ts';

/** The entry of a thread that works out days of the simulated market, so that the core's thread need not. */

/** What the thread is asked: the one-minute bars of a day, up to a moment within it. */
export interface DayQuestion {
  readonly id: number;
  readonly instrument: number;
  readonly day: number;
  readonly untilMs: number;
}

const port = parentPort;
assert(port !== null, 'the history worker must run in a worker thread');

const { seed, pulse: shared } = workerData as { seed: number; pulse: SharedArrayBuffer };
const pulse = new Pulse(shared);
const market = new SimMarket({ seed, barMs: MINUTE_MS });

port.on('message', ({ id, instrument, day, untilMs }: DayQuestion) => {
  pulse.beat();
  const lastMs = Math.min(untilMs, (day + 1) * DAY_MS - 1);
  const bars = market.history(instrument, MINUTE_MS, lastMs, Math.floor((lastMs - day * DAY_MS) / MINUTE_MS) + 1);
  // Minutes at which the market is closed have no bar, so that the last of the day before may be among them.
  const first = bars.openTime.findIndex((openTime) => openTime >= day * DAY_MS);
  port.postMessage({ id, bars: copyRows(bars, first < 0 ? bars.length : first, bars.length) });
});
