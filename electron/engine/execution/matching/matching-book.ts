import { assert } from '../../../../shared/base/assert.ts';
import type { Fill } from '../../../../shared/domain/fill.ts';
import { type ClientOrderId, type InstrumentId, idFrom } from '../../../../shared/domain/ids.ts';
import { feeOf, type Instrument, notionalOf } from '../../../../shared/domain/instrument.ts';
import { formatMoney } from '../../../../shared/domain/money.ts';
import { isProtective, type Order } from '../../../../shared/domain/order.ts';
import { isOnIncrement, type Price, priceFromFloat } from '../../../../shared/domain/price.ts';
import {
  addQuantity,
  formatQuantity,
  type Quantity,
  quantityFromFloat,
  quantityToFloat,
  smallerQuantity,
  subtractQuantity,
} from '../../../../shared/domain/quantity.ts';
import { type UtcMs, utcMs } from '../../../../shared/domain/time.ts';
import type { VenueReport } from '../../ports/broker.ts';
import { fillPrice } from './fill-price.ts';
import type { Execution, MarketSlice } from './market-slice.ts';
import { type RestingOrder, remainingOf, restOrder } from './resting-order.ts';

export interface MatchingOptions {
  readonly instruments: readonly Instrument[];
  /** The most of a slice's volume that orders may take, 0..1. */
  readonly participation: number;
  /** Orders taken up from before. */
  readonly orders: readonly RestingOrder[];
  /** How many orders and trades were numbered before. */
  readonly orderCount: number;
  readonly tradeCount: number;
}

/**
 * The book of a venue that fills orders against a market which it does not move: the paper venue's
 * and the backtest's. Pure: it has no clock, no disk and no chance in it. Orders of one instrument are worked in
 * the order in which they came, protective stops before all others, so that a bar which touched both stop
 * and target counts as the stop.
 */
export class MatchingBook {
  readonly #instruments: readonly Instrument[];
  readonly #indexes: ReadonlyMap<InstrumentId, number>;
  readonly #participation: number;
  readonly #orders = new Map<ClientOrderId, RestingOrder>();
  /** Per instrument index, the orders that are held or working, in the order they came. */
  readonly #live: readonly Map<ClientOrderId, RestingOrder>[];
  /** Per instrument index, the orders that can fill, in the order they are worked. */
  readonly #working: ClientOrderId[][];
  #changed = new Set<ClientOrderId>();
  #reports: VenueReport[] = [];
  #workingCount = 0;
  #orderCount: number;
  #tradeCount: number;

  constructor(options: MatchingOptions) {
    this.#instruments = options.instruments;
    this.#indexes = new Map(options.instruments.map((instrument, index) => [instrument.id, index]));
    this.#participation = options.participation;
    this.#live = options.instruments.map(() => new Map());
    this.#working = options.instruments.map(() => []);
    this.#orderCount = options.orderCount;
    this.#tradeCount = options.tradeCount;
    for (const order of options.orders) this.#file(order);
  }

  get orderCount(): number {
    return this.#orderCount;
  }

  get tradeCount(): number {
    return this.#tradeCount;
  }

  /** Whether any order could fill if the market moved. */
  get hasWork(): boolean {
    return this.#workingCount > 0;
  }

  hasWorkFor(index: number): boolean {
    return this.#working[index].length > 0;
  }

  find(id: ClientOrderId): RestingOrder | null {
    return this.#orders.get(id) ?? null;
  }

  all(): IterableIterator<RestingOrder> {
    return this.#orders.values();
  }

  /** Whether any order changed since `takeChanged` was last called. */
  get hasChanged(): boolean {
    return this.#changed.size > 0;
  }

