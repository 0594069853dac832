import { isTerminal, type OrderStatus } from '../../../shared/domain/order.ts';

/** What of an account says whether it may be left alone for a while. */
export interface OpenThings {
  readonly orders: readonly { readonly status: OrderStatus }[];
  readonly positions: readonly unknown[];
}

/** Returns why BitFlow must not be replaced now; `null` when it may. Stops that wait at a venue count: nobody would watch them. */
export function whyNotNow({ orders, positions }: OpenThings): string | null {
  const open = orders.filter(({ status }) => !isTerminal(status)).length;
  const parts = [
    ...(open > 0 ? [`${open} ${open === 1 ? 'order is' : 'orders are'} open`] : []),
    ...(positions.length > 0 ? [`${positions.length} ${positions.length === 1 ? 'position is' : 'positions are'} open`] : []),
  ];
  return parts.length === 0 ? null : parts.join(' and ');
}
