import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInstrumentFile } from '../../../electron/adapters/csv/csv-instrument.ts';
import { CsvMarket } from '../../../electron/adapters/csv/csv-market.ts';
import { jsonOf } from '../../../electron/cli/output.ts';
import { BitFlowEngine } from '../../../electron/engine/bitflow-engine.ts';
import { settingsSchema } from '../../../shared/config/settings.ts';
import { escapedJson, nameFault, neutralised } from '../../../shared/domain/plain-text.ts';
import { barRows, writeBarFile } from '../../support/bar-file.ts';
import { temporaryFolder } from '../../support/temporary.ts';

/** One of each kind of what nobody sees. */
const hidden: readonly (readonly [string, string])[] = [
  ['a control character', '\u0007'],
  ['an escape that colours a terminal', '\u001B'],
  ['a null', '\u0000'],
  ['a later control character', '\u0085'],
  ['an override of the direction of writing', '\u202E'],
  ['an isolate of it', '\u2066'],
  ['a right-to-left mark', '\u200F'],
  ['an Arabic letter mark', '\u061C'],
  ['a zero-width space', '\u200B'],
  ['a zero-width joiner', '\u200D'],
  ['a byte order mark', '\uFEFF'],
  ['a soft hyphen', '\u00AD'],
  ['a word joiner', '\u2060'],
  ['a tag letter', '\u{E0041}'],
  ['a variation selector', '\uFE01'],
  ['a filler', '\u3164'],
  ['a blank of Braille', '\u2800'],
  ['a line separator', '\u2028'],
  ['half a pair', '\uD83D'],
  ['a private character', '\uE000'],
  ['no character at all', '\uFFFF'],
];

const anyText = fc.string({
  unit: fc.oneof(fc.constantFrom(...hidden.map(([, character]) => character)), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })),
});

describe('a text from outside', () => {
  it.each(hidden)('does not show %s, and its other characters stay where they are', (_what, character) => {
    expect(neutralised(`A${character}B`)).toBe(`A${'\uFFFD'.repeat(character.length)}B`);
  });

  it('keeps its length, its line ends, and what is already safe', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = neutralised(text);
        expect(shown).toHaveLength(text.length);
        expect(neutralised(shown)).toBe(shown);
        expect(shown.split('\n')).toHaveLength(text.split('\n').length);
        for (const [, character] of hidden) if (character !== '\u200D' && character !== '\uD83D') expect(shown).not.toContain(character);
      }),
    );
  });

  it.each(['Société Générale', '腾讯控股', 'Газпром', 'الراجحي', '👩‍💻 ❤️ up 5 %', 'a b c'])('shows %s as it is', (text) => {
    expect(neutralised(text)).toBe(text);
  });

  it('is escaped in JSON, which reads back as the same value', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const json = escapedJson(JSON.stringify({ text }));
        expect(JSON.parse(json)).toEqual({ text });
        expect(neutralised(json)).toBe(json);
      }),
    );
    expect(jsonOf({ name: 'A\u202EB' })).toBe('{"name":"A\\u202eB"}');
  });
});

describe('a name from a file', () => {
  it.each(hidden)('is refused with %s', (_what, character) => {
    expect(nameFault(`Acme${character} Inc`)).toMatch(/expected a name without invisible characters, found U\+[0-9A-F]{4,6}/);
    expect(() => readInstrumentFile(instrumentFile({ name: `Acme${character} Inc` }))).toThrow(/name: .*invisible|JSON/);
    expect(() => readInstrumentFile(instrumentFile({ aliases: ['good', `ba${character}d`] }))).toThrow(/aliases\.1: .*invisible|JSON/);
  });

  it.each(['\u0410APL', 'P\u0430ypal Inc', 'Vol\u03BFn'])('is refused where letters only look alike: %s', (name) => {
    expect(nameFault(name)).toMatch(/letters that only look alike/);
  });

  it.each(['AAPL', 'Газпром', 'Société Générale', 'Ørsted A/S', 'Π-Bank', '腾讯控股', 'Газпром Export'])('is taken: %s', (name) => {
    expect(nameFault(name)).toBeNull();
  });

  it.each(['AA\u202EPL.csv', 'AA\u200BPL.csv', '\u0410APL.csv'])('gives no symbol, where the file is called %s', (name) => {
    const path = writeBarFile(temporaryFolder(), barRows(10), name);
    expect(() => marketOf(path)).toThrow(expect.objectContaining({ keyPath: 'market' }));
    expect(() => marketOf(path)).toThrow(/^[^\u202E\u200B]*$/);
  });

  it('such as a column that is not used is shown short and safe', () => {
    const path = join(temporaryFolder(), 'ABC.csv');
    const columns = ['b\u202Ead', 'x'.repeat(500), ...Array.from({ length: 60 }, (_, place) => `c${place}`)];
    const rows = barRows(10).map((row) => [row, ...columns.map(() => '1')].join(','));
    writeFileSync(path, `time,open,high,low,close,volume,${columns.join(',')}\n${rows.join('\n')}\n`);
    const words = marketOf(path).assumptions.find((assumption) => assumption.startsWith('Columns not used')) ?? '';
    expect(words).toMatch(/^Columns not used: b\uFFFDad, x{40}, c0, .* …\.$/);
  });
});

it('a reason of the engine is safe to show', () => {
  const engine = new BitFlowEngine();
  engine.impair('some', 'degraded', 'the file a\u202Eb');
  expect(engine.reasons).toEqual(['the file a\uFFFDb']);
});

function instrumentFile(content: unknown): string {
  const path = join(temporaryFolder(), 'instrument.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
}

function marketOf(path: string): CsvMarket {
  return new CsvMarket({ paths: [path], timeZone: null, skipBadRows: false, instrumentFile: null, settings: settingsSchema.parse({}) });
}
