import Database from 'better-sqlite3';
import type { Books } from '../../electron/engine/books/books.ts';
import type { RestingOrder } from '../../electron/engine/execution/matching/resting-order.ts';
import type { DataFolder } from '../../electron/storage/data-folder.ts';
import { decodeJson } from '../../electron/storage/json-codec.ts';
import { exhaustive } from '../../shared/base/assert.ts';
import type { Command, CommandResult } from '../../shared/domain/command.ts';
import { multiply, parseDecimal } from '../../shared/domain/decimal.ts';
import type { Fill } from '../../shared/domain/fill.ts';
import type { InstrumentId } from '../../shared/domain/ids.ts';
import { isTerminal, type OrderStatus } from '../../shared/domain/order.ts';

/** What the trader who sends the commands has noted of one: `answer` is missing until it came. */
export interface NotedCommand {
  readonly command: Command;
  readonly answer: CommandResult | null;
}

/** What differs between our books and the venue's; each finding is a sentence. */
export interface Audit {
  readonly orders: number;
  readonly lost: readonly string[];
  readonly duplicated: readonly string[];
  readonly mismatched: readonly string[];
}

/**
 * Where the audits of a folder begin anew: after its files were touched and the engine named it, what was before counts no more
 * and everything since must add up.
 */
export interface AuditBaseline {
  /** The last order, and all trades, that the venue had then. */
  readonly place: number;
  readonly trades: readonly string[];
  /** The fills, positions and cash that our books had. */
  readonly fills: readonly string[];
  readonly net: readonly (readonly [InstrumentId, bigint])[];
  readonly cash: bigint;
  readonly commands: readonly string[];
  /** The venue's orders that our books did not have. */
  readonly others: readonly string[];
}

interface FillRow {
  readonly trade_id: string;
  readonly venue_books: number;
  readonly instrument_id: string;
  readonly client_order_id: string;
  readonly quantity: string;
  readonly price: string;
}

/**
 * Holds our books, those in memory and the tables on disk, against the paper venue's own database, read from its
 * file, and against what was answered to the trader; `since` leaves out what was before a baseline.
 */
export function audit(folder: DataFolder, books: Books, allNoted: readonly NotedCommand[], since: AuditBaseline | null): Audit {
  const lost: string[] = [];
  const duplicated: string[] = [];
  const mismatched: string[] = [];
  const allAtVenue = readVenueOrders(folder.paper);
  const isBefore = new Set(since?.trades);
  const atVenue = allAtVenue
    .filter((order) => order.place > (since?.place ?? 0))
    .map((order) => ({ ...order, fills: order.fills.filter(({ tradeId }) => !isBefore.has(tradeId)) }));
  // Orders that the engine named as somebody else's may fill until the trader goes on with the venue's books.
  const newFills = allAtVenue
    .filter(({ clientOrderId }) => !(since?.others ?? []).includes(clientOrderId))
    .flatMap((order) => order.fills)
    .filter(({ tradeId }) => !isBefore.has(tradeId));
  const noted = allNoted.filter(({ command }) => !(since?.commands ?? []).includes(command.commandId));
  const ours = new Map([...books.orders.all()].map((order) => [order.clientOrderId, order]));
  const fillsBefore = new Set(since?.fills);
  const ourFills = readFills(folder.journal).filter((row) => !fillsBefore.has(fillKey(row)));

  for (const venueOrder of atVenue) {
    const id = venueOrder.clientOrderId;
    const order = ours.get(id);
    if (order === undefined) {
      lost.push(`the venue has order ${id}, our books don't`);
      continue;
    }
    if (!isSameStatus(order.status, venueOrder) || order.filledQuantity !== venueOrder.filledQuantity)
      mismatched.push(
        `order ${id} is ${order.status} with ${order.filledQuantity} filled here, ${venueOrder.status} with ${venueOrder.filledQuantity} there`,
      );
    for (const fill of venueOrder.fills) {
      const known = ourFills.filter((row) => row.trade_id === fill.tradeId);
      if (known.length === 0) lost.push(`trade ${fill.tradeId} of order ${id} is not in our books`);
      for (const row of known)
        if (exact(row.quantity) !== fill.quantity || exact(row.price) !== fill.price || row.client_order_id !== id)
          mismatched.push(`trade ${fill.tradeId} differs`);
    }
  }

  const venueTrades = new Set(newFills.map((fill) => fill.tradeId as string));
  for (const { trade_id } of ourFills)
    if (!venueTrades.has(trade_id)) duplicated.push(`our books have trade ${trade_id}, the venue doesn't`);
  const venueIds = new Set(allAtVenue.map((order) => order.clientOrderId));
  for (const order of ours.values())
    if (!isTerminal(order.status) && !venueIds.has(order.clientOrderId))
      lost.push(`order ${order.clientOrderId} is ${order.status} here, the venue has never had it`);

  for (const { command, answer } of noted) {
    const result = books.commands.get(command.commandId)?.result;
    if (answer === null) continue;
    if (result === undefined) lost.push(`command ${command.commandId} was answered and is not in our books`);
    else if (JSON.stringify(result) !== JSON.stringify(answer)) mismatched.push(`command ${command.commandId} has another answer now`);
    if (answer.isDone) for (const id of answer.orderIds) if (!ours.has(id)) lost.push(`order ${id} was promised and is not in our books`);
  }
  duplicated.push(...entriesBeyondCommands(atVenue, books, noted));
  mismatched.push(...positionFaults(newFills, books, since));
  if (!books.ledger.isBalanced) mismatched.push('the ledger does not add up to zero');
  return { orders: allAtVenue.length, lost, duplicated, mismatched };
}

