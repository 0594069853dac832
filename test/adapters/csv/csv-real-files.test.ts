import { describe, expect, it } from 'vitest';
import { readCsvBars } from '../../../electron/adapters/csv/csv-rows.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../shared/domain/time.ts';
import { hasSharedData, NEEDS_SHARED_DATA, sharedData } from '../../support/shared-data.ts';

const read = (name: string) => readCsvBars(sharedData(name), { timeZone: null, skipBadRows: false });

describe.skipIf(!hasSharedData)(`recorded markets${NEEDS_SHARED_DATA}`, () => {
  it.each([
    ['ohlcv/us-daily/AAPL.csv', 5_849, DAY_MS],
    ['ohlcv/us-daily/BAC.csv', 5_849, DAY_MS],
    ['ohlcv/us-daily/GOOG.csv', 4_183, DAY_MS],
    ['ohlcv/us-daily/IBM.csv', 5_849, DAY_MS],
    ['ohlcv/us-daily/SPY.csv', 5_849, DAY_MS],
    ['ohlcv/us-hour/SPY_1h.csv', 40_832, HOUR_MS],
    ['ohlcv/us-minute/IBM_1m.csv', 2_566, MINUTE_MS],
    ['ohlcv/us-minute/SPY_1m.csv', 5_786, MINUTE_MS],
    ['ohlcv/crypto/BTCUSDT_binance_1m_2021-02-19_1w.csv', 10_080, MINUTE_MS],
    ['ohlcv/crypto/BTCUSD_coinbase_1d.csv', 1_318, DAY_MS],
    ['ohlcv/crypto/BTCUSD_coinbase_1m.csv', 12_423, MINUTE_MS],
    ['ohlcv/crypto/ETHUSD_coinbase_1m.csv', 5_329, MINUTE_MS],
    ['backtest/GOOG.csv', 2_148, DAY_MS],
    ['indicators/quotes/default.csv', 502, DAY_MS],
    ['faulty/EA-15m-no-bad-divs.csv', 319, 15 * MINUTE_MS],
  ])('reads every row of %s', (name, rows, barMs) => {
    const bars = read(name);
    expect({ rows: bars.openTime.length, barMs: bars.barMs, skipped: bars.skipped }).toEqual({ rows, barMs, skipped: [] });
  });

  it('reads hours in New York time as their header says: the exchange opens at 9:30 there, in winter and in summer', () => {
    const bars = read('ohlcv/us-minute/SPY_1m.csv');
    const zoned = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/New_York', hour: '2-digit', minute: '2-digit' });
    const busiest = bars.volume.indexOf(Math.max(...bars.volume));
    expect(['09:30', '15:59', '16:00']).toContain(zoned.format(bars.openTime[busiest]));
  });

  it('finds no gap in a clean week', () => {
    const { openTime } = read('ohlcv/crypto/BTCUSDT_binance_1m_2021-02-19_1w.csv');
    expect(openTime[openTime.length - 1] - openTime[0]).toBe(10_079 * MINUTE_MS);
  });

  it('refuses a file of factors, which has no bars, and says what is missing', () => {
    expect(() => read('ohlcv/us-factors/aapl.csv')).toThrow(/without time, open, high, low, close, volume/);
  });
});
