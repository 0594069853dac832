import * as fc from 'fast-check';
import { describe, it } from 'vitest';
import type { VenueReport } from '../../electron/engine/ports/broker.ts';
import type { Fill } from '../../shared/domain/fill.ts';
import { type ClientOrderId, idFrom, type TradeId, type VenueOrderId } from '../../shared/domain/ids.ts';
import { priceFromFloat } from '../../shared/domain/price.ts';
import { quantityFromUnits } from '../../shared/domain/quantity.ts';
import {
  expectExactBooks,
  expectExclusivePairs,
  expectFoldedBooks,
  expectProtected,
  expectVenueAgrees,
} from '../support/book-invariants.ts';
import { anInstrument, quantity, units, usd } from '../support/builders.ts';
import { EngineHarness, settingsWith } from '../support/engine-harness.ts';
import { aTicket } from '../support/trading-scenes.ts';

const instruments = [
  anInstrument({ fees: { makerRatio: units('0.0005'), takerRatio: units('0.001'), feeIncrement: units('0.01') } }),
  anInstrument({ symbol: 'DEF', isShortable: false }),
];

const index = fc.integer({ min: 0, max: 1 });
const side = fc.constantFrom('buy' as const, 'sell' as const);
/** A part of the price in whole basis points, so that small and large are equally likely. */
const part = (min: number, max: number) => fc.integer({ min, max }).map((points) => points / 10_000);
const offset = part(-100, 100);
/** How far stop and target are; now and then on the wrong side. */
const distance = part(-20, 300);

/** One step of a session: the market moves, somebody asks for something, or the line to the venue breaks and comes back. */
const step = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant('bar' as const),
      index,
      gap: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: part(-800, 800) }),
      move: part(-200, 200),
      reach: part(0, 200),
      volume: fc.constantFrom(0, 30, 150, 600, 20_000),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('ticket' as const),
      index,
      side,
      size: fc.integer({ min: 1, max: 150 }),
      limit: fc.option(offset),
      stop: fc.option(distance),
      target: fc.option(distance),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('close' as const), index }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel-entry' as const), pick: fc.nat(9) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('protect' as const), index, stop: fc.option(distance), target: fc.option(distance) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('flatten' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('kill' as const), isFlattening: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('resume' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('silence' as const), isLost: fc.boolean() }) },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Plays steps on a harness, keeping the price of each instrument. */
class Session {
  readonly harness = new EngineHarness({
    instruments,
    settings: settingsWith({ paper: { participation: 0.1 }, risk: { maximumPosition: 0.5 } }),
  });
  readonly #prices = [100, 50];

  constructor() {
    for (const instrument of [0, 1]) this.#stand(instrument);
  }

  play(next: Step): void {
    const h = this.harness;
    switch (next.kind) {
      case 'bar': {
        const open = this.#prices[next.index] * (1 + next.gap);
        const close = open * (1 + next.move);
        const high = Math.max(open, close) * (1 + next.reach);
        h.bar({ instrument: next.index, open, high, low: Math.min(open, close) * (1 - next.reach), close, volume: next.volume });
        this.#prices[next.index] = close;
        this.#stand(1 - next.index);
        return;
      }
      case 'ticket': {
        const limitPrice = this.#at(next.index, next.limit);
        const type = limitPrice === null ? 'market' : 'limit';
        const { stop, target } = this.#protection(next.index, next.side === 'buy', next);
        const size = quantity(String(next.size));
        h.command(aTicket({ instrumentId: instruments[next.index].id, side: next.side, type, limitPrice, quantity: size, stop, target }));
        return;
      }
      case 'close':
        h.command({ kind: 'close-position', instrumentId: instruments[next.index].id });
        return;
      case 'cancel-entry': {
        const entries = [...h.books.orders.live()].filter(({ role }) => role === 'entry');
        if (entries.length > 0) h.command({ kind: 'cancel-order', clientOrderId: entries[next.pick % entries.length].clientOrderId });
        return;
      }
      case 'protect':
        h.command({
          kind: 'protect-position',
          instrumentId: instruments[next.index].id,
          ...this.#protection(next.index, h.books.positions.get(instruments[next.index].id)?.direction !== 'short', next),
        });
        return;
      case 'flatten':
        h.command({ kind: 'flatten' });
        return;
      case 'kill':
        h.command({ kind: 'kill', isFlattening: next.isFlattening });
        return;
      case 'resume':
        h.command({ kind: 'resume-trading' });
        return;
      case 'silence':
        if (!h.isVenueSilent) h.isVenueSilent = true;
        else this.reconnect(next.isLost);
        return;
      default:
    }
  }

  /** The line is back; what was on its way arrived late, or never. */
  reconnect(isLost: boolean): void {
    const h = this.harness;
    if (!isLost) {
      h.wakeVenue();
      return;
    }
    h.loseHeld();
    h.reconcile();
    h.repeatRequests();
  }

  /** Bars with volume for everybody, in which the market stays where it is. */
  calm(): void {
    const still = { kind: 'bar', gap: 0, move: 0, reach: 0, volume: 20_000 } as const;
    for (let bars = 0; bars < 8; bars += 1) for (const each of [0, 1]) this.play({ ...still, index: each });
  }

