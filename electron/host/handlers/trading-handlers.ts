import { randomBytes } from 'node:crypto';
import { assert } from '../../../shared/base/assert.ts';
import type { CommandBody, CommandFaultCode, CommandResult } from '../../../shared/domain/command.ts';
import { formatDecimal } from '../../../shared/domain/decimal.ts';
import { type CommandId, type InstrumentId, idFrom } from '../../../shared/domain/ids.ts';
import type { OrderSide } from '../../../shared/domain/order.ts';
import { type Price, parsePrice } from '../../../shared/domain/price.ts';
import { parseQuantity, type Quantity } from '../../../shared/domain/quantity.ts';
import type { Ticket } from '../../engine/execution/ticket-desk.ts';
import { accountNow, watchAccount } from '../feeds/account-feed.ts';
import { newest } from '../views/newest.ts';
import { viewOrder, viewPosition, viewProposal, viewTrade, viewTrading } from '../views/trading-views.ts';
import type { Workstation } from '../workstation.ts';
import { guarded } from './guard.ts';

interface Refusals {
  COMMAND_REFUSED(options: { message: string; data: { code: CommandFaultCode } }): Error;
}

interface Answer {
  readonly message: string;
  readonly orderIds: string[];
  readonly proposalId?: string;
}

/** Handlers of everything that concerns trading: they read the recorded books and hand commands to the core. */
export function tradingHandlers(workstation: Workstation) {
  const { workspace } = workstation.feeds;
  const { runtime, settings } = workstation.services;

  const command = async (id: CommandId | undefined, body: CommandBody, errors: Refusals): Promise<Answer> => {
    const commandId = id ?? idFrom<CommandId>(`c-${randomBytes(12).toString('hex')}`);
    return answerOf(await runtime.command({ commandId, body }), errors);
  };

  return {
    account: {
      get: guarded.account.get.handler(() => accountNow(workstation)),
      watch: guarded.account.watch.handler(({ signal }) => watchAccount(workstation, signal)),
      ledger: guarded.account.ledger.handler(() => {
        const { ledger } = workspace.books;
        const accounts = ledger.accounts().map(({ account, balance }) => ({ account, balance: formatDecimal(balance.amount, 2) }));
        return { currency: ledger.currency, isBalanced: ledger.isBalanced, entryCount: ledger.entryCount, accounts };
      }),
    },
    proposals: {
      list: guarded.proposals.list.handler(() => workspace.books.pendingProposals().toReversed().map(viewProposal)),
      approve: guarded.proposals.approve.handler(({ input, errors }) =>
        command(input.commandId, { kind: 'approve-proposal', proposalId: input.proposalId }, errors),
      ),
      amend: guarded.proposals.amend.handler(({ input, errors }) =>
        command(
          input.commandId,
          { kind: 'amend-proposal', proposalId: input.proposalId, stop: priceOf(input.stop), target: priceOf(input.target) },
          errors,
        ),
      ),
      reprice: guarded.proposals.reprice.handler(({ input, errors }) =>
        command(input.commandId, { kind: 'reprice-proposal', proposalId: input.proposalId }, errors),
      ),
      reject: guarded.proposals.reject.handler(({ input, errors }) =>
        command(input.commandId, { kind: 'reject-proposal', proposalId: input.proposalId }, errors),
      ),
    },
    orders: {
      list: guarded.orders.list.handler(({ input }) =>
        newest(workspace.books.orders.all(), input.limit).map((order) => viewOrder(order, workspace.books)),
      ),
      preview: guarded.orders.preview.handler(({ input, errors }) => {
        const preview = runtime.core.ticket.preview(ticketOf(input));
        if (!preview.ok) throw errors.COMMAND_REFUSED({ message: preview.error.message, data: { code: preview.error.code } });
        const { intent, notional, stop, target, moneyAtRisk, refusals } = preview.value;
        return {
          intent,
          notional: formatDecimal(notional.amount, 2),
          stop: stop === null ? null : formatDecimal(stop),
          target: target === null ? null : formatDecimal(target),
          moneyAtRisk: moneyAtRisk === null ? null : formatDecimal(moneyAtRisk.amount, 2),
          refusals: refusals.map(({ message }) => message),
        };
      }),
      place: guarded.orders.place.handler(({ input, errors }) => command(input.commandId, ticketOf(input), errors)),
      cancel: guarded.orders.cancel.handler(({ input, errors }) =>
        command(input.commandId, { kind: 'cancel-order', clientOrderId: input.clientOrderId }, errors),
      ),
    },
    positions: {
      list: guarded.positions.list.handler(() =>
        [...workspace.books.positions.values()].map((position) => viewPosition(position, workspace.books)),
      ),
      close: guarded.positions.close.handler(({ input, errors }) =>
        command(input.commandId, { kind: 'close-position', instrumentId: input.instrumentId }, errors),
      ),
      protect: guarded.positions.protect.handler(({ input, errors }) =>
        command(
          input.commandId,
          { kind: 'protect-position', instrumentId: input.instrumentId, stop: priceOf(input.stop), target: priceOf(input.target) },
          errors,
        ),
      ),
      flatten: guarded.positions.flatten.handler(({ input, errors }) => command(input.commandId, { kind: 'flatten' }, errors)),
    },
    trades: {
      list: guarded.trades.list.handler(({ input }) => newest(workspace.books.trades.values(), input.limit).map(viewTrade)),
    },
    trading: {
      get: guarded.trading.get.handler(() => viewTrading(workspace.books, settings.current, runtime.fault)),
      kill: guarded.trading.kill.handler(({ input, errors }) =>
        command(input.commandId, { kind: 'kill', isFlattening: input.flatten }, errors),
      ),
      resume: guarded.trading.resume.handler(({ input, errors }) => command(input.commandId, { kind: 'resume-trading' }, errors)),
    },
  };
}

function answerOf(result: CommandResult, errors: Refusals): Answer {
  if (!result.isDone) throw errors.COMMAND_REFUSED({ message: result.message, data: { code: result.code } });
  const { message, orderIds, proposalId } = result;
  return { message, orderIds: [...orderIds], ...(proposalId === undefined ? {} : { proposalId }) };
}

/** What the ticket of the contract means in exact numbers; its form was checked by the schema. */
function ticketOf(input: {
  readonly instrumentId: InstrumentId;
  readonly side: OrderSide;
  readonly type: 'market' | 'limit';
  readonly quantity: string;
  readonly limitPrice: string | null;
  readonly stop: string | null;
  readonly target: string | null;
}): Ticket {
  const { instrumentId, side, type } = input;
  return {
    kind: 'place-order',
    instrumentId,
    side,
    type,
    quantity: quantityOf(input.quantity),
    limitPrice: priceOf(input.limitPrice),
    stop: priceOf(input.stop),
    target: priceOf(input.target),
  };
}

function priceOf(text: string | null): Price | null {
  if (text === null) return null;
  const parsed = parsePrice(text);
  assert(parsed.ok, 'the schema lets only prices through');
  return parsed.value;
}

function quantityOf(text: string): Quantity {
  const parsed = parseQuantity(text);
  assert(parsed.ok, 'the schema lets only quantities through');
  return parsed.value;
}
