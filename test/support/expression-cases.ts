import * as fc from 'fast-check';
import { columnNames } from '../../electron/engine/indicators/expression/checked-part.ts';

/** Expressions that are right, of every kind of part, as text; conditions and numbers apart. */
const { condition, number } = fc.letrec<{ condition: string; number: string }>((tie) => ({
  number: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...columnNames),
    fc.constantFrom('1', '0.5', '20', '1e-3', '100', '-2'),
    fc.constantFrom('sma(5)', 'ema(close, 7)', 'rsi(14)', 'macd(3, 6, 4).histogram', 'bollinger(6, 2).upper', 'obv', 'atr(4)', 'vwap'),
    fc.tuple(fc.constantFrom('+', '-', '*', '/', '%'), tie('number'), tie('number')).map(([sign, a, b]) => `(${a}) ${sign} (${b})`),
    fc.tuple(fc.constantFrom('abs', 'sqrt', 'log', 'sign', 'floor', 'ceil'), tie('number')).map(([name, a]) => `${name}(${a})`),
    fc.tuple(fc.constantFrom('min', 'max', 'nz'), tie('number'), tie('number')).map(([name, a, b]) => `${name}(${a}, ${b})`),
    fc
      .tuple(fc.constantFrom('highest', 'lowest', 'sum', 'change'), tie('number'), fc.integer({ min: 1, max: 9 }))
      .map(([name, a, n]) => `${name}(${a}, ${n})`),
    fc
      .tuple(fc.constantFrom('sma', 'ema'), fc.constantFrom(...columnNames), fc.integer({ min: 1, max: 9 }))
      .map(([name, a, n]) => `${name}(${a} / 2, ${n})`),
    fc.tuple(tie('number'), fc.integer({ min: 0, max: 5 })).map(([a, n]) => `(${a})[${n}]`),
    tie('number').map((a) => `-(${a})`),
    fc.tuple(tie('condition'), tie('number'), tie('number')).map(([test, a, b]) => `(${test}) ? (${a}) : (${b})`),
  ),
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('true', 'false', 'close > open', 'crossover(close, sma(5))', 'volume[1] < volume'),
    fc
      .tuple(fc.constantFrom('<', '<=', '>', '>=', '==', '!='), tie('number'), tie('number'))
      .map(([sign, a, b]) => `(${a}) ${sign} (${b})`),
    fc.tuple(fc.constantFrom('and', 'or', '&&', '||'), tie('condition'), tie('condition')).map(([word, a, b]) => `(${a}) ${word} (${b})`),
    tie('condition').map((a) => `not (${a})`),
  ),
}));

export const anyExpression = fc.oneof(number, condition);