  /** A bar in which nothing is traded, so that the price stays fresh. */
  #stand(instrument: number): void {
    const at = this.#prices[instrument];
    this.harness.bar({ instrument, open: at, high: at, low: at, close: at, volume: 0 });
  }

  #protection(instrument: number, isLong: boolean, { stop, target }: { readonly stop: number | null; readonly target: number | null }) {
    const sign = isLong ? 1 : -1;
    return {
      stop: this.#at(instrument, stop === null ? null : -sign * stop),
      target: this.#at(instrument, target === null ? null : sign * target),
    };
  }

  #at(instrument: number, offset: number | null) {
    if (offset === null) return null;
    return priceFromFloat(this.#prices[instrument] * (1 + offset), instruments[instrument].priceIncrement, 'half-even');
  }
}

describe('any session with a venue that keeps its word', () => {
  it('leaves exact books, nothing open without its stop, no stop or target without what it protects', () => {
    const property = fc.property(fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }), (steps) => {
      const session = new Session();
      const { harness } = session;
      for (const next of steps) {
        session.play(next);
        expectExactBooks(harness);
        if (!harness.isVenueSilent) expectProtected(harness);
      }
      if (harness.isVenueSilent) session.reconnect(false);
      expectProtected(harness);
      expectExclusivePairs(harness);
      expectFoldedBooks(harness);
      expectVenueAgrees(harness);
    });
    fc.assert(property, { numRuns: 250 });
  });
});

describe('any session with a venue that tells fills later than everything else', () => {
  it('leaves the same, once all is told and the market has gone on', () => {
    const late = fc.record({ kind: fc.constant('late' as const) });
    const steps = fc.array(fc.oneof({ weight: 12, arbitrary: step }, { weight: 1, arbitrary: late }), {
      minLength: 10,
      maxLength: 60,
      size: 'max',
    });
    const property = fc.property(steps, (all) => {
      const session = new Session();
      const { harness } = session;
      for (const next of all) {
        if (next.kind !== 'late') session.play(next);
        else if (harness.areFillsLate) harness.tellFills();
        else harness.areFillsLate = true;
        expectExactBooks(harness);
        if (!harness.isVenueSilent && !harness.areFillsLate) expectProtected(harness);
      }
      if (harness.isVenueSilent) session.reconnect(false);
      harness.tellFills();
      expectProtected(harness);
      session.calm();
      expectProtected(harness);
      expectExactBooks(harness);
      expectFoldedBooks(harness);
      expectVenueAgrees(harness);
    });
    fc.assert(property, { numRuns: 250 });
  });
});

const word = fc.constantFrom(
  'accepted',
  'activated',
  'filled',
  'rejected',
  'cancelled',
  'cancel-refused',
  'replaced',
  'replace-refused',
  'expired',
  'unknown',
);
const rumour = fc.record({ word, pick: fc.nat(30), size: fc.integer({ min: 1, max: 120 }), trade: fc.nat(6) });

/** Something that a venue might say of an order of these books, or of one they never had; true or not. */
function reportOf(
  harness: EngineHarness,
  { word: kind, pick, size, trade }: typeof rumour extends fc.Arbitrary<infer T> ? T : never,
): VenueReport {
  const all = [...harness.books.orders.all()];
  const order = all[pick % (all.length + 1)];
  const clientOrderId = order?.clientOrderId ?? idFrom<ClientOrderId>('ghost-1');
  const base = { clientOrderId, tsEvent: harness.now };
  const at = priceFromFloat(100, instruments[0].priceIncrement, 'floor');
  const of = quantityFromUnits(instruments[0].sizeIncrement * BigInt(size));
  switch (kind) {
    case 'accepted':
      return { ...base, kind, venueOrderId: idFrom<VenueOrderId>('V1'), isHeld: size % 2 === 0 };
    case 'activated':
      return { ...base, kind, quantity: of };
    case 'replaced':
      return { ...base, kind, price: at };
    case 'expired':
    case 'unknown':
      return { ...base, kind };
    case 'filled': {
      const fill: Fill = {
        tradeId: idFrom<TradeId>(`R${trade}`),
        clientOrderId,
        instrumentId: order?.instrumentId ?? instruments[0].id,
        side: order?.side ?? 'buy',
        price: at,
        quantity: of,
        fee: usd('0.01'),
        liquidity: 'taker',
        tsEvent: harness.now,
      };
      return { ...base, kind, fill };
    }
    default:
      return { ...base, kind, reason: 'so it is said' };
  }
}

describe('any session with a venue that says anything in any order', () => {
  it('never stops the core, and money and positions stay exactly what the fills say', () => {
    const steps = fc.array(fc.oneof({ weight: 2, arbitrary: step }, { weight: 1, arbitrary: rumour }), {
      minLength: 10,
      maxLength: 50,
      size: 'max',
    });
    const property = fc.property(steps, (all) => {
      const session = new Session();
      for (const next of all) {
        if ('word' in next) session.harness.report(reportOf(session.harness, next));
        else session.play(next);
        expectExactBooks(session.harness);
      }
      expectFoldedBooks(session.harness);
    });
    fc.assert(property, { numRuns: 250 });
  });
});
