import { exhaustive } from '../../../shared/base/assert.ts';
import { isInFlight, isTerminal, type Order } from '../../../shared/domain/order.ts';
import { formatPrice, type Price } from '../../../shared/domain/price.ts';
import { formatQuantity } from '../../../shared/domain/quantity.ts';
import type { Books } from '../books/books.ts';
import type { FollowedVenueBooks, VenueRegister } from '../books/venue-register.ts';
import type { VenueOrder, VenueStatement } from '../ports/broker.ts';

/** How the venue's books stand to those that ours have followed, as far as their name and their counts tell. */
export type VenueRelation =
  /** The ones in use, and nothing of what they had told is missing. */
  | 'same'
  /** The first of this account, and empty. */
  | 'first'
  /** Of another account, or this journal is new: the first that it sees, and there is something in them already. */
  | 'foreign'
  /** Made anew: they are empty, while ours have followed others. */
  | 'empty'
  /** Never used by this journal, and not empty. */
  | 'other'
  /** Used before others. */
  | 'earlier'
  /** The ones in use, as they were before they told what ours know of them. */
  | 'older';

export function venueRelation({ current, followed }: VenueRegister, { books, orderCount, tradeCount }: VenueStatement): VenueRelation {
  const isEmpty = orderCount === 0 && tradeCount === 0;
  if (current === null) return isEmpty ? 'first' : 'foreign';
  if (books === current.id) return orderCount < current.orderCount || tradeCount < current.tradeCount ? 'older' : 'same';
  if (followed.some(({ id }) => id === books)) return 'earlier';
  return isEmpty ? 'empty' : 'other';
}

const GO_ON = 'Positions follow from the fills on record, and their stops are sent to the venue again.';
const CHOICE = 'or resume trading to go on as it is';

/** Tells in a sentence what is wrong with the venue's books and what can be done, or `null` where nothing is. */
export function relationFault(relation: VenueRelation, current: FollowedVenueBooks | null, statement: VenueStatement): string | null {
  const theirs = counted(statement);
  const ours = current === null ? 'nothing' : counted(current);
  const back = `Stop BitFlow and put the right ones back (the paper venue's are in paper.db), ${CHOICE}. ${GO_ON}`;
  switch (relation) {
    case 'same':
    case 'first':
      return null;
    case 'foreign':
      return `The venue's books hold ${theirs} that this journal has never had: the journal is new, or they are another account's. Stop BitFlow and put the file that belongs to the other back (journal.db, or paper.db for the paper venue), ${CHOICE}. What was in them stays out of these books, and what is at work there is cancelled when you resume.`;
    case 'empty':
      return `The venue's books are missing and were made anew; this journal has followed ${ours} of theirs. ${back}`;
    case 'other':
      return `The venue's books are others than this journal has followed, with ${theirs} instead of ${ours}. ${back}`;
    case 'earlier':
      return `The venue's books are ones that this journal used before, with ${theirs}; it has followed ${ours} of others since. ${back}`;
    case 'older':
      return `The venue's books are older than this journal: they hold ${theirs}, and it has followed ${ours} of them. ${back}`;
    default:
      return exhaustive(relation);
  }
}

/** Tells in a sentence that counts differ once everything was told, or `null`. */
export function countFault({ orderCount, tradeCount }: FollowedVenueBooks, statement: VenueStatement): string | null {
  if (statement.orderCount === orderCount && statement.tradeCount === tradeCount) return null;
  return `The venue counts ${counted(statement)}, and these books know ${counted({ orderCount, tradeCount })} of them. Stop BitFlow and put the file back that is older (journal.db, or paper.db for the paper venue), ${CHOICE}.`;
}

/** Tells that the record had lost its end, and what was done about it. */
export function recoveryFault(recovered: number): string {
  return `The venue's books are newer than this journal: ${countOf(recovered, 'order')} that the journal has never had ${recovered === 1 ? 'was' : 'were'} taken up from them, with fills. Commands, signals and whatever else was recorded then are missing. Stop BitFlow and put the newer journal.db back, ${CHOICE}.`;
}

/** A live order of ours, or one at work at the venue, that is not the same on both sides. */
export type RestingDifference =
  | { readonly kind: 'lost'; readonly order: Order; readonly message: string }
  | { readonly kind: 'altered'; readonly order: Order; readonly message: string }
  | { readonly kind: 'over'; readonly order: Order; readonly message: string };

/**
 * Holds the orders that the venue has at work against those that are live here, value by value; what is under way between the two
 * is left out, and so is what is not ours.
 */
export function restingDifferences({ orders }: Books, { resting }: VenueStatement): RestingDifference[] {
  const atVenue = new Map(resting.map((order) => [order.clientOrderId, order]));
  const differences: RestingDifference[] = [];
  for (const order of orders.live()) {
    const there = atVenue.get(order.clientOrderId);
    if (isInFlight(order.status)) continue;
    if (there === undefined) {
      differences.push({
        kind: 'lost',
        order,
        message: `The venue does not have ${nameOf(order)} at work, which is ${order.status} here.`,
      });
      continue;
    }
    const values = order.isCancelRequested || order.requestedPrice !== null ? [] : valueDifferences(order, there);
    if (values.length > 0)
      differences.push({ kind: 'altered', order, message: `The venue has ${nameOf(order)} with ${values.join(', ')}.` });
  }
  for (const { clientOrderId, status } of resting) {
    const order = orders.get(clientOrderId);
    if (order !== undefined && isTerminal(order.status))
      differences.push({
        kind: 'over',
        order,
        message: `The venue has ${nameOf(order)} ${status}, which is ${order.status} here; it is cancelled there.`,
      });
  }
  return differences;
}

/** Tells every value of an order that is not the same at the venue, as `stop price 80 instead of 90`. */
function valueDifferences(ours: Order, theirs: VenueOrder): string[] {
  const isHeld = ours.status === 'held';
  const pairs: readonly (readonly [name: string, here: string, there: string])[] = [
    ['instrument', ours.instrumentId, theirs.instrumentId],
    ['group', ours.groupId, theirs.groupId],
    ['side', ours.side, theirs.side],
    ['type', ours.type, theirs.type],
    ['role', ours.role, theirs.role],
    ['stop price', priceText(ours.stopPrice), priceText(theirs.stopPrice)],
    ['limit price', priceText(ours.limitPrice), priceText(theirs.limitPrice)],
    ['status', isHeld ? 'held' : 'working', theirs.status],
    // A held order gets its size when it is activated.
    ['quantity', isHeld ? '' : formatQuantity(ours.quantity), isHeld ? '' : formatQuantity(theirs.quantity)],
    ['filled quantity', formatQuantity(ours.filledQuantity), formatQuantity(theirs.filledQuantity)],
  ];
  return pairs.filter(([, here, there]) => here !== there).map(([name, here, there]) => `${name} ${there} instead of ${here}`);
}

function priceText(price: Price | null): string {
  return price === null ? 'none' : formatPrice(price);
}

function nameOf({ clientOrderId, role, instrumentId }: Order): string {
  return `order ${clientOrderId} (${role} of ${instrumentId})`;
}

function counted({ orderCount, tradeCount }: { readonly orderCount: number; readonly tradeCount: number }): string {
  return `${countOf(orderCount, 'order')} and ${countOf(tradeCount, 'trade')}`;
}

function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
