import type { Fill } from '../../../shared/domain/fill.ts';
import type { ClientOrderId, InstrumentId, TradeId, VenueBooksId } from '../../../shared/domain/ids.ts';
import type { OrderSide } from '../../../shared/domain/order.ts';
import type { Price } from '../../../shared/domain/price.ts';
import type { Quantity } from '../../../shared/domain/quantity.ts';
import type { UtcMs } from '../../../shared/domain/time.ts';
import { BoundedMap } from './bounded-map.ts';

const RECENT_TRADES = 20_000;

/** Venue books as far as these books have followed them. */
export interface FollowedVenueBooks {
  readonly id: VenueBooksId;
  /** How many orders and trades they had when these books began to follow them; what is among those came from elsewhere. */
  readonly firstOrderCount: number;
  readonly firstTradeCount: number;
  /** How many orders the venue has accepted and how many trades it has told, those included. */
  readonly orderCount: number;
  readonly tradeCount: number;
}

/** A trade as it was told first. */
export interface KnownTrade {
  /** The place, from one, of the venue books that it is in; zero before any were opened. */
  readonly books: number;
  readonly tradeId: TradeId;
  readonly clientOrderId: ClientOrderId;
  readonly instrumentId: InstrumentId;
  readonly side: OrderSide;
  readonly price: Price;
  readonly quantity: Quantity;
  readonly fee: bigint;
  readonly tsEvent: UtcMs;
}

/** The venue's books as these know them: which were used, what they counted, which trades they told of, and what is not the same. */
export class VenueRegister {
  readonly #followed: FollowedVenueBooks[] = [];
  readonly #trades = new BoundedMap<string, KnownTrade>(RECENT_TRADES);
  differences: readonly string[] = [];

  /** All that were used, oldest first; books that were put back as they had been before are there once more. */
  get followed(): readonly FollowedVenueBooks[] {
    return this.#followed;
  }

  /** Those in use, or `null` before any were opened. */
  get current(): FollowedVenueBooks | null {
    return this.#followed.at(-1) ?? null;
  }

  /** The place, from one, of those in use; zero before any were opened. */
  get place(): number {
    return this.#followed.length;
  }

  /** The recent trades, oldest first. */
  trades(): IterableIterator<KnownTrade> {
    return this.#trades.values();
  }

  /** Begins to follow books that hold so much already. */
  follow(id: VenueBooksId, orderCount: number, tradeCount: number): void {
    this.#followed.push({ id, orderCount, tradeCount, firstOrderCount: orderCount, firstTradeCount: tradeCount });
  }

  noteOrder(): void {
    this.#count(1, 0);
  }

  noteTrade(fill: Fill): void {
    this.#count(0, 1);
    this.#keep(knownTrade(fill, this.place));
  }

  /** Returns the trade that these books know by the id of `fill`, or `null`; of books that were put back, the one that is the same where there is one. */
  tradeLike(fill: Fill): KnownTrade | null {
    const current = this.#trades.get(tradeKey(this.place, fill)) ?? null;
    if (current !== null) return current;
    const id = this.current?.id;
    for (let place = this.place - 1; place > 0; place -= 1) {
      const known = this.#followed[place - 1].id === id ? this.#trades.get(tradeKey(place, fill)) : undefined;
      if (known !== undefined && isSameTrade(known, fill)) return known;
    }
    return null;
  }

  /** Takes up what was written down before; only for an empty register. */
  restore(followed: readonly FollowedVenueBooks[], trades: readonly KnownTrade[], differences: readonly string[]): void {
    this.#followed.push(...followed);
    for (const trade of trades) this.#keep(trade);
    this.differences = differences;
  }

  #keep(trade: KnownTrade): void {
    this.#trades.set(tradeKey(trade.books, trade), trade);
  }

  #count(orders: number, trades: number): void {
    const current = this.#followed.pop();
    if (current === undefined) return;
    this.#followed.push({ ...current, orderCount: current.orderCount + orders, tradeCount: current.tradeCount + trades });
  }
}

/** Tells whether a fill is the trade that was told before: the same order, and the same in every value. */
export function isSameTrade(known: KnownTrade, fill: Fill): boolean {
  return (
    known.clientOrderId === fill.clientOrderId &&
    known.side === fill.side &&
    known.price === fill.price &&
    known.quantity === fill.quantity &&
    known.fee === fill.fee.amount &&
    known.tsEvent === fill.tsEvent
  );
}

function knownTrade({ tradeId, clientOrderId, instrumentId, side, price, quantity, fee, tsEvent }: Fill, books: number): KnownTrade {
  return { books, tradeId, clientOrderId, instrumentId, side, price, quantity, fee: fee.amount, tsEvent };
}

function tradeKey(books: number, { instrumentId, tradeId }: Pick<Fill, 'instrumentId' | 'tradeId'>): string {
  return `${books} ${instrumentId} ${tradeId}`;
}