/** A trader's order that reached the venue without one of the trader's commands, or twice for one. */
function entriesBeyondCommands(atVenue: readonly RestingOrder[], books: Books, noted: readonly NotedCommand[]): string[] {
  const promised = noted.flatMap(({ command }) => {
    const result = books.commands.get(command.commandId)?.result;
    return command.body.kind === 'place-order' && result?.isDone === true ? [result.orderIds[0]] : [];
  });
  const entries = atVenue.filter((order) => order.role === 'entry' && books.orders.get(order.clientOrderId)?.origin === 'user');
  return entries
    .filter((order) => promised.filter((id) => id === order.clientOrderId).length !== 1)
    .map((order) => `entry ${order.clientOrderId} belongs to no command, or to several`);
}

/** Takes down how books and venue stand, for the audits that follow. */
export function baselineOf(folder: DataFolder, books: Books, noted: readonly NotedCommand[]): AuditBaseline {
  const atVenue = readVenueOrders(folder.paper);
  return {
    place: Math.max(0, ...atVenue.map(({ place }) => place)),
    trades: atVenue.flatMap(({ fills }) => fills.map(({ tradeId }) => tradeId as string)),
    fills: readFills(folder.journal).map(fillKey),
    net: [...books.positions.values()].map(({ instrumentId, direction, quantity }) => [
      instrumentId,
      direction === 'long' ? quantity : 0n - quantity,
    ]),
    cash: books.ledger.balance('cash').amount,
    // What has no answer yet is asked again, and may only then reach the venue.
    commands: noted.filter(({ answer }) => answer !== null).map(({ command }) => command.commandId),
    others: atVenue.map(({ clientOrderId }) => clientOrderId).filter((id) => books.orders.get(id) === undefined),
  };
}

/** Positions and cash must follow from the venue's fills alone. */
function positionFaults(fills: readonly Fill[], books: Books, since: AuditBaseline | null): string[] {
  const faults: string[] = [];
  const net = new Map<InstrumentId, bigint>(since?.net);
  let spent = 0n;
  for (const { instrumentId, side, quantity, price, fee } of fills) {
    const sign = side === 'buy' ? 1n : -1n;
    net.set(instrumentId, (net.get(instrumentId) ?? 0n) + sign * quantity);
    spent += sign * multiply(price, quantity, 'half-even') + fee.amount;
  }
  for (const [instrumentId, quantity] of net) {
    const position = books.positions.get(instrumentId);
    const held = position === undefined ? 0n : position.direction === 'long' ? position.quantity : 0n - position.quantity;
    if (held !== quantity) faults.push(`position in ${instrumentId} is ${held}, the venue's fills make ${quantity}`);
  }
  for (const id of books.positions.keys()) if (!net.has(id)) faults.push(`position in ${id} has no fills at the venue`);
  const before = since?.cash ?? -books.ledger.balance('capital').amount;
  const cash = books.ledger.balance('cash').amount;
  if (cash !== before - spent) faults.push(`cash is ${cash}, the venue's fills make ${before - spent}`);
  return faults;
}

function isSameStatus(ours: OrderStatus, venueOrder: RestingOrder): boolean {
  switch (venueOrder.status) {
    case 'held':
      return ours === 'held';
    case 'working':
      return ours === (venueOrder.filledQuantity > 0n ? 'partially-filled' : 'working');
    case 'filled':
      return ours === 'filled';
    case 'cancelled':
      return ours === 'cancelled' || ours === 'expired';
    default:
      return exhaustive(venueOrder.status);
  }
}

function readVenueOrders(path: string): RestingOrder[] {
  return read(path, 'SELECT body FROM orders ORDER BY place').map((row) => decodeJson<RestingOrder>((row as { body: string }).body));
}

function readFills(path: string): FillRow[] {
  return read(path, 'SELECT trade_id, venue_books, instrument_id, client_order_id, quantity, price FROM fills') as FillRow[];
}

function fillKey({ trade_id, venue_books, instrument_id }: FillRow): string {
  return `${venue_books} ${instrument_id} ${trade_id}`;
}

function read(path: string, sql: string): unknown[] {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare(sql).all();
  } finally {
    db.close();
  }
}

function exact(text: string): bigint {
  const parsed = parseDecimal(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}
