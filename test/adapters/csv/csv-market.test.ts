import { describe, expect, it } from 'vitest';
import type { InstrumentFile } from '../../../electron/adapters/csv/csv-instrument.ts';
import { CsvMarket } from '../../../electron/adapters/csv/csv-market.ts';
import { ConfigError } from '../../../shared/base/config-error.ts';
import { type BarBlock, rowTime } from '../../../shared/domain/market-block.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/domain/time.ts';
import { settingsWith } from '../../support/engine-harness.ts';
import { aPriceFile } from '../../support/price-file.ts';

const START = Date.UTC(2024, 2, 1, 9, 30);

/** A file of minutes: bar `n` opens at `base + n`, closes one higher, and traded `n + 1` units. */
function minutes(
  count: number,
  { base = 100, startMs = START, stepMs = MINUTE_MS }: { base?: number; startMs?: number; stepMs?: number } = {},
): string {
  const rows = Array.from({ length: count }, (_, n) => {
    const open = base + n;
    return [new Date(startMs + n * stepMs).toISOString(), open, open + 2, open - 2, open + 1, n + 1].join(',');
  });
  return ['time,open,high,low,close,volume', ...rows].join('\n');
}

function aMarket(paths: readonly string[], instrumentFile: InstrumentFile | null = null): CsvMarket {
  return new CsvMarket({ paths, instrumentFile, settings: settingsWith(), timeZone: null, skipBadRows: false });
}

function barsOf(block: BarBlock): { openTime: number; open: number; high: number; low: number; close: number; volume: number }[] {
  return Array.from({ length: block.length }, (_, row) => ({
    openTime: block.openTime[row],
    open: block.open[row],
    high: block.high[row],
    low: block.low[row],
    close: block.close[row],
    volume: block.volume[row],
  }));
}

describe('a market of recorded bars', () => {
  it('shows no bar before its close', () => {
    const market = aMarket([aPriceFile(minutes(5))]);
    const known = (untilMs: number): number => market.rows(null, untilMs, 100).length;
    expect([START, START + MINUTE_MS - 1, START + MINUTE_MS, START + 5 * MINUTE_MS, Infinity].map(known)).toEqual([0, 0, 1, 5, 5]);
    expect({ start: market.startTime(), end: market.endTimeMs, rows: market.rowsAfter(null) }).toEqual({
      start: START,
      end: START + 5 * MINUTE_MS,
      rows: 5,
    });
  });

  it('merges files by time, equal times in the order of the files, and goes on after any row', () => {
    const market = aMarket([
      aPriceFile(minutes(6), 'AAA_1m.csv'),
      aPriceFile(minutes(6, { base: 500, startMs: START + 2 * MINUTE_MS }), 'BBB_1m.csv'),
    ]);
    const all = market.rows(null, Infinity, 100);
    expect([...all.instrument]).toEqual([0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1]);
    expect(market.instruments.map(({ id }) => id)).toEqual(['AAA.CSV', 'BBB.CSV']);

    for (let row = 0; row < all.length; row += 1) {
      const position = { timeMs: rowTime(all, row), instrument: all.instrument[row] };
      const next = market.rows(position, Infinity, 100);
      expect([next.length, market.rowsAfter(position)]).toEqual([11 - row, 11 - row]);
      if (next.length > 0) expect([next.instrument[0], next.closeTime[0]]).toEqual([all.instrument[row + 1], all.closeTime[row + 1]]);
    }
  });

  it('is the same market only when the bytes are the same', () => {
    const [one, same, other] = [minutes(5), minutes(5), minutes(6)].map((content) => aMarket([aPriceFile(content)]).identity);
    expect(one).toEqual(same);
    expect(one).not.toEqual(other);
  });

  it('has history of any length, made of the bars that were known by then', () => {
    const market = aMarket([aPriceFile(minutes(12), 'AAA.csv'), aPriceFile(minutes(12, { base: 500 }), 'BBB.csv')]);
    expect(barsOf(market.history(0, 5 * MINUTE_MS, START + 7 * MINUTE_MS, 10))).toEqual([
      { openTime: START, open: 100, high: 106, low: 98, close: 105, volume: 15 },
      { openTime: START + 5 * MINUTE_MS, open: 105, high: 108, low: 103, close: 107, volume: 13 },
    ]);
    expect(barsOf(market.history(1, MINUTE_MS, START + 12 * MINUTE_MS, 2))).toEqual([
      { openTime: START + 10 * MINUTE_MS, open: 510, high: 512, low: 508, close: 511, volume: 11 },
      { openTime: START + 11 * MINUTE_MS, open: 511, high: 513, low: 509, close: 512, volume: 12 },
    ]);
    expect(market.history(0, MINUTE_MS, START, 5).length).toBe(0);
  });

  it('refuses files whose bars have different lengths, naming both', () => {
    const paths = [aPriceFile(minutes(5), 'AAA.csv'), aPriceFile(minutes(5, { stepMs: HOUR_MS }), 'BBB.csv')];
    expect(() => aMarket(paths)).toThrow(/one length, found 1m in .*AAA\.csv and 1h in .*BBB\.csv/);
  });

  it('refuses two files of one symbol', () => {
    const paths = [aPriceFile(minutes(5), 'AAA_1m.csv'), aPriceFile(minutes(6), 'aaa_2.csv')];
    expect(() => aMarket(paths)).toThrow(/one file for each symbol, found AAA in .*AAA_1m\.csv and .*aaa_2\.csv/);
  });

  it('refuses one description for several files', () => {
    const paths = [aPriceFile(minutes(5), 'AAA.csv'), aPriceFile(minutes(5), 'BBB.csv')];
    expect(() => aMarket(paths, { name: 'Which?' })).toThrow(ConfigError);
  });

  it('says of each file what was assumed of it, by its symbol', () => {
    const market = aMarket([aPriceFile(minutes(5), 'AAA.csv'), aPriceFile(minutes(5), 'BBB.csv')]);
    const said = market.assumptions.filter((words) => words.includes('The symbol is'));
    expect(said).toEqual(["AAA: The symbol is AAA, from the file's name.", "BBB: The symbol is BBB, from the file's name."]);
    expect(market.assumptions.slice(-2)).toEqual([
      'A bar is known at its close, 1m after its time.',
      "The paper venue assumes a spread of 2 basis points and fills at most 10 % of a bar's volume.",
    ]);
  });
});
