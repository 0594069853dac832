import Database from 'better-sqlite3';
import type { Books } from '../../electron/engine/books/books.ts';
import type { RestingOrder } from '../../electron/engine/execution/matching/resting-order.ts';
import type { DataFolder } from '../../electron/storage/data-folder.ts';
import { decodeJson } from '../../electron/storage/json-codec.ts';
import { exhaustive } from '../../shared/base/assert.ts';
import type { Command, CommandResult } from '../../shared/domain/command.ts';
import { multiply, parseDecimal } from '../../shared/domain/decimal.ts';
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

interface FillRow {
  readonly trade_id: string;
  readonly client_order_id: string;
  readonly quantity: string;
  readonly price: string;
}

/**
 * Holds our books, those in memory and the tables on disk, against the paper venue's own database, read from its
 * file, and against what was answered to the trader.
 */
export function audit(folder: DataFolder, books: Books, noted: readonly NotedCommand[]): Audit {
  const lost: string[] = [];
  const duplicated: string[] = [];
  const mismatched: string[] = [];
  const atVenue = readVenueOrders(folder.paper);
  const ours = new Map([...books.orders.all()].map((order) => [order.clientOrderId, order]));
  const ourFills = readFills(folder.journal);

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

  const venueTrades = new Set(atVenue.flatMap((order) => order.fills.map((fill) => fill.tradeId as string)));
  for (const { trade_id } of ourFills)
    if (!venueTrades.has(trade_id)) duplicated.push(`our books have trade ${trade_id}, the venue doesn't`);
  const venueIds = new Set(atVenue.map((order) => order.clientOrderId));
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
  mismatched.push(...positionFaults(atVenue, books));
  if (!books.ledger.isBalanced) mismatched.push('the ledger does not add up to zero');
  return { orders: atVenue.length, lost, duplicated, mismatched };
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

/** Positions and cash must follow from the venue's fills alone. */
function positionFaults(atVenue: readonly RestingOrder[], books: Books): string[] {
  const faults: string[] = [];
  const net = new Map<InstrumentId, bigint>();
  let spent = 0n;
  for (const { fills } of atVenue) {
    for (const { instrumentId, side, quantity, price, fee } of fills) {
      const sign = side === 'buy' ? 1n : -1n;
      net.set(instrumentId, (net.get(instrumentId) ?? 0n) + sign * quantity);
      spent += sign * multiply(price, quantity, 'half-even') + fee.amount;
    }
  }
  for (const [instrumentId, quantity] of net) {
    const position = books.positions.get(instrumentId);
    const held = position === undefined ? 0n : position.direction === 'long' ? position.quantity : 0n - position.quantity;
    if (held !== quantity) faults.push(`position in ${instrumentId} is ${held}, the venue's fills make ${quantity}`);
  }
  for (const id of books.positions.keys()) if (!net.has(id)) faults.push(`position in ${id} has no fills at the venue`);
  const deposited = -books.ledger.balance('capital').amount;
  const cash = books.ledger.balance('cash').amount;
  if (cash !== deposited - spent) faults.push(`cash is ${cash}, the venue's fills make ${deposited - spent}`);
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
  return read(path, 'SELECT trade_id, client_order_id, quantity, price FROM fills') as FillRow[];
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
