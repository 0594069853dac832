import { describe, expect, it } from 'vitest';
import { type CsvBars, type CsvOptions, readCsvBars } from '../../../electron/adapters/csv/csv-rows.ts';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import { aPriceFile } from '../../support/price-file.ts';

const HEADER = 'time,open,high,low,close,volume';
const ROWS = [
  '2024-03-01T09:30:00Z,100,101.5,99,101,1200',
  '2024-03-01T09:31:00Z,101,102,100.25,100.5,900',
  '2024-03-01T09:32:00Z,100.5,100.5,100.5,100.5,0',
];

const fileOf = (...lines: readonly string[]): string => `${lines.join('\n')}\n`;

function read(content: string | Buffer, options: Partial<CsvOptions> = {}): CsvBars {
  return readCsvBars(aPriceFile(content), { timeZone: null, skipBadRows: false, ...options });
}

/** The rows of a file as plain lists. */
function rowsOf(bars: CsvBars): number[][] {
  return Array.from(bars.openTime, (time, row) => [time, bars.open[row], bars.high[row], bars.low[row], bars.close[row], bars.volume[row]]);
}

const first = Date.UTC(2024, 2, 1, 9, 30);
const EXPECTED = [
  [first, 100, 101.5, 99, 101, 1200],
  [first + MINUTE_MS, 101, 102, 100.25, 100.5, 900],
  [first + 2 * MINUTE_MS, 100.5, 100.5, 100.5, 100.5, 0],
];

describe('a file of bars', () => {
  it('is read row by row, with the length of its bars and the decimals it uses', () => {
    const bars = read(fileOf(HEADER, ...ROWS));
    expect({ rows: rowsOf(bars), barMs: bars.barMs, pricePlaces: bars.pricePlaces, volumePlaces: bars.volumePlaces }).toEqual({
      rows: EXPECTED,
      barMs: MINUTE_MS,
      pricePlaces: 2,
      volumePlaces: 0,
    });
  });

  it.each<{ form: string; content: string | Buffer }>([
    { form: 'a byte order mark', content: `\uFEFF${fileOf(HEADER, ...ROWS)}` },
    { form: 'CRLF', content: fileOf(HEADER, ...ROWS).replaceAll('\n', '\r\n') },
    { form: 'a byte order mark and CRLF', content: `\uFEFF${fileOf(HEADER, ...ROWS).replaceAll('\n', '\r\n')}` },
    { form: 'no newline at the end', content: [HEADER, ...ROWS].join('\n') },
    { form: 'blank lines', content: fileOf(HEADER, '', ROWS[0], ROWS[1], '', ROWS[2], '') },
    { form: 'semicolons', content: fileOf(HEADER, ...ROWS).replaceAll(',', ';') },
    { form: 'semicolons behind a blank line', content: fileOf('', HEADER, ...ROWS).replaceAll(',', ';') },
    { form: 'tabs', content: fileOf(HEADER, ...ROWS).replaceAll(',', '\t') },
    { form: 'quoted fields', content: fileOf(HEADER, ...ROWS).replaceAll(/[^,\n]+/g, '"$&"') },
    { form: 'spaces around fields', content: fileOf(HEADER, ...ROWS).replaceAll(',', ' , ') },
    { form: 'the newest row first', content: fileOf(HEADER, ...ROWS.toReversed()) },
    {
      form: 'columns in another order, in capitals, with others between',
      content: fileOf(
        'Volume,Close,Trades,Low,High,Open,Date_Time',
        ...ROWS.map((row) => {
          const [time, open, high, low, close, volume] = row.split(',');
          return [volume, close, '17', low, high, open, time].join(',');
        }),
      ),
    },
  ])('may have $form', ({ content }) => {
    expect(rowsOf(read(content))).toEqual(EXPECTED);
  });

  it('says what was taken for granted', () => {
    const bars = read(
      fileOf(
        'date,time,open,high,low,close,volume,trades',
        '01/02/2024,9:30,1,1,1,1,1,5',
        '01/02/2024,9:31,1,1,1,1,1,5',
        '01/02/2024,9:35,1,1,1,1,1,5',
      ),
    );
    expect(bars.openTime[0]).toBe(Date.UTC(2024, 0, 2, 9, 30));
    expect(bars.assumptions).toEqual([
      'Times are in UTC; give --timezone if they are not.',
      'Dates such as 01/02/2024 are read as month/day/year.',
      'Columns not used: trades.',
      '1 gap between bars: time without bars passes, nothing is made up for it.',
    ]);
  });

  it('reads dates day first as soon as one of them can only be read so', () => {
    const bars = read(fileOf('date,open,high,low,close,volume', '01/02/2024,1,1,1,1,1', '13/02/2024,1,1,1,1,1'));
    expect([...bars.openTime]).toEqual([Date.UTC(2024, 1, 1), Date.UTC(2024, 1, 13)]);
  });

  it('names the same bytes with the same hash and others with another', () => {
    const [one, same, other] = [ROWS, ROWS, ROWS.toReversed()].map((rows) => read(fileOf(HEADER, ...rows)).sha256);
    expect([one === same, one === other]).toEqual([true, false]);
  });
});

