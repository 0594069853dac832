import { exhaustive } from '../../../shared/base/assert.ts';
import type { Command, CommandBody, CommandFaultCode, CommandResult } from '../../../shared/domain/command.ts';
import type { ClientOrderId, InstrumentId } from '../../../shared/domain/ids.ts';
import type { CoreContext } from '../kernel/core-context.ts';
import type { RiskManager } from '../risk/risk-manager.ts';
import type { ClosingDesk } from './closing-desk.ts';
import type { OrderDesk } from './order-desk.ts';
import type { ProposalDesk } from './proposal-desk.ts';
import type { ProtectionDesk } from './protection-desk.ts';
import { standDown } from './stand-down.ts';
import type { TicketDesk } from './ticket-desk.ts';
import type { VenueComparison } from './venue-comparison.ts';

export interface CommandRooms {
  readonly proposals: ProposalDesk;
  readonly orders: OrderDesk;
  readonly closing: ClosingDesk;
  readonly protection: ProtectionDesk;
  readonly ticket: TicketDesk;
  readonly risk: RiskManager;
  readonly venue: VenueComparison;
}

/**
 * Carries out commands, each once: a command id that was seen before gets the recorded answer, and a
 * command id that comes back with another command is refused.
 */
export class CommandDesk {
  readonly #core: CoreContext;
  readonly #rooms: CommandRooms;

  constructor(core: CoreContext, rooms: CommandRooms) {
    this.#core = core;
    this.#rooms = rooms;
  }

  /** Returns the answer; a new command also leaves it as a fact. */
  take({ commandId, body }: Command): CommandResult {
    const seen = this.#core.books.commands.get(commandId);
    if (seen !== undefined) {
      if (isSame(seen.body, body)) return seen.result;
      return failed('command-id-reused', `command id ${commandId} was used for another command before (${seen.body.kind})`);
    }
    const result = this.#carryOut(body);
    this.#core.emit({ kind: 'command-completed', commandId, body, result });
    return result;
  }

  #carryOut(body: CommandBody): CommandResult {
    const { proposals, protection, ticket } = this.#rooms;
    switch (body.kind) {
      case 'approve-proposal': {
        const approved = proposals.approve(body.proposalId, 'user');
        return approved.ok ? done('approved', approved.value) : failed(approved.error.code, approved.error.message);
      }
      case 'amend-proposal': {
        const amended = proposals.amend(body.proposalId, body.stop, body.target);
        return amended.ok ? done('stop and target changed') : failed(amended.error.code, amended.error.message);
      }
      case 'reject-proposal': {
        const rejected = proposals.reject(body.proposalId);
        return rejected.ok ? done('rejected') : failed(rejected.error.code, rejected.error.message);
      }
      case 'reprice-proposal': {
        const repriced = proposals.reprice(body.proposalId);
        if (!repriced.ok) return failed(repriced.error.code, repriced.error.message);
        const { id } = repriced.value;
        return { ...done(`re-priced as ${id}`), proposalId: id };
      }
      case 'place-order': {
        const placed = ticket.place(body);
        return placed.ok ? done(placed.value.message, placed.value.orderIds) : failed(placed.error.code, placed.error.message);
      }
      case 'cancel-order':
        return this.#cancel(body.clientOrderId);
      case 'close-position':
        return this.#close(body.instrumentId);
      case 'protect-position': {
        const moved = protection.move(body);
        return moved.ok ? done(moved.value) : failed(moved.error.code, moved.error.message);
      }
      case 'flatten':
        return this.#flatten('flattened by the user');
      case 'kill':
        return this.#kill(body.isFlattening);
      case 'resume-trading':
        return this.#resume();
      default:
        return exhaustive(body);
    }
  }

  #cancel(id: ClientOrderId): CommandResult {
    const order = this.#core.books.orders.get(id);
    if (order === undefined) return failed('not-found', `there is no order ${id}`);
    const isLive = this.#core.books.orders.liveOf(order.instrumentId).includes(order);
    if (!isLive) return failed('not-cancellable', `order ${id} is ${order.status} already`);
    this.#rooms.orders.cancel(order, 'cancelled by the user');
    return done('cancellation sent', [id]);
  }

  #close(instrumentId: InstrumentId): CommandResult {
    const position = this.#core.books.positions.get(instrumentId);
    if (position === undefined) return failed('no-position', `there is no open position in ${instrumentId}`);
    this.#rooms.closing.close(position, null, 'closed by the user', 'user');
    return done('closing');
  }

  #flatten(reason: string): CommandResult {
    const { books } = this.#core;
    for (const order of books.orders.live()) if (order.role === 'entry') this.#rooms.orders.cancel(order, reason);
    const positions = [...books.positions.values()];
    for (const position of positions) this.#rooms.closing.close(position, null, reason, 'user');
    return done(
      positions.length === 0 ? 'nothing was open' : `closing ${positions.length} ${positions.length === 1 ? 'position' : 'positions'}`,
    );
  }

  #kill(isFlattening: boolean): CommandResult {
    const reason = 'the kill switch was pressed';
    this.#core.emit({ kind: 'trading-state-changed', state: 'halted', cause: 'kill-switch', reason });
    const cancelled = standDown(this.#core, this.#rooms, reason);
    const closing = isFlattening ? this.#flatten(reason) : null;
    const orders = `${cancelled} ${cancelled === 1 ? 'entry order' : 'entry orders'} cancelled`;
    if (closing !== null && closing.isDone) return done(`trading halted, ${orders}, ${closing.message}`);
    return done(`trading halted, ${orders}, stops and targets stay in place`);
  }

  /** Lifts a halt as far as the limits allow at this instant; a day that lost what it may is not lifted by anybody. */
  #resume(): CommandResult {
    const { books, emit } = this.#core;
    const { risk } = this.#rooms;
    const { state, cause, reason } = books.tradingState;
    if (state === 'active') return failed('denied', 'trading is active already, there is nothing to resume');
    if (cause === 'daily-loss') return failed('denied', `trading stays ${state}: ${reason}`);
    if (cause === 'drawdown' && !risk.measureDrawdownFromHere())
      return failed(
        'no-market-price',
        'a position has no price yet, so what drawdown is measured from is not known; try again in a moment',
      );
    this.#rooms.venue.takeOver();
    emit({ kind: 'trading-state-changed', state: 'active', cause: 'user', reason: 'resumed by the user' });
    risk.holdLimits();
    const now = books.tradingState;
    if (now.state === 'active') return done('trading resumed');
    return failed('denied', `trading is ${now.state}: ${now.reason}`);
  }
}

/** Bodies of commands are flat: every field is a text, an exact number, a truth value or `null`. */
function isSame(a: CommandBody, b: CommandBody): boolean {
  const fields = new Map<string, unknown>(Object.entries(b));
  const own = Object.entries(a);
  return own.length === fields.size && own.every(([name, value]) => fields.get(name) === value);
}

function done(message: string, orderIds: readonly ClientOrderId[] = []): Extract<CommandResult, { readonly isDone: true }> {
  return { isDone: true, message, orderIds };
}

function failed(code: CommandFaultCode, message: string): CommandResult {
  return { isDone: false, code, message };
}