  /** Returns the orders that changed since the last call, for whoever stores them. */
  takeChanged(): RestingOrder[] {
    const changed = [...this.#changed].map((id) => this.#get(id));
    this.#changed = new Set();
    return changed;
  }

  /** Takes an order with what is attached to it. An order that is known already is only reported again. */
  submit(order: Order, attached: readonly Order[], at: UtcMs): VenueReport[] {
    const known = this.#orders.get(order.clientOrderId);
    if (known !== undefined) return this.describe(order.clientOrderId, at);
    const fault = this.#fault(order);
    if (fault !== null) {
      for (const { clientOrderId } of [order, ...attached]) this.#report({ kind: 'rejected', clientOrderId, reason: fault, tsEvent: at });
      return this.#takeReports();
    }
    for (const each of [order, ...attached]) {
      const isHeld = order.role === 'entry' && each !== order;
      this.#orderCount += 1;
      const resting = restOrder(each, this.#orderCount, isHeld);
      this.#put(resting);
      this.#report({ kind: 'accepted', clientOrderId: each.clientOrderId, venueOrderId: resting.venueOrderId, isHeld, tsEvent: at });
    }
    return this.#takeReports();
  }

  cancel(id: ClientOrderId, at: UtcMs): VenueReport[] {
    const order = this.#orders.get(id);
    if (order === undefined) return [{ kind: 'unknown', clientOrderId: id, tsEvent: at }];
    if (order.status === 'filled') return [{ kind: 'cancel-refused', clientOrderId: id, reason: 'it is filled already', tsEvent: at }];
    if (order.status !== 'cancelled') this.#cancel(order, 'cancelled on request', at);
    else this.#report({ kind: 'cancelled', clientOrderId: id, reason: order.reason ?? 'cancelled on request', tsEvent: at });
    return this.#takeReports();
  }

  replace(id: ClientOrderId, price: Price, at: UtcMs): VenueReport[] {
    const order = this.#orders.get(id);
    if (order === undefined) return [{ kind: 'unknown', clientOrderId: id, tsEvent: at }];
    const refuse = (reason: string): VenueReport[] => [{ kind: 'replace-refused', clientOrderId: id, reason, tsEvent: at }];
    if (order.status === 'filled' || order.status === 'cancelled') return refuse(`it is ${order.status} already`);
    if (order.type === 'market') return refuse('a market order has no price');
    const instrument = this.#instruments[this.#indexOf(order)];
    if (!isOnIncrement(price, instrument.priceIncrement)) return refuse('the price is not a multiple of the price increment');
    this.#put(order.type === 'stop' ? { ...order, stopPrice: price } : { ...order, limitPrice: price, isResting: false });
    return [{ kind: 'replaced', clientOrderId: id, price, tsEvent: at }];
  }

  /** Works the orders of one instrument against one slice of its market. */
  work(index: number, slice: MarketSlice): VenueReport[] {
    const instrument = this.#instruments[index];
    const at = utcMs(slice.time);
    let liquidity = this.#participation * slice.volume;
    for (const id of this.#working[index]) liquidity -= this.#workOne(id, instrument, slice, at, liquidity);
    if (slice.isBar) this.#workFreshStops(index, instrument, slice, at, liquidity);
    return this.#reports.length === 0 ? NO_REPORTS : this.#takeReports();
  }

  /**
   * Tells everything of the named orders, in an order in which other books can follow: sizes before fills, since a fill may only fit
   * the size that its order has grown to, fills in the order they happened, and ends last.
   */
  describeAll(ids: readonly ClientOrderId[], at: UtcMs): VenueReport[] {
    const ranks: Partial<Record<VenueReport['kind'], number>> = { unknown: 0, accepted: 0, activated: 1, filled: 2 };
    const rank = (report: VenueReport): number => ranks[report.kind] ?? 3;
    const trade = (report: VenueReport): number => (report.kind === 'filled' ? Number(report.fill.tradeId.slice(1)) : 0);
    const reports = ids.flatMap((id) => this.describe(id, at));
    return reports.toSorted((a, b) => rank(a) - rank(b) || trade(a) - trade(b));
  }

  /** Tells everything of an order: enough to bring somebody's books of it to where these are. */
  describe(id: ClientOrderId, at: UtcMs): VenueReport[] {
    const order = this.#orders.get(id);
    if (order === undefined) return [{ kind: 'unknown', clientOrderId: id, tsEvent: at }];
    const isHeld = order.groupId !== id && this.#orders.get(order.groupId)?.role === 'entry';
    const reports: VenueReport[] = [{ kind: 'accepted', clientOrderId: id, venueOrderId: order.venueOrderId, isHeld, tsEvent: at }];
    if (isProtective(order.role) && order.quantity > 0n)
      reports.push({ kind: 'activated', clientOrderId: id, quantity: order.quantity, tsEvent: at });
    for (const fill of order.fills) reports.push({ kind: 'filled', clientOrderId: id, fill, tsEvent: fill.tsEvent });
    if (order.status === 'cancelled')
      reports.push({ kind: 'cancelled', clientOrderId: id, reason: order.reason ?? 'cancelled', tsEvent: at });
    return reports;
  }

  /** Returns how much of the liquidity the order took. */
  #workOne(id: ClientOrderId, instrument: Instrument, slice: MarketSlice, at: UtcMs, liquidity: number): number {
    const order = this.#get(id);
    if (order.status !== 'working') return 0;
    const execution = fillPrice(order, slice);
    if (execution === null) {
      if (order.type === 'limit' && !order.isResting) this.#put({ ...order, isResting: true });
      return 0;
    }
    const quantity = smallerQuantity(remainingOf(order), quantityFromFloat(Math.max(0, liquidity), instrument.sizeIncrement, 'floor'));
    const triggered = order.type === 'stop' && !order.isTriggered ? { ...order, isTriggered: true } : order;
    if (quantity === 0n) {
      if (triggered !== order) this.#put(triggered);
      return 0;
    }
    this.#fill(triggered, instrument, quantity, execution, at);
    return quantityToFloat(quantity);
  }

  /** Stops that were opened for within this bar may have been reached within it as well. */
  #workFreshStops(index: number, instrument: Instrument, slice: MarketSlice, at: UtcMs, liquidity: number): void {
    const opened = this.#reports.filter((report) => report.kind === 'activated').map((report) => report.clientOrderId);
    let left = liquidity;
    for (const id of new Set(opened)) {
      const order = this.#get(id);
      if (order.role === 'stop-loss' && this.#working[index].includes(id)) left -= this.#workOne(id, instrument, slice, at, left);
    }
  }

  #fill(order: RestingOrder, instrument: Instrument, quantity: Quantity, execution: Execution, at: UtcMs): void {
    const price = priceFromFloat(execution.price, instrument.priceIncrement, order.side === 'buy' ? 'ceil' : 'floor');
    const liquidity = execution.isMaker ? 'maker' : 'taker';
    this.#tradeCount += 1;
    const fill: Fill = {
      tradeId: idFrom(`T${this.#tradeCount}`),
      clientOrderId: order.clientOrderId,
      instrumentId: order.instrumentId,
      side: order.side,
      price,
      quantity,
      fee: feeOf(instrument, notionalOf(instrument, price, quantity), liquidity),
      liquidity,
      tsEvent: at,
    };
    const filledQuantity = addQuantity(order.filledQuantity, quantity);
    const status = filledQuantity === order.quantity ? 'filled' : 'working';
    this.#put({ ...order, filledQuantity, status, fills: [...order.fills, fill] });
    this.#report({ kind: 'filled', clientOrderId: order.clientOrderId, fill, tsEvent: at });
    if (order.role === 'entry') this.#growProtection(order, filledQuantity, at);
    else this.#shrinkSibling(order, quantity, at);
  }

  /** Stop and target follow what their entry has opened. */
  #growProtection(entry: RestingOrder, opened: Quantity, at: UtcMs): void {
    for (const order of this.#groupOf(entry)) {
      if (order.status !== 'held' && order.status !== 'working') continue;
      this.#put({ ...order, quantity: opened, status: 'working' });
      this.#report({ kind: 'activated', clientOrderId: order.clientOrderId, quantity: opened, tsEvent: at });
    }
  }

