import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Books } from '../../electron/engine/books/books.ts';
import { restoreBooks, snapshotOf } from '../../electron/engine/books/books-snapshot.ts';
import type { CommandBody } from '../../shared/domain/command.ts';
import type { Fact } from '../../shared/domain/fact.ts';
import { isTerminal } from '../../shared/domain/order.ts';
import { anInstrument, price, USD } from '../support/builders.ts';
import { EngineHarness, settingsWith } from '../support/engine-harness.ts';
import { ABC, aTicket } from '../support/trading-scenes.ts';

type Step =
  | { readonly kind: 'bars'; readonly count: number; readonly step: number }
  | { readonly kind: 'command'; readonly body: CommandBody }
  | { readonly kind: 'decide'; readonly isApproved: boolean }
  | { readonly kind: 'cancel-first' }
  | { readonly kind: 'headline'; readonly score: number };

const command = fc.constantFrom<CommandBody>(
  aTicket(),
  aTicket({ side: 'sell' }),
  aTicket({ type: 'limit', limitPrice: price('99.5') }),
  { kind: 'close-position', instrumentId: ABC },
  { kind: 'flatten' },
  { kind: 'kill', isFlattening: true },
  { kind: 'resume-trading' },
);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('bars' as const),
      count: fc.integer({ min: 1, max: 25 }),
      step: fc.double({ min: -0.3, max: 0.3, noNaN: true }),
    }),
  },
  { weight: 3, arbitrary: command.map((body) => ({ kind: 'command' as const, body })) },
  { weight: 2, arbitrary: fc.boolean().map((isApproved) => ({ kind: 'decide' as const, isApproved })) },
  fc.constant({ kind: 'cancel-first' as const }),
  fc.record({ kind: fc.constant('headline' as const), score: fc.constantFrom(-0.9, 0.1, 0.9) }),
);

function played(steps: readonly Step[]): EngineHarness {
  const harness = new EngineHarness({ settings: settingsWith({ signals: { cooldownBars: 0, weakScore: 0.05, noticeScore: 0.05 } }) });
  let close = 100;
  harness.flat(60, close);
  for (const each of steps) {
    if (each.kind === 'bars') close = harness.trend(each.count, Math.max(each.step, (20 - close) / each.count), close);
    if (each.kind === 'command') harness.command(each.body);
    if (each.kind === 'headline') harness.headline('ABC in the news', each.score);
    const proposal = harness.books.pendingProposalOf(anInstrument().id);
    if (each.kind === 'decide' && proposal !== null) {
      harness.command({ kind: each.isApproved ? 'approve-proposal' : 'reject-proposal', proposalId: proposal.id });
    }
    const live = [...harness.books.orders.live()].at(0);
    if (each.kind === 'cancel-first' && live !== undefined) harness.command({ kind: 'cancel-order', clientOrderId: live.clientOrderId });
  }
  return harness;
}

function fold(books: Books, facts: readonly Fact[]): Books {
  for (const fact of facts) books.apply(fact);
  return books;
}

/** What decisions read of the books beside what a snapshot holds. */
function reading(books: Books): unknown {
  return { live: [...books.orders.live()], protection: books.orders.protectionOf(ABC), pending: books.pendingProposals() };
}

const someSteps = fc.array(step, { minLength: 8, maxLength: 30, size: 'max' });
const cut = fc.double({ min: 0, max: 1, noNaN: true });

describe('books that were written down and taken up again', () => {
  it('equal what they were and go on as they would have, wherever the run is cut', () => {
    fc.assert(
      fc.property(someSteps, cut, (steps, at) => {
        const { facts } = played(steps);
        const place = Math.floor(at * facts.length);
        const original = fold(new Books(USD), facts.slice(0, place));
        const restored = restoreBooks(structuredClone(snapshotOf(original)));
        expect(snapshotOf(restored)).toEqual(snapshotOf(original));
        expect(reading(restored)).toEqual(reading(original));
        fold(original, facts.slice(place));
        fold(restored, facts.slice(place));
        expect(snapshotOf(restored)).toEqual(snapshotOf(original));
        expect(reading(restored)).toEqual(reading(original));
      }),
      { numRuns: 60 },
    );
  });
});

describe('books folded from the facts of any run', () => {
  it('add up: ledger to zero, inventory to the cost of positions, live orders to those that are not over', () => {
    fc.assert(
      fc.property(someSteps, (steps) => {
        const books = new Books(USD);
        for (const fact of played(steps).facts) {
          books.apply(fact);
          expect(books.ledger.isBalanced).toBe(true);
        }
        let inventory = 0n;
        for (const { direction, cost } of books.positions.values()) inventory += direction === 'long' ? cost.amount : -cost.amount;
        expect(books.ledger.totalOf('inventory:').amount).toBe(inventory);
        expect([...books.orders.live()]).toEqual([...books.orders.all()].filter((order) => !isTerminal(order.status)));
        expect(books.orders.liveCount).toBe([...books.orders.live()].length);
      }),
      { numRuns: 60 },
    );
  });

  it('equal the books that the engine decided by', () => {
    fc.assert(
      fc.property(someSteps, (steps) => {
        const { books, facts } = played(steps);
        expect(snapshotOf(fold(new Books(USD), facts))).toEqual(snapshotOf(books));
      }),
      { numRuns: 60 },
    );
  });
});
