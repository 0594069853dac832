import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LedgerBalances } from '../../electron/engine/books/ledger-balances.ts';
import { type BookedFill, postFill } from '../../electron/engine/portfolio/post-fill.ts';
import { ONE } from '../../shared/domain/decimal.ts';
import type { Fill } from '../../shared/domain/fill.ts';
import { idFrom } from '../../shared/domain/ids.ts';
import { money } from '../../shared/domain/money.ts';
import type { ClosedTrade, Position } from '../../shared/domain/position.ts';
import { type Price, priceFromUnits } from '../../shared/domain/price.ts';
import { quantityFromUnits } from '../../shared/domain/quantity.ts';
import { utcMs } from '../../shared/domain/time.ts';
import { anInstrument, anOrder, USD } from '../support/builders.ts';

const CAPITAL = 1_000_000n * ONE;
const instrument = anInstrument({ sizeIncrement: quantityFromUnits(ONE / 10_000n) });

interface Trade {
  readonly side: 'buy' | 'sell';
  readonly price: Price;
  readonly quantity: bigint;
  readonly fee: bigint;
}

const price = fc.bigInt({ min: 1n, max: 50_000n }).map((cents) => priceFromUnits((cents * ONE) / 100n));
const size = fc.oneof(fc.bigInt({ min: 1n, max: 5n }), fc.bigInt({ min: 1n, max: 3_000_000n })).map((steps) => (steps * ONE) / 10_000n);
const fee = fc.bigInt({ min: 0n, max: 900n }).map((cents) => (cents * ONE) / 100n);
const trade: fc.Arbitrary<Trade> = fc.record({ side: fc.constantFrom('buy', 'sell'), price, quantity: size, fee });
/** Now and then a fill that closes exactly what is open, which random sizes would never hit. */
const trades = fc.array(fc.record({ trade, closesAll: fc.boolean() }), { minLength: 1, maxLength: 12 });

/** The books of one instrument, kept by posting fills, beside sums that are kept without it. */
class Account {
  readonly ledger = new LedgerBalances(USD);
  readonly closed: ClosedTrade[] = [];
  position: Position | null = null;
  signedQuantity = 0n;
  spent = 0n;
  fees = 0n;
  #count = 0;

  constructor() {
    const postings = [
      { account: 'cash', amount: money(CAPITAL, USD) } as const,
      { account: 'capital', amount: money(-CAPITAL, USD) } as const,
    ];
    this.ledger.post({ id: idFrom('e-0'), tsEvent: utcMs(0), cause: { kind: 'deposit' }, postings });
  }

