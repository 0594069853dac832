import { describe, expect, it } from 'vitest';
import { csvInstrument, type InstrumentFile, readInstrumentFile } from '../../../electron/adapters/csv/csv-instrument.ts';
import { type CsvBars, readCsvBars } from '../../../electron/adapters/csv/csv-rows.ts';
import { ConfigError } from '../../../shared/base/config-error.ts';
import { price, quantity, units, usd } from '../../support/builders.ts';
import { settingsWith } from '../../support/engine-harness.ts';
import { aPriceFile } from '../../support/price-file.ts';

function barsNamed(name: string, rows: readonly string[] = ['1,100.5,101,99.25,100,5', '61,100,101,99,100,7']): CsvBars {
  const lines = rows.map((row) => row.replace(/^\d+/, (seconds) => String(1_700_000_000 + Number(seconds))));
  return readCsvBars(aPriceFile(['time,open,high,low,close,volume', ...lines].join('\n'), name), { timeZone: null, skipBadRows: false });
}

const describedBy = (file: InstrumentFile, bars = barsNamed('ABC_1m.csv')) => csvInstrument(bars, file, settingsWith());

describe('the instrument of a file', () => {
  it.each([
    ['AAPL.csv', 'AAPL'],
    ['SPY_1h.csv', 'SPY'],
    ['btcusdt_binance_1m_2021.csv', 'BTCUSDT'],
    ['BRK-B_daily.csv', 'BRK-B'],
    ['EUR USD.csv', 'EURUSD'],
    ['noextension', 'NOEXTENSION'],
  ])('takes its symbol from the name %s', (name, symbol) => {
    expect(describedBy({}, barsNamed(name)).instrument).toMatchObject({ symbol, id: `${symbol}.CSV` });
  });

  it('is refused when the name of the file gives no symbol, unless a description does', () => {
    expect(() => describedBy({}, barsNamed('___.csv'))).toThrow(/No symbol can be read from the file name ___\.csv/);
    expect(describedBy({ symbol: 'xyz' }, barsNamed('___.csv')).instrument.symbol).toBe('XYZ');
  });

  it('takes its increments from the decimals seen, its fees and volume floor from the settings', () => {
    expect(describedBy({}).instrument).toMatchObject({
      priceIncrement: price('0.01'),
      sizeIncrement: quantity('1'),
      minimumNotional: usd('1'),
      assetClass: 'stock',
      isShortable: false,
      fees: { makerRatio: units('0.0005'), takerRatio: units('0.001') },
      volumeFloor: { kind: 'relative', ratio: 0.2 },
      session: { kind: 'continuous' },
    });
    const fine = barsNamed('BTCUSD.csv', ['1,0.123456,0.2,0.1,0.15,1.5', '61,0.1,0.2,0.1,0.15,0.00012300']);
    expect(describedBy({}, fine).instrument).toMatchObject({
      priceIncrement: price('0.000001'),
      sizeIncrement: quantity('0.000001'),
      assetClass: 'crypto',
    });
  });

  it('follows its description in everything that it says, and assumes nothing about that', () => {
    const file: InstrumentFile = {
      symbol: 'xau-usd',
      name: 'Gold',
      aliases: ['bullion'],
      assetClass: 'crypto',
      quoteCurrency: 'EUR',
      priceIncrement: '0.05',
      sizeIncrement: '0.1',
      minimumNotional: '25',
      makerFee: 0,
      takerFee: 0.002,
      isShortable: true,
      volumeFloor: { kind: 'daily', units: 5_000 },
      session: { kind: 'daily', openMinute: 480, closeMinute: 990, days: [1, 2, 3, 4, 5] },
    };
    const { instrument, assumptions } = describedBy(file);
    expect(instrument).toMatchObject({
      id: 'XAU-USD.CSV',
      symbol: 'XAU-USD',
      name: 'Gold',
      aliases: ['bullion'],
      assetClass: 'crypto',
      quoteCurrency: 'EUR',
      priceIncrement: price('0.05'),
      sizeIncrement: quantity('0.1'),
      minimumNotional: { amount: units('25'), currency: 'EUR' },
      fees: { makerRatio: 0n, takerRatio: units('0.002') },
      isShortable: true,
      volumeFloor: file.volumeFloor,
      session: file.session,
    });
    expect(assumptions).toEqual([]);
  });

  it.each<{ what: string; file: InstrumentFile }>([
    { what: 'an increment of zero', file: { priceIncrement: '0' } },
    { what: 'a negative increment', file: { sizeIncrement: '-1' } },
    { what: 'a currency that is none', file: { quoteCurrency: 'dollars!' } },
  ])('is refused with $what', ({ file }) => {
    expect(() => describedBy(file)).toThrow(ConfigError);
  });
});

describe('a description of an instrument', () => {
  const readJson = (content: string): InstrumentFile => readInstrumentFile(aPriceFile(content, 'abc.json'));

  it('may leave out everything', () => {
    expect(readJson('{}')).toEqual({});
  });

  it.each([
    ['{"priceIncrement": 0.01}', 'priceIncrement'],
    ['{"priceIncrement": "a bit"}', 'priceIncrement'],
    ['{"takerFee": 1}', 'takerFee'],
    ['{"takerFee": -0.1}', 'takerFee'],
    ['{"isShortable": "yes"}', 'isShortable'],
    ['{"session": {"kind": "daily", "openMinute": -1, "closeMinute": 900, "days": [1]}}', 'session'],
    ['{"session": {"kind": "daily", "openMinute": 0, "closeMinute": 900, "days": []}}', 'session'],
    ['{"volumeFloor": {"kind": "daily"}}', 'volumeFloor'],
    ['{"symbol": ""}', 'symbol'],
    ['{"symbol": "A B"}', 'symbol'],
    ['{"colour": "red"}', 'colour'],
    ['[]', 'the file'],
    ['"ABC"', 'the file'],
    ['{', 'not JSON'],
    ['', 'not JSON'],
  ])('is refused by the key that is wrong: %s', (content, word) => {
    expect(() => readJson(content)).toThrow(word);
  });

  it('is named when it is not there', () => {
    expect(() => readInstrumentFile('/nowhere/abc.json')).toThrow(expect.objectContaining({ code: 'file-missing' }));
  });
});
