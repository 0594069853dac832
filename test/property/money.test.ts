import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvariantError } from '../../shared/base/invariant-error.ts';
import { formatDecimal, ONE, parseDecimal } from '../../shared/domain/decimal.ts';
import { feeOf, notionalOf } from '../../shared/domain/instrument.ts';
import { isBalanced, type LedgerEntry } from '../../shared/domain/ledger.ts';
import {
  addMoney,
  type Currency,
  formatMoney,
  money,
  negateMoney,
  parseCurrency,
  subtractMoney,
  zeroMoney,
} from '../../shared/domain/money.ts';
import { priceFromUnits } from '../../shared/domain/price.ts';
import { quantityFromUnits } from '../../shared/domain/quantity.ts';
import { anInstrument, USD } from '../support/builders.ts';

const EUR = 'EUR' as Currency;
const amount = fc.bigInt({ min: -(10n ** 27n), max: 10n ** 27n });
const dollars = amount.map((units) => money(units, USD));
const euros = amount.map((units) => money(units, EUR));

describe('money', () => {
  it('adds without loss, in any order, and takes back what was added', () => {
    fc.assert(
      fc.property(dollars, dollars, dollars, (a, b, c) => {
        expect(addMoney(addMoney(a, b), c)).toEqual(addMoney(a, addMoney(c, b)));
        expect(subtractMoney(addMoney(a, b), b)).toEqual(a);
        expect(addMoney(a, negateMoney(a))).toEqual(zeroMoney(USD));
      }),
    );
  });

  it('of two currencies is never added, subtracted or balanced against each other', () => {
    fc.assert(
      fc.property(dollars, euros, (a, b) => {
        const entry: LedgerEntry = {
          id: 'e-1' as LedgerEntry['id'],
          tsEvent: 0 as LedgerEntry['tsEvent'],
          cause: { kind: 'deposit' },
          postings: [
            { account: 'cash', amount: a },
            { account: 'capital', amount: b },
          ],
        };
        expect(() => addMoney(a, b)).toThrow(InvariantError);
        expect(() => subtractMoney(b, a)).toThrow(InvariantError);
        expect(() => isBalanced(entry, USD)).toThrow(InvariantError);
      }),
    );
  });

  it('is written to the places of its currency, at most half of the last one off', () => {
    fc.assert(
      fc.property(dollars, fc.constantFrom(['USD', 2], ['JPY', 0], ['KWD', 3], ['BTC', 8]), ({ amount }, [code, places]) => {
        const text = formatMoney(money(amount, code as Currency));
        const written = parseDecimal(text);
        const off = written.ok ? written.value - amount : null;
        expect(off).not.toBeNull();
        const half = 10n ** BigInt(12 - places) / 2n;
        expect(-half <= (off ?? half + 1n) && (off ?? half + 1n) <= half).toBe(true);
        expect(text).toMatch(places === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${places}}$`));
      }),
    );
  });

  it('knows a currency by 2 to 10 capitals or digits and refuses every other text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'ABCZ019a $'.split('')), maxLength: 12 })), (text) => {
        const isCode =
          text.length >= 2 &&
          text.length <= 10 &&
          text.split('').every((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'.includes(letter));
        expect(parseCurrency(text)).toMatchObject(isCode ? { ok: true, value: text } : { ok: false, error: { code: 'not-a-currency' } });
      }),
      { numRuns: 500 },
    );
  });
});

describe('a trade in money', () => {
  const price = fc.bigInt({ min: 1n, max: 10n ** 9n }).map((cents) => priceFromUnits((cents * ONE) / 100n));
  const quantity = fc.bigInt({ min: 0n, max: 10n ** 12n }).map((steps) => quantityFromUnits((steps * ONE) / 1_000_000n));

  it('is worth exactly price times quantity where increments have twelve places together or fewer', () => {
    fc.assert(
      fc.property(price, quantity, (each, count) => {
        const worth = notionalOf(anInstrument(), each, count, 'floor');
        expect(worth).toEqual(notionalOf(anInstrument(), each, count, 'ceil'));
        expect(worth.amount * ONE).toBe(each * count);
      }),
    );
  });

  it('is charged the venue ratio rounded up to the fee increment, never less and less than one increment more', () => {
    const ratio = fc.bigInt({ min: 0n, max: ONE / 20n });
    fc.assert(
      fc.property(price, quantity, ratio, ratio, fc.constantFrom('maker', 'taker'), (each, count, makerRatio, takerRatio, side) => {
        const feeIncrement = ONE / 100n;
        const instrument = anInstrument({ fees: { makerRatio, takerRatio, feeIncrement } });
        const worth = notionalOf(instrument, each, count);
        const fee = feeOf(instrument, worth, side).amount;
        const exact = worth.amount * (side === 'maker' ? makerRatio : takerRatio);
        expect(fee % feeIncrement).toBe(0n);
        expect(fee * ONE >= exact && (fee - feeIncrement) * ONE < exact, formatDecimal(fee)).toBe(true);
      }),
    );
  });
});