  take({ trade, closesAll }: { trade: Trade; closesAll: boolean }): BookedFill {
    this.#count += 1;
    const isClosing = closesAll && this.position !== null;
    const quantity = isClosing ? abs(this.signedQuantity) : trade.quantity;
    const side = isClosing ? (this.signedQuantity > 0n ? 'sell' : 'buy') : trade.side;
    const fill: Fill = {
      tradeId: idFrom(`t-${this.#count}`),
      clientOrderId: anOrder().clientOrderId,
      instrumentId: instrument.id,
      side,
      price: trade.price,
      quantity: quantityFromUnits(quantity),
      fee: money(trade.fee, USD),
      liquidity: 'taker',
      tsEvent: utcMs(this.#count),
    };
    const booked = postFill(fill, {
      instrument,
      before: this.position,
      newPositionId: () => idFrom(`p-${this.#count}`),
      newEntryId: () => idFrom(`e-${this.#count}`),
      maximumLossOf: (opened) => money(opened, USD),
      exitReason: 'order',
    });
    this.ledger.post(booked.entry);
    for (const change of booked.changes) {
      this.position = change.kind === 'closed' ? null : change.position;
      if (change.kind === 'closed') this.closed.push(change.trade);
    }
    const signed = side === 'buy' ? quantity : -quantity;
    this.signedQuantity += signed;
    this.spent += (signed * trade.price) / ONE;
    this.fees += trade.fee;
    return booked;
  }

  get realised(): bigint {
    return -this.ledger.totalOf('realised:').amount;
  }

  unrealised(mark: Price): bigint {
    if (this.position === null) return 0n;
    const value = (this.position.quantity * mark) / ONE;
    return this.position.direction === 'long' ? value - this.position.cost.amount : this.position.cost.amount - value;
  }
}

/** Checks an account after each fill of any sequence. */
function afterEachFill(check: (account: Account, booked: BookedFill) => void): void {
  fc.assert(
    fc.property(trades, (sequence) => {
      const account = new Account();
      for (const each of sequence) check(account, account.take(each));
    }),
    { numRuns: 400 },
  );
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value);

describe('after any sequence of fills', () => {
  it('realised plus unrealised less fees is exactly the change in equity, at any price', () => {
    fc.assert(
      fc.property(trades, price, (sequence, mark) => {
        const account = new Account();
        for (const each of sequence) account.take(each);
        const equity = account.ledger.balance('cash').amount + (account.signedQuantity * mark) / ONE;
        expect(account.realised + account.unrealised(mark) - account.fees).toBe(equity - CAPITAL);
      }),
      { numRuns: 600 },
    );
  });

  it('the ledger adds up to zero and cash is what was there less what was paid', () => {
    afterEachFill((account) => {
      expect(account.ledger.isBalanced).toBe(true);
      expect(account.ledger.balance('cash').amount).toBe(CAPITAL - account.spent - account.fees);
      expect(account.ledger.balance('fees').amount).toBe(account.fees);
    });
  });

  it('the inventory account holds what the open position cost, and nothing once it is closed', () => {
    afterEachFill(({ ledger, position }) => {
      const inventory = ledger.balance(`inventory:${instrument.id}`).amount;
      expect(inventory).toBe(position === null ? 0n : position.direction === 'long' ? position.cost.amount : -position.cost.amount);
    });
  });

  it('the position is what was bought less what was sold, long above zero and short below', () => {
    afterEachFill(({ position, signedQuantity }) => {
      const expected = signedQuantity === 0n ? null : { direction: signedQuantity > 0n ? 'long' : 'short', quantity: abs(signedQuantity) };
      expect(position === null ? null : { direction: position.direction, quantity: position.quantity }).toEqual(expected);
      if (position === null) return;
      expect(position.entryQuantity - position.exitQuantity).toBe(position.quantity);
      expect(position.peakQuantity >= position.quantity && position.peakQuantity <= position.entryQuantity).toBe(true);
      expect(position.cost.amount >= 0n).toBe(true);
    });
  });

  it('closed trades and the open position together account for every gain, loss and fee', () => {
    afterEachFill(({ closed, position, realised, fees }) => {
      const ofClosed = closed.reduce((sum, each) => sum + each.realisedNet.amount, 0n);
      const feesOfClosed = closed.reduce((sum, each) => sum + each.fees.amount, 0n);
      const ofOpen = position === null ? 0n : position.realised.amount - position.fees.amount;
      expect(ofClosed + ofOpen).toBe(realised - fees);
      expect(feesOfClosed + (position?.fees.amount ?? 0n)).toBe(fees);
    });
  });

  it('no posting is empty and no account is posted to twice in one entry', () => {
    afterEachFill((_account, { entry }) => {
      expect(entry.postings.every((posting) => posting.amount.amount !== 0n)).toBe(true);
      expect(new Set(entry.postings.map((posting) => posting.account)).size).toBe(entry.postings.length);
    });
  });

  it('closing a part takes its share of the cost, half-even to the last place, and leaves the rest', () => {
    fc.assert(
      fc.property(price, size, price, size, fc.bigInt({ min: 1n, max: 996n }), (first, some, second, more, share) => {
        const account = new Account();
        account.take({ trade: { side: 'buy', price: first, quantity: some, fee: 0n }, closesAll: false });
        account.take({ trade: { side: 'buy', price: second, quantity: more, fee: 0n }, closesAll: false });
        const whole = account.position?.cost.amount ?? 0n;
        const part = ((some + more) * share) / 997n;
        fc.pre(part > 0n);
        account.take({ trade: { side: 'sell', price: first, quantity: part, fee: 0n }, closesAll: false });
        const gone = whole - (account.position?.cost.amount ?? 0n);
        expect(abs(gone * (some + more) - whole * part) * 2n <= some + more).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
