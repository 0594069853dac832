import type { OrderView } from '../../../shared/contract/index.ts';
import { isTerminal } from '../../../shared/domain/order.ts';
import { requestCancel } from '../../actions/confirmations.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { formatClock, formatDecimalText, formatQuantityText } from '../../components/format.ts';
import { useInstrument, useIsOnline } from '../../stores/hooks.ts';
import { useWorkspace } from '../../stores/workspace.ts';

/** Every order with its whole life, newest first. */
export function OrdersTab() {
  const orders = useWorkspace((state) => state.orders);
  if (orders.length === 0)
    return (
      <EmptyState title="No orders yet">Orders appear here with every step of their life: sent, accepted, filled, cancelled.</EmptyState>
    );
  return <DataTable name="Orders" columns={COLUMNS} rows={orders} keyOf={(order) => order.clientOrderId} />;
}

const STATUS_TONES: Readonly<Record<OrderView['status'], string>> = {
  submitted: 'text-warn',
  held: 'text-muted',
  working: 'text-accent',
  'partially-filled': 'text-accent',
  filled: 'text-up',
  cancelled: 'text-faint',
  rejected: 'text-warn',
  expired: 'text-faint',
};

const COLUMNS: readonly Column<OrderView>[] = [
  {
    id: 'time',
    title: 'Time',
    dropsBelow: 480,
    sortBy: (order) => order.createdAt,
    cell: (order) => <span className="num text-muted">{formatClock(order.createdAt)}</span>,
  },
  { id: 'symbol', title: 'Symbol', sortBy: (order) => order.instrumentId, cell: (order) => <Symbol id={order.instrumentId} /> },
  { id: 'role', title: 'Role', sortBy: (order) => order.role, cell: (order) => order.role },
  { id: 'side', title: 'Side', cell: (order) => <span className={order.side === 'buy' ? 'text-up' : 'text-down'}>{order.side}</span> },
  { id: 'type', title: 'Type', dropsBelow: 860, cell: (order) => order.type },
  { id: 'quantity', title: 'Quantity', isNumeric: true, cell: (order) => formatQuantityText(order.quantity) },
  { id: 'filled', title: 'Filled', isNumeric: true, dropsBelow: 480, cell: (order) => formatQuantityText(order.filledQuantity) },
  { id: 'price', title: 'Price', isNumeric: true, cell: (order) => <Price order={order} /> },
  { id: 'average', title: 'Avg fill', isNumeric: true, cell: (order) => <AverageFill order={order} /> },
  {
    id: 'status',
    title: 'Status',
    sortBy: (order) => order.status,
    cell: (order) => (
      <span title={order.reason ?? undefined}>
        <span className={STATUS_TONES[order.status]}>{order.isCancelRequested ? 'cancelling' : order.status}</span>
        {order.reason === null ? null : <span className="text-faint"> · {order.reason}</span>}
      </span>
    ),
  },
  { id: 'source', title: 'Source', dropsBelow: 860, cell: (order) => <span className="text-muted">{order.origin}</span> },
  { id: 'actions', title: '', isPinned: true, cell: (order) => <CancelButton order={order} /> },
];

function Symbol({ id }: { readonly id: string }) {
  return (
    <b className="font-semibold">{useWorkspace((state) => state.instruments.find((instrument) => instrument.id === id)?.symbol ?? id)}</b>
  );
}

function Price({ order }: { readonly order: OrderView }) {
  const places = useInstrument(order.instrumentId)?.pricePlaces ?? 2;
  const price = order.limitPrice ?? order.stopPrice;
  return <>{price === null ? 'market' : formatDecimalText(price, places)}</>;
}

function AverageFill({ order }: { readonly order: OrderView }) {
  const places = useInstrument(order.instrumentId)?.pricePlaces ?? 2;
  return <>{order.averageFillPrice === null ? '–' : formatDecimalText(order.averageFillPrice, places)}</>;
}

function CancelButton({ order }: { readonly order: OrderView }) {
  const isOnline = useIsOnline();
  if (isTerminal(order.status) || order.isCancelRequested) return null;
  return (
    <button
      type="button"
      disabled={!isOnline}
      className="text-muted hover:text-text disabled:opacity-45"
      onClick={() => requestCancel(order)}
    >
      Cancel
    </button>
  );
}
