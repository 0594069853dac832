import { expect, it, onTestFinished } from 'vitest';
import { HistoryThread } from '../../../electron/adapters/sim/history-thread.ts';
import { FIRST_DAY } from '../../../electron/adapters/sim/price-path.ts';
import { SimMarket } from '../../../electron/adapters/sim/sim-market.ts';
import { threadScripts } from '../../../electron/platform/program-files.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../shared/domain/time.ts';

const DAY = FIRST_DAY + 3;

function aThread(): HistoryThread {
  const thread = new HistoryThread(threadScripts.historyWorker, 42);
  onTestFinished(() => thread.close());
  return thread;
}

it('works out the same minutes of a day as the market itself, and only those of that day', async () => {
  const thread = aThread();
  const market = new SimMarket({ seed: 42, barMs: MINUTE_MS });
  const [stock, coin] = await Promise.all([0, 8].map((instrument) => thread.minutes(instrument, DAY, (DAY + 2) * DAY_MS)));
  const endMs = (DAY + 1) * DAY_MS - 1;
  expect(stock).toEqual(market.history(0, MINUTE_MS, endMs, 1_380));
  expect(coin).toEqual(market.history(8, MINUTE_MS, endMs, 1_440));
  expect(stock.openTime[0]).toBe(DAY * DAY_MS + 30 * MINUTE_MS);
});

it('ends a day that is not over with the moment it was asked at', async () => {
  const thread = aThread();
  const untilMs = DAY * DAY_MS + HOUR_MS + 29_000;
  const bars = await thread.minutes(8, DAY, untilMs);
  expect(bars).toEqual(new SimMarket({ seed: 42, barMs: MINUTE_MS }).history(8, MINUTE_MS, untilMs, 61));
});

it('gives no bars for a stretch in which the market was closed', async () => {
  const bars = await aThread().minutes(0, DAY, DAY * DAY_MS + 10 * MINUTE_MS);
  expect(bars.length).toBe(0);
});

it('fails what waits and what follows when the thread ends', async () => {
  const thread = aThread();
  const waiting = thread.minutes(8, DAY, (DAY + 1) * DAY_MS);
  const refused = expect(waiting).rejects.toMatchObject({ code: 'history-thread-died' });
  await thread.close();
  await refused;
  await expect(thread.minutes(8, DAY, (DAY + 1) * DAY_MS)).rejects.toMatchObject({ code: 'history-thread-died' });
});
