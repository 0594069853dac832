import type { TradeView } from '../../../shared/contract/index.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { SignedMoney } from '../../components/Direction.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { formatDayTime, formatDecimalText, formatQuantityText, formatSpan } from '../../components/format.ts';
import { useInstrument } from '../../stores/hooks.ts';
import { useMoneyPlaces } from '../../stores/money-places.ts';
import { useWorkspace } from '../../stores/workspace.ts';

/** Closed trades with what came of them, newest first. */
export function TradesTab() {
  const trades = useWorkspace((state) => state.trades);
  if (trades.length === 0)
    return <EmptyState title="No closed trades yet">When a position is closed, what it brought after fees is listed here.</EmptyState>;
  return <DataTable name="Trades" columns={COLUMNS} rows={trades} keyOf={(trade) => trade.positionId} />;
}

const COLUMNS: readonly Column<TradeView>[] = [
  {
    id: 'closed',
    title: 'Closed',
    sortBy: (trade) => trade.closedAt,
    cell: (trade) => <span className="num text-muted">{formatDayTime(trade.closedAt)}</span>,
  },
  { id: 'symbol', title: 'Symbol', sortBy: (trade) => trade.instrumentId, cell: (trade) => <Symbol trade={trade} /> },
  {
    id: 'side',
    title: 'Side',
    cell: (trade) => <span className={trade.direction === 'long' ? 'text-up' : 'text-down'}>{trade.direction}</span>,
  },
  { id: 'quantity', title: 'Quantity', isNumeric: true, dropsBelow: 480, cell: (trade) => formatQuantityText(trade.quantity) },
  { id: 'entry', title: 'Entry', isNumeric: true, dropsBelow: 480, cell: (trade) => <Price trade={trade} text={trade.entryPrice} /> },
  { id: 'exit', title: 'Exit', isNumeric: true, dropsBelow: 480, cell: (trade) => <Price trade={trade} text={trade.exitPrice} /> },
  {
    id: 'held',
    title: 'Held',
    isNumeric: true,
    dropsBelow: 600,
    sortBy: (trade) => trade.closedAt - trade.openedAt,
    cell: (trade) => formatSpan(trade.closedAt - trade.openedAt),
  },
  {
    id: 'fees',
    title: 'Fees',
    isNumeric: true,
    dropsBelow: 600,
    sortBy: (trade) => Number(trade.fees),
    cell: (trade) => <Fees trade={trade} />,
  },
  {
    id: 'realised',
    title: 'Realised, after fees',
    isNumeric: true,
    sortBy: (trade) => Number(trade.realised),
    cell: (trade) => <SignedMoney amount={Number(trade.realised)} />,
  },
  {
    id: 'reason',
    title: 'Closed by',
    sortBy: (trade) => trade.exitReason,
    cell: (trade) => <span className="text-muted">{trade.exitReason}</span>,
  },
];

function Symbol({ trade }: { readonly trade: TradeView }) {
  return <b className="font-semibold">{useInstrument(trade.instrumentId)?.symbol ?? trade.instrumentId}</b>;
}

function Fees({ trade }: { readonly trade: TradeView }) {
  return <>{formatDecimalText(trade.fees, useMoneyPlaces())}</>;
}

function Price({ trade, text }: { readonly trade: TradeView; readonly text: string }) {
  return <>{formatDecimalText(text, useInstrument(trade.instrumentId)?.pricePlaces ?? 2)}</>;
}
