import { exhaustive } from '../../../shared/base/assert.ts';
import type { ClientOrderId } from '../../../shared/domain/ids.ts';
import type { CoreContext } from '../kernel/core-context.ts';
import type { VenueStatement } from '../ports/broker.ts';
import type { LostOrders } from './lost-orders.ts';
import {
  countFault,
  type RestingDifference,
  recoveryFault,
  relationFault,
  restingDifferences,
  venueRelation,
} from './venue-differences.ts';

/**
 * Holds the venue's books against ours at every start: which they are and whether they are as they were left, before the venue is
 * asked for orders; counts and resting orders once it has told everything. What an ordinary crash explains leaves no trace; anything
 * else is named and halts, once: a difference that was named at the start before does not halt again.
 */
export class VenueComparison {
  readonly #core: CoreContext;
  readonly #lost: LostOrders;
  /** What this start has named so far. */
  #named: string[] = [];
  #recovered = 0;
  /** Orders at work at the venue that these books leave to somebody else. */
  #others: readonly ClientOrderId[] = [];

  constructor(core: CoreContext, lost: LostOrders) {
    this.#core = core;
    this.#lost = lost;
  }

  take(moment: 'opened' | 'reconciled', statement: VenueStatement): void {
    if (moment === 'opened') this.#open(statement);
    else this.#compare(statement);
  }

  /** An order that these books have never had is taken up from the venue, and no run of ours explains that they lack it. */
  noteRecovered(): void {
    this.#recovered += 1;
    if (this.#recovered === 1) this.#halt('the venue has orders that these books have never had; they are taken up from it');
  }

  /** The user goes on with the venue's books as they are: what somebody else has at work in them is cancelled there. */
  takeOver(): void {
    const reason = 'it is not of these books, and the venue is used for them from here on';
    for (const clientOrderId of this.#others) this.#core.emit({ kind: 'order-disowned', clientOrderId, reason });
    this.#others = [];
  }

  #open(statement: VenueStatement): void {
    const { venue } = this.#core.books;
    const relation = venueRelation(venue, statement);
    const fault = relationFault(relation, venue.current, statement);
    this.#named = [];
    this.#recovered = 0;
    this.#follow(statement, relation !== 'same');
    if (fault !== null) this.#name([fault]);
  }

  #compare(statement: VenueStatement): void {
    const { books } = this.#core;
    const { current } = books.venue;
    const differences = restingDifferences(books, statement);
    const counts = current === null ? null : countFault(current, statement);
    const faults = [...statement.faults, ...differences.map(({ message }) => message)];
    if (this.#recovered > 0) faults.push(recoveryFault(this.#recovered));
    if (counts !== null) faults.push(counts);
    // Trade ids may begin anew where the venue's books are not what they were.
    const known = new Set(books.venue.differences);
    if (counts !== null || statement.faults.some((fault) => !known.has(fault))) this.#follow(statement, true);
    this.#name([...this.#named, ...faults]);
    for (const difference of differences) this.#settle(difference);
    this.#others = statement.resting.map(({ clientOrderId }) => clientOrderId).filter((id) => books.orders.get(id) === undefined);
  }

  #settle({ kind, order, message }: RestingDifference): void {
    switch (kind) {
      case 'lost':
        this.#lost.lose(order, message);
        return;
      case 'altered':
        this.#lost.takeBack(order, message);
        return;
      case 'over':
        this.#core.emit({ kind: 'order-disowned', clientOrderId: order.clientOrderId, reason: message });
        return;
      default:
        exhaustive(kind);
    }
  }

  #follow({ books, orderCount, tradeCount }: VenueStatement, isNew: boolean): void {
    this.#core.emit({ kind: 'venue-books-opened', books, orderCount, tradeCount, isNew });
  }

  /** Records the differences of this start, and halts where one of them is new. */
  #name(differences: readonly string[]): void {
    const before = this.#core.books.venue.differences;
    this.#named = [...differences];
    if (differences.length === before.length && differences.every((each, n) => each === before[n])) return;
    this.#core.emit({ kind: 'venue-differed', differences });
    if (differences.some((each) => !before.includes(each))) this.#halt(differences.join(' ').replace(/\.$/, ''));
  }

  #halt(reason: string): void {
    this.#core.emit({ kind: 'trading-state-changed', state: 'halted', cause: 'dispute', reason });
  }
}