describe('a file that is no file of bars', () => {
  it.each<{ what: string; content: string | Buffer; message: RegExp }>([
    { what: 'an empty file', content: '', message: /the file is empty/ },
    { what: 'a file of blank lines', content: '\n\n\n', message: /the file is empty/ },
    { what: 'a header without rows', content: fileOf(HEADER), message: /expected at least two bars, found 0/ },
    { what: 'a single bar', content: fileOf(HEADER, ROWS[0]), message: /expected at least two bars, found 1/ },
    { what: 'a missing column', content: fileOf('time,open,high,low,close', '1,1,1,1,1'), message: /without volume/ },
    { what: 'rows without a header', content: fileOf(...ROWS), message: /without time, open, high, low, close, volume/ },
    { what: 'zeros', content: Buffer.alloc(4_096), message: /binary/ },
    { what: 'a picture', content: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), message: /binary/ },
    { what: 'random bytes', content: Buffer.from(Array.from({ length: 999 }, (_, n) => ((n * 7919) % 255) + 1)), message: /./ },
    { what: 'UTF-16', content: Buffer.from(fileOf(HEADER, ...ROWS), 'utf16le'), message: /binary/ },
    { what: 'JSON', content: '{"time":[1,2],"open":[1,2]}', message: /./ },
    { what: 'a header with a quote that is never closed', content: fileOf(`"${HEADER}`, ...ROWS), message: /without time/ },
    { what: 'one line of ten million letters', content: 'a'.repeat(10_000_000), message: /without time, open, high, low, close, volume/ },
  ])('is refused in a short sentence: $what', ({ content, message }) => {
    let failure: unknown;
    try {
      read(content);
    } catch (error) {
      failure = error;
    }
    expect(failure).toMatchObject({ code: 'csv-malformed', message: expect.stringMatching(message) });
    expect(String(failure).length).toBeLessThan(600);
  });

  it('is named when it is not there', () => {
    expect(() => readCsvBars('/nowhere/ABC.csv', { timeZone: null, skipBadRows: false })).toThrow(
      expect.objectContaining({ code: 'file-missing', message: expect.stringContaining('/nowhere/ABC.csv') }),
    );
  });
});

