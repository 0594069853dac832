import type { OrderRole, OrderSide } from '../domain/order.ts';
import type { MessageTable } from './message-table.ts';

/** What filled an order, for the end of a sentence. */
export const orderRoleWords = {
  entry: 'entry',
  'stop-loss': 'stop',
  'take-profit': 'target',
  exit: 'exit',
} as const satisfies Record<OrderRole, string>;

/** Numbers come written, to the places of their instrument or currency. */
export interface FillNumbers {
  readonly symbol: string;
  readonly side: OrderSide;
  readonly filled: string;
  readonly quantity: string;
  /** Mean price of all fills of the order so far. */
  readonly price: string;
}

const done = (side: OrderSide): string => (side === 'buy' ? 'Bought' : 'Sold');

/** What became of an order, told once for the whole order and not for each slice that fills. */
export const fillWords = {
  'partly-filled': ({ symbol, side, filled, quantity }: FillNumbers) => `${symbol}: ${done(side)} ${filled} of ${quantity}`,
  'average-so-far': ({ price }: FillNumbers) => `Average fill ${price} so far`,
  filled: ({ symbol, side, quantity, price }: FillNumbers) => `${symbol}: ${done(side)} ${quantity} at ${price}`,
  'role-filled': ({ role }: { readonly role: string }) => `The whole order is filled: ${role}`,
  closed: ({ symbol, result }: { readonly symbol: string; readonly result: string }) => `${symbol}: Position closed, ${result}`,
  'closed-by': ({ side, quantity, price, role }: FillNumbers & { readonly role: string }) =>
    `${done(side)} ${quantity} at ${price}: ${role}. The result is after fees.`,
} as const satisfies MessageTable;

export const fillTables = { orderRoleWords, fillWords } satisfies Record<string, MessageTable>;
