import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indicatorCatalogue } from '../../../../../electron/engine/indicators/catalogue.ts';
import { columnNames } from '../../../../../electron/engine/indicators/expression/checked-part.ts';
import { customIndicator, parseExpression } from '../../../../../electron/engine/indicators/expression/expression.ts';
import { expressionFunctions } from '../../../../../electron/engine/indicators/expression/functions.ts';
import { indicatorNames } from '../../../../../electron/engine/indicators/expression/indicator-names.ts';
import { parseSyntax } from '../../../../../electron/engine/indicators/expression/parse-syntax.ts';
import { printSyntax } from '../../../../../electron/engine/indicators/expression/syntax.ts';
import type { SeriesColumns } from '../../../../../electron/engine/indicators/indicator.ts';
import { runIndicator } from '../../../../../electron/engine/indicators/run-indicator.ts';
import { anyExpression } from '../../../../support/expression-cases.ts';
import { interpret } from '../../../../support/expression-interpreter.ts';
import { expectAgree, ours } from '../../../../support/indicator-oracles.ts';
import { columnsFrom, walkingColumns } from '../../../../support/indicator-series.ts';

function custom(expression: string) {
  const made = customIndicator({ name: 'mine', title: 'Mine', expression, placement: 'pane' });
  if (!made.ok) throw new Error(`${expression}: column ${made.error.column}: ${made.error.message}`);
  return made.value;
}

const run = (expression: string, columns: SeriesColumns): number[] => [...runIndicator(custom(expression), [], columns)[0]];
const walk = walkingColumns(300);
const rowsOf = (closes: readonly number[]): SeriesColumns =>
  columnsFrom(closes.map((close) => ({ open: close, high: close, low: close, close, volume: 1 })));

describe('an expression equals the indicator that it spells out', () => {
  it.each([
    ['ema(close, 12) - ema(close, 26)', 'macd', {}, 'macd'],
    ['ema(12) - ema(26)', 'macd', {}, 'macd'],
    ['macd.histogram', 'macd', {}, 'histogram'],
    ['MACD(5, 12, 4).Signal', 'macd', { fast: 5, slow: 12, signal: 4 }, 'signal'],
    ['bollinger(20, 2).upper', 'bollinger', {}, 'upper'],
    ['bb.upper', 'bollinger', {}, 'upper'],
    ['sma(close, 20) + 2 * stddev(close, 20)', 'bollinger', {}, 'upper'],
    ['(close - sma(20)) / standard_deviation(20)', 'zscore', {}, 'value'],
    ['(highest(high, 20) + lowest(low, 20)) / 2', 'donchian', {}, 'middle'],
    ['100 * atr(14) / close', 'natr', {}, 'value'],
    ['sma(true_range, 14)[0] * 0 + atr(14)', 'atr', {}, 'value'],
    ['true_range', 'true-range', {}, 'value'],
    ['volume / sma(volume, 20)[1]', 'relative-volume', {}, 'value'],
  ])('%s is %s %j', (text, name, given, output) => {
    const found = run(text, walk);
    expectAgree({ value: found }, { value: ours(name, given, walk)[output] });
  });

  it('an indicator may read another one', () => {
    const rsi = ours('rsi', { period: 14 }, walk)['value'];
    const start = rsi.findIndex((value) => !Number.isNaN(value));
    const over = ours('zscore', { period: 50 }, rowsOf(rsi.slice(start)))['value'];
    expectAgree({ value: run('zscore(rsi(14), 50)', walk) }, { value: [...rsi.slice(0, start), ...over] });
    expect(custom('zscore(rsi(14), 50)').warmUp([])).toBe(14 + 49);
  });
});

describe('worked by hand', () => {
  const bars = rowsOf([1, 4, 2, 0, 9]);
  const none = Number.NaN;
  it.each([
    ['close[1]', [none, 1, 4, 2, 0]],
    ['10 / close', [10, 2.5, 5, none, 10 / 9]],
    ['sum(10 / close, 2)', [none, 12.5, 7.5, none, 5 + 10 / 9]],
    ['sqrt(close - 1) > 1', [0, 1, 0, none, 1]],
    ['nz(10 / close, -1)', [10, 2.5, 5, -1, 10 / 9]],
    ['nz(close[2])', [0, 0, 1, 4, 2]],
    ['close > 1 and close < 5 or close == 9', [0, 1, 1, 0, 1]],
    ['not (close > 1)', [1, 0, 0, 1, 0]],
    ['close > 3 ? close : -close', [-1, 4, -2, -0, 9]],
    ['close > 3 ? close : 10 / close', [10, 4, 5, none, 9]],
    ['change(close)', [none, 3, -2, -2, 9]],
    ['change(close, 2)', [none, none, 1, -4, 7]],
    ['crossover(close, 3)', [none, 1, 0, 0, 1]],
    ['crossunder(close, 3)', [none, 0, 1, 0, 0]],
    ['clamp(close, 1, 4)', [1, 4, 2, 1, 4]],
    ['min(close, 3, 5) + max(close, 3)', [4, 7, 5, 3, 12]],
    ['2 + 3 * 4 - 6 / 3 % 4', [12, 12, 12, 12, 12]],
    ['2 - 3 - 4', [-5, -5, -5, -5, -5]],
    ['-close[1]', [none, -1, -4, -2, -0]],
    ['lowest(close, 2)', [none, 1, 2, 0, 0]],
  ])('%s', (text, expected) => {
    expectAgree({ value: run(text, bars) }, { value: expected });
  });
});