describe('a bad row', () => {
  const bad: { what: string; row: string; reason: RegExp }[] = [
    { what: 'a word for a number', row: '2024-03-01T09:33:00Z,abc,101,99,100,5', reason: /expected a number such as 184.25, found "abc"/ },
    { what: 'an empty price', row: '2024-03-01T09:33:00Z,,101,99,100,5', reason: /found ""/ },
    { what: 'NaN', row: '2024-03-01T09:33:00Z,NaN,101,99,100,5', reason: /found "NaN"/ },
    { what: 'Infinity', row: '2024-03-01T09:33:00Z,100,Infinity,99,100,5', reason: /found "Infinity"/ },
    { what: 'a number beyond all floats', row: '2024-03-01T09:33:00Z,100,1e999,99,100,5', reason: /finite/ },
    { what: 'a hexadecimal number', row: '2024-03-01T09:33:00Z,0x64,101,99,100,5', reason: /found "0x64"/ },
    { what: 'a thousands separator', row: '2024-03-01T09:33:00Z,100,101,99,100,"1,200"', reason: /found "1,200"/ },
    { what: 'a high below the low', row: '2024-03-01T09:33:00Z,100,98,99,98.5,5', reason: /high 98 is below low 99/ },
    { what: 'an open above the high', row: '2024-03-01T09:33:00Z,102,101,99,100,5', reason: /high 101 is below open 102/ },
    { what: 'a close below the low', row: '2024-03-01T09:33:00Z,100,101,99,98,5', reason: /low 99 is above/ },
    { what: 'a price of zero', row: '2024-03-01T09:33:00Z,0,101,0,100,5', reason: /above zero/ },
    { what: 'a negative price', row: '2024-03-01T09:33:00Z,-100,101,-100,100,5', reason: /above zero/ },
    { what: 'a negative volume', row: '2024-03-01T09:33:00Z,100,101,99,100,-5', reason: /volume must be zero or more/ },
    { what: 'too few fields', row: '2024-03-01T09:33:00Z,100,101,99,100', reason: /expected 6 fields, found 5/ },
    { what: 'too many fields', row: '2024-03-01T09:33:00Z,100,101,99,100,5,7', reason: /expected 6 fields, found 7/ },
    { what: 'no time', row: 'yesterday,100,101,99,100,5', reason: /expected a date or time .* found "yesterday"/ },
    { what: 'a day that there is not', row: '2024-02-30T09:33:00Z,100,101,99,100,5', reason: /expected a date or time/ },
    { what: 'a time that came before', row: '2024-03-01T09:31:00Z,100,101,99,100,5', reason: /a time before that of line 4/ },
    {
      what: 'the same time again',
      row: '2024-03-01T09:32:00Z,100,101,99,100,5',
      reason: /the same time as line 4: every bar must come once/,
    },
    { what: 'a quote that is never closed', row: '2024-03-01T09:33:00Z,100,101,99,100,"5', reason: /expected 6 fields, found 1/ },
    { what: 'a quote within a field', row: '2024-03-01T09:33:00Z,1"00,101,99,100,5', reason: /expected/ },
    {
      what: 'a field of a million letters',
      row: `2024-03-01T09:33:00Z,${'x'.repeat(1_000_000)},101,99,100,5`,
      reason: /expected a number/,
    },
  ];
  const later = '2024-03-01T09:40:00Z,100,101,99,100,7';

  it.each(bad)('is refused with its line and the reason: $what', ({ row, reason }) => {
    let failure: unknown;
    try {
      read(fileOf(HEADER, ...ROWS, row, later));
    } catch (error) {
      failure = error;
    }
    expect(failure).toMatchObject({ code: 'csv-bad-row', message: expect.stringMatching(/ABC_1m\.csv, line 5: /) });
    expect(String(failure)).toMatch(reason);
    expect(String(failure).length).toBeLessThan(600);
  });

  it.each(bad)('is left out and reported when bad rows are skipped: $what', ({ row, reason }) => {
    const bars = read(fileOf(HEADER, ...ROWS, row, later), { skipBadRows: true });
    expect(rowsOf(bars)).toEqual([...EXPECTED, [first + 10 * MINUTE_MS, 100, 101, 99, 100, 7]]);
    expect(bars.skipped).toEqual([{ line: 5, reason: expect.stringMatching(reason) }]);
    expect(bars.assumptions.at(-1)).toMatch(/^1 bad row skipped, line 5: /);
  });

  it.each(['\n', '\r\n'])('keeps its line number behind blank lines and a byte order mark (line ends %j)', (end) => {
    const lines = ['\uFEFF' + HEADER, '', ROWS[0], '', '', 'nonsense', ROWS[1], ''];
    expect(() => read(lines.join(end))).toThrow(/line 6: /);
  });

  it('lists the first twenty of many and says how many there are', () => {
    const rows = Array.from({ length: 60 }, (_, n) => `row${n},1,1,1,1,1`);
    let message = '';
    try {
      read(fileOf(HEADER, ...ROWS, ...rows));
    } catch (error) {
      message = String(error);
    }
    expect(message).toMatch(/line 5: .*59 more: line 6: /);
    expect(message.match(/line \d+:/g)?.length).toBe(20);
  });

  it('spoils no other row with a quote that is never closed', () => {
    const bars = read(fileOf(HEADER, `"${ROWS[0]}`, ROWS[1], `"${ROWS[2]}`, later), { skipBadRows: true });
    expect(bars.skipped.map(({ line }) => line)).toEqual([2, 4]);
    expect(bars.assumptions.at(-1)).toMatch(/^2 bad rows skipped, line 2: .+; line 4: /);
    expect(rowsOf(bars)).toEqual([EXPECTED[1], [first + 10 * MINUTE_MS, 100, 101, 99, 100, 7]]);
  });

  it('does not stop the rows behind it from being held against those before it', () => {
    const bars = read(fileOf(HEADER, ROWS[0], ROWS[2], ROWS[1], later), { skipBadRows: true });
    expect(bars.skipped).toEqual([{ line: 4, reason: 'a time before that of line 3: bars must be in order' }]);
    expect(rowsOf(bars)).toEqual([EXPECTED[0], EXPECTED[2], [first + 10 * MINUTE_MS, 100, 101, 99, 100, 7]]);
  });
});
