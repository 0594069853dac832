import type { ClientOrderId, CommandId, InstrumentId, ProposalId } from './ids.ts';
import type { OrderSide, OrderType } from './order.ts';
import type { Price } from './price.ts';
import type { Quantity } from './quantity.ts';

/** What a user, a script or an assistant can ask the engine to do to its trading state. */
export type CommandBody =
  | { readonly kind: 'approve-proposal'; readonly proposalId: ProposalId }
  /** Changes stop and target of a pending proposal; `null` keeps what is there. */
  | { readonly kind: 'amend-proposal'; readonly proposalId: ProposalId; readonly stop: Price | null; readonly target: Price | null }
  | { readonly kind: 'reject-proposal'; readonly proposalId: ProposalId }
  /** Ends a pending proposal and puts another in its place, worked out at the market. */
  | { readonly kind: 'reprice-proposal'; readonly proposalId: ProposalId }
  | {
      readonly kind: 'place-order';
      readonly instrumentId: InstrumentId;
      readonly side: OrderSide;
      readonly type: Extract<OrderType, 'market' | 'limit'>;
      readonly quantity: Quantity;
      readonly limitPrice: Price | null;
      /** `null` takes the distance that the risk settings give. */
      readonly stop: Price | null;
      readonly target: Price | null;
    }
  | { readonly kind: 'cancel-order'; readonly clientOrderId: ClientOrderId }
  | { readonly kind: 'close-position'; readonly instrumentId: InstrumentId }
  /** Moves stop and target of an open position; `null` keeps what is there. */
  | { readonly kind: 'protect-position'; readonly instrumentId: InstrumentId; readonly stop: Price | null; readonly target: Price | null }
  | { readonly kind: 'flatten' }
  | { readonly kind: 'kill'; readonly isFlattening: boolean }
  | { readonly kind: 'resume-trading' };

/** A command with the name that makes a repeated call the same command. */
export interface Command {
  readonly commandId: CommandId;
  readonly body: CommandBody;
}

/** Why a command was not carried out, beyond the rejection codes of proposals and orders. */
export const commandFaultCodes = [
  'not-found',
  'already-decided',
  'expired',
  'price-moved',
  'invalid-price',
  'invalid-quantity',
  'denied',
  'trading-halted',
  'no-position',
  'not-cancellable',
  'no-market-price',
  'command-id-reused',
] as const;
export type CommandFaultCode = (typeof commandFaultCodes)[number];

/** What became of a command; stored with its id, so that a retry gets the same answer. */
export type CommandResult =
  | {
      readonly isDone: true;
      readonly message: string;
      readonly orderIds: readonly ClientOrderId[];
      /** The proposal that took another's place. */
      readonly proposalId?: ProposalId;
    }
  | { readonly isDone: false; readonly code: CommandFaultCode; readonly message: string };