describe('a faulty expression', () => {
  it.each([
    ['', 'syntax', 1, 'Expected a number, a name or "(", found the end.'],
    ['close +', 'syntax', 8, 'Expected a number, a name or "(", found the end.'],
    ['close close', 'syntax', 7, 'Expected an operator or the end, found "close".'],
    ['(close', 'syntax', 7, 'Expected ")", found the end.'],
    ['close # 2', 'syntax', 7, 'Expected a number, a name or a sign, found "#".'],
    ['close[x]', 'syntax', 7, 'Expected how many bars back, a whole number, found "x".'],
    ['close[-1]', 'syntax', 7, 'Expected how many bars back, a whole number, found "-".'],
    ['close < 2 < 3', 'syntax', 11, 'Expected an operator or the end, found "<".'],
    ['1 + clsoe', 'unknown-name', 5, 'Expected a column, a function or an indicator, found "clsoe". Did you mean close?'],
    ['bolinger(20, 2).upper', 'type', 1, 'Expected an indicator before ".upper", such as macd.upper.'],
    ['bolinger(20)', 'unknown-name', 1, 'Expected a function or an indicator, found "bolinger". Did you mean bollinger?'],
    ['1 + macd', 'type', 5, 'Expected one output of macd: macd.macd, macd.signal, macd.histogram.'],
    ['macd.histogran', 'unknown-name', 1, 'Expected macd.macd, macd.signal, macd.histogram, found ".histogran". Did you mean histogram?'],
    ['rsi(0)', 'parameter', 5, 'rsi: expected period to be a whole number from 1 to 5000, found 0.'],
    ['rsi(2.5)', 'parameter', 5, 'rsi: expected period to be a whole number from 1 to 5000, found 2.5.'],
    ['rsi(close, close)', 'parameter', 12, 'Expected period of rsi to be a number, found close.'],
    ['rsi(14, 3)', 'arguments', 9, 'Expected rsi to have at most period after the series it may read, found one more.'],
    ['min(close)', 'arguments', 1, 'Expected min(a, b, …), found 1 arguments.'],
    ['highest(close)', 'arguments', 1, 'Expected highest(series, bars), found 1 arguments.'],
    ['highest(close, 1.5)', 'parameter', 16, 'Expected the bars of highest(series, bars) to be a whole number from 1 to 5000, found 1.5.'],
    ['close(3)', 'arguments', 1, 'Expected close without parentheses; close[1] is the one of the bar before.'],
    ['close and open', 'type', 1, 'Expected a condition (true or false) before and, found a number.'],
    ['(close > 1) + 2', 'type', 1, 'Expected a number before +, found a condition (true or false).'],
    ['not close', 'type', 5, 'Expected a condition (true or false) after not, found a number.'],
    ['close ? 1 : 2', 'type', 1, 'Expected a condition (true or false) before ?, found a number.'],
    ['true ? 1 : false', 'type', 12, 'Expected a number after : as before it, found a condition (true or false).'],
    ['ema(close > 1, 3)', 'type', 5, 'Expected a number for ema to read, found a condition (true or false).'],
    ['1e999', 'too-large', 1, 'Expected a smaller number than 1e999.'],
    ['sma(5000) + ema(5000) + atr(5000) + rsi(5000) + wrong(3)', 'unknown-name', 49, null],
    ['sma(5000) + ema(5000) + atr(5000) + rsi(5000) + sma(4999)', 'too-large', 49, null],
    [`${'('.repeat(40)}1${')'.repeat(40)}`, 'too-large', 33, null],
    [`${'-'.repeat(200)}1`, 'too-large', 33, null],
    [Array.from({ length: 120 }, () => '1').join('+'), 'too-large', 1, null],
    ['1'.repeat(501), 'too-large', 501, null],
  ])('%s is refused as %s at column %d', (text, code, column, message) => {
    const parsed = parseExpression(text);
    expect(parsed).toMatchObject({ ok: false, error: { code, column } });
    if (message !== null) expect(parsed).toMatchObject({ error: { message } });
  });
});