  /**
   * What the stop has closed, the target can't close again, and the other way round. What is left of the entry is given up,
   * since nothing would protect what it opened.
   */
  #shrinkSibling(order: RestingOrder, closed: Quantity, at: UtcMs): void {
    for (const sibling of this.#groupOf(order)) {
      if (sibling.status !== 'working') continue;
      const quantity = subtractQuantity(sibling.quantity, smallerQuantity(closed, remainingOf(sibling)));
      if (sibling.role === 'entry' || quantity === sibling.filledQuantity) {
        this.#cancel(sibling, order.role === 'stop-loss' ? 'the stop filled' : 'the target filled', at);
        continue;
      }
      this.#put({ ...sibling, quantity });
      this.#report({ kind: 'activated', clientOrderId: sibling.clientOrderId, quantity, tsEvent: at });
    }
  }

  #cancel(order: RestingOrder, reason: string, at: UtcMs): void {
    this.#put({ ...order, status: 'cancelled', reason });
    this.#report({ kind: 'cancelled', clientOrderId: order.clientOrderId, reason, tsEvent: at });
    if (order.role !== 'entry' || order.filledQuantity > 0n) return;
    for (const held of this.#groupOf(order)) if (held.status === 'held') this.#cancel(held, 'its entry was cancelled', at);
  }

  #fault(order: Order): string | null {
    const index = this.#indexes.get(order.instrumentId);
    if (index === undefined) return `${order.instrumentId} is not traded here`;
    const instrument = this.#instruments[index];
    for (const price of [order.limitPrice, order.stopPrice]) {
      if (price !== null && !isOnIncrement(price, instrument.priceIncrement)) return 'a price is not a multiple of the price increment';
    }
    if (order.quantity === 0n || order.quantity % instrument.sizeIncrement !== 0n) {
      return `expected a quantity in steps of ${formatQuantity(instrument.sizeIncrement)}, found ${formatQuantity(order.quantity)}`;
    }
    const worth = order.limitPrice === null ? null : notionalOf(instrument, order.limitPrice, order.quantity);
    if (order.role === 'entry' && worth !== null && worth.amount < instrument.minimumNotional.amount) {
      return `expected an order worth at least ${formatMoney(instrument.minimumNotional, 'ceil')}, found ${formatMoney(worth, 'floor')}`;
    }
    return null;
  }

  /** The other orders of a group that are not over. */
  #groupOf(order: RestingOrder): RestingOrder[] {
    const live = [...this.#live[this.#indexOf(order)].values()];
    return live.filter((other) => other.groupId === order.groupId && other.clientOrderId !== order.clientOrderId);
  }

  #put(order: RestingOrder): void {
    this.#changed.add(order.clientOrderId);
    this.#file(order);
  }

  #file(order: RestingOrder): void {
    this.#orders.set(order.clientOrderId, order);
    const index = this.#indexOf(order);
    const live = this.#live[index];
    const before = live.get(order.clientOrderId)?.status;
    if (order.status === 'held' || order.status === 'working') live.set(order.clientOrderId, order);
    else live.delete(order.clientOrderId);
    if (before !== order.status) this.#sortWorking(index);
  }

  #sortWorking(index: number): void {
    const working = [...this.#live[index].values()].filter((order) => order.status === 'working');
    const stops = working.filter((order) => order.role === 'stop-loss');
    const others = working.filter((order) => order.role !== 'stop-loss');
    this.#workingCount += working.length - this.#working[index].length;
    this.#working[index] = [...stops, ...others].map((order) => order.clientOrderId);
  }

  #get(id: ClientOrderId): RestingOrder {
    const order = this.#orders.get(id);
    assert(order !== undefined, `the matching book lost order ${id}`);
    return order;
  }

  #indexOf(order: RestingOrder): number {
    const index = this.#indexes.get(order.instrumentId);
    assert(index !== undefined, `the matching book holds an order for ${order.instrumentId}, which is not traded here`);
    return index;
  }

  #report(report: VenueReport): void {
    this.#reports.push(report);
  }

  #takeReports(): VenueReport[] {
    const reports = this.#reports;
    this.#reports = [];
    return reports;
  }
}

const NO_REPORTS: VenueReport[] = [];
