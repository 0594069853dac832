import type { CoreContext } from '../kernel/core-context.ts';
import type { OrderDesk } from './order-desk.ts';
import type { ProposalDesk } from './proposal-desk.ts';

/**
 * Takes back everything that could still open: entry orders and proposals to open. Exits, stops, targets and proposals to close
 * stay. Returns how many entry orders there were.
 */
export function standDown(
  { books }: CoreContext,
  { orders, proposals }: { readonly orders: OrderDesk; readonly proposals: ProposalDesk },
  reason: string,
): number {
  proposals.withdrawEntries(reason);
  const entries = [...books.orders.live()].filter((order) => order.role === 'entry');
  for (const order of entries) orders.cancel(order, reason);
  return entries.length;
}