describe('any text', () => {
  const scraps = fc.array(
    fc.constantFrom(
      'close',
      'sma',
      'macd',
      '.',
      'upper',
      '(',
      ')',
      '[',
      ']',
      ',',
      '?',
      ':',
      '+',
      '-',
      '*',
      '/',
      '%',
      '<',
      '==',
      'and',
      'not',
      ' ',
      '1',
      '20',
      '0',
      '1e3',
      'nz',
      'true',
      '5.',
      '.5',
      '!',
      '&&',
    ),
    { maxLength: 60 },
  );

  it('is an expression or a fault within it, and never an exception', () => {
    const texts = fc.oneof(
      fc.string({ maxLength: 600 }),
      fc.string({ unit: 'binary', maxLength: 60 }),
      scraps.map((parts) => parts.join('')),
      anyExpression,
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseExpression(text);
        if (parsed.ok) return;
        expect(parsed.error.column).toBeGreaterThanOrEqual(1);
        expect(parsed.error.column).toBeLessThanOrEqual(text.length + 1);
        expect(parsed.error.message).toMatch(/\.$|\?$/);
      }),
      { numRuns: 4_000 },
    );
  });

  it('printed and read again is the same', () => {
    const bare = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'column' ? 0 : part)));
    fc.assert(
      fc.property(
        fc.oneof(
          anyExpression,
          scraps.map((parts) => parts.join(' ')),
        ),
        (text) => {
          if (!parseExpression(text).ok) return;
          const syntax = parseSyntax(text);
          expect(bare(parseSyntax(printSyntax(syntax)))).toEqual(bare(syntax));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('a compiled expression', () => {
  const columns = walkingColumns(120, 3);

  it('equals a naive interpreter of the same text, bar by bar, after an exact warm-up', () => {
    const accepted = { count: 0 };
    fc.assert(
      fc.property(anyExpression, (text) => {
        const parsed = parseExpression(text);
        if (!parsed.ok) return expect(parsed.error.code).toBe('too-large');
        accepted.count += 1;
        const { warmUp } = parsed.value;
        const expected = interpret(parseSyntax(text), columns).map((value, bar) => (bar < warmUp ? Number.NaN : value));
        const found = run(text, columns);
        const isNear = (a: number, b: number): boolean => Object.is(a, b) || a === b || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
        const apart = found.findIndex((value, bar) => !isNear(value, expected[bar]));
        expect(apart < 0 ? null : { bar: apart, found: found[apart], expected: expected[apart] }).toBeNull();
        if (!parsed.value.isSparse && warmUp < 120) expect(found.findIndex((value) => !Number.isNaN(value))).toBe(warmUp);
      }),
      { numRuns: 1_500 },
    );
    expect(accepted.count).toBeGreaterThan(1_000);
  });

  it('goes on after a bar without value, and after bars that are not whole', () => {
    const holes = { ...columns, close: columns.close.map((value, bar) => (bar % 17 === 5 ? 0 : value)) };
    const found = run('ema(100 / close, 5)', holes);
    expect(
      found
        .map((value, bar) => [bar, Number.isNaN(value)] as const)
        .filter(([bar, isNone]) => bar > 5 && isNone)
        .map(([bar]) => bar % 17),
    ).toEqual(Array.from({ length: 6 }, () => 5));
  });

  it('gives two instances that share nothing', () => {
    const definition = custom('ema(change(close), 5) + highest(high, 7)');
    const [a, b] = [definition.create([]), definition.create([])];
    const into = new Float64Array(1);
    const expected = run('ema(change(close), 5) + highest(high, 7)', columns);
    for (const bar of columns.close.keys()) {
      a.update(columns, bar, into);
      expect(into[0]).toBe(expected[bar]);
      if (bar % 3 === 0) b.update(columns, bar, into);
    }
  });

  it('knows whether it needs a reference instrument, and passes it on', () => {
    expect([custom('beta(60)').needsReference, custom('1 + sma(nz(correlation), 5)').needsReference, custom('rsi').needsReference]).toEqual(
      [true, true, false],
    );
    expectAgree({ value: run('beta(20)', columns) }, { value: ours('beta', { period: 20 }, columns)['value'] });
    expect(run('beta(20)', { ...columns, reference: null }).every(Number.isNaN)).toBe(true);
  });

  it('of a condition is drawn as a step of 0 and 1', () => {
    expect(custom('close > open')).toMatchObject({ range: [0, 1], outputs: [{ name: 'value', plot: 'step' }] });
    expect(custom('close')).toMatchObject({ range: null, outputs: [{ name: 'value', plot: 'line' }] });
  });
});

it('names of columns, functions and indicators are all different', () => {
  const names = [...columnNames, ...expressionFunctions.keys(), ...indicatorNames.keys()];
  expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
  const reachable = new Set(indicatorNames.values());
  expect(indicatorCatalogue.filter((definition) => !reachable.has(definition))).toEqual([]);
});
