import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CsvBars, readCsvBars } from '../../../electron/adapters/csv/csv-rows.ts';
import { isBitFlowError } from '../../../shared/base/bitflow-error.ts';
import { barFault } from '../../../shared/domain/bar.ts';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import { aPriceFile } from '../../support/price-file.ts';

const START = Date.UTC(2024, 2, 1, 9, 30);
const ROWS = Array.from({ length: 8 }, (_, n) => {
  const open = 100 + n;
  return `${new Date(START + n * MINUTE_MS).toISOString()},${open},${open + 1.5},${open - 1},${open + 1},${1000 + n}`;
});

/** What may happen to a row: a letter changed, put in, or lost, a field replaced, the line cut short. */
const mutation = fc.oneof(
  fc.record({ place: fc.nat(60), letter: fc.string({ minLength: 1, maxLength: 1 }) }).map(
    ({ place, letter }) =>
      (row: string) =>
        row.slice(0, place % row.length) + letter + row.slice((place % row.length) + 1),
  ),
  fc.record({ place: fc.nat(60), text: fc.constantFrom('-', '.', 'e5', '"', '0', '9', ',', ';', ' ', 'NaN', '\u0000', 'é') }).map(
    ({ place, text }) =>
      (row: string) =>
        row.slice(0, place % row.length) + text + row.slice(place % row.length),
  ),
  fc.nat(60).map((place) => (row: string) => row.slice(0, place % row.length) + row.slice((place % row.length) + 1)),
  fc.nat(60).map((place) => (row: string) => row.slice(0, (place % (row.length - 1)) + 1)),
  fc.record({ field: fc.nat(5), value: fc.constantFrom('', '0', '-1', '1e308', '1e309', 'Infinity', 'null', '100,5', '2024') }).map(
    ({ field, value }) =>
      (row: string) =>
        row
          .split(',')
          .map((text, place) => (place === field ? value : text))
          .join(','),
  ),
);

function readOrFailure(content: string, skipBadRows: boolean): CsvBars | string {
  try {
    return readCsvBars(aPriceFile(content), { timeZone: null, skipBadRows });
  } catch (error) {
    if (isBitFlowError(error)) return error.message;
    throw error;
  }
}

it('either refuses a row that something happened to, by its line, or reads a possible bar from it', () => {
  fc.assert(
    fc.property(fc.nat(ROWS.length - 1), mutation, (place, mutate) => {
      const mutated = mutate(ROWS[place]).replaceAll(/[\r\n]/g, ' ');
      fc.pre(mutated.trim() !== '');
      const lines = ['time,open,high,low,close,volume', ...ROWS.with(place, mutated)];
      const read = readOrFailure(lines.join('\n'), false);
      if (typeof read === 'string') {
        if (mutated.includes('\u0000')) return;
        // A time that still reads but is another one may make the row behind it the one that is out of order.
        expect(read).toMatch(new RegExp(`, line (${place + 2}|${place + 3}): `));
        const rest = readOrFailure(lines.join('\n'), true);
        // A first row that is later than all the others leaves them all out.
        if (typeof rest === 'string') expect(rest).toMatch(/at least two bars/);
        else expect(rest.skipped[0]?.line).toBe(Number(/, line (\d+): /.exec(read)?.[1]));
        return;
      }
      expect(read.openTime.length).toBe(ROWS.length);
      for (let row = 0; row < ROWS.length; row += 1) {
        expect(barFault(read.open[row], read.high[row], read.low[row], read.close[row], read.volume[row])).toBeNull();
        if (row > 0) expect(read.openTime[row]).toBeGreaterThan(read.openTime[row - 1]);
        if (row === place) continue;
        const [, ...values] = ROWS[row].split(',').map(Number);
        expect([read.open[row], read.high[row], read.low[row], read.close[row], read.volume[row]]).toEqual(values);
      }
    }),
    { numRuns: 400 },
  );
});

it('reads noise without losing its temper: bars or a refusal, never anything else', () => {
  const line = fc.oneof(fc.string(), fc.constantFrom(...ROWS), fc.constantFrom('', ',', ',,,,,', '"', '\t\t'));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), fc.boolean(), (lines, isSkipping) => {
      const read = readOrFailure(['time,open,high,low,close,volume', ...lines].join('\n'), isSkipping);
      if (typeof read !== 'string') expect(read.openTime.length).toBeGreaterThanOrEqual(2);
      else expect(read.length).toBeLessThan(3_000);
    }),
    { numRuns: 200 },
  );
});
