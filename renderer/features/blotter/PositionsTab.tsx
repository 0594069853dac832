import { useMemo } from 'react';
import type { InstrumentView, PositionView } from '../../../shared/contract/index.ts';
import { closing, request } from '../../actions/confirmations.ts';
import { showInstrument } from '../../actions/show-instrument.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { SignedMoney, toneOf } from '../../components/Direction.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { formatDecimalText, formatNumber, formatQuantityText, formatSignedPercent } from '../../components/format.ts';
import { useIsOnline, useQuote, useSelectedInstrument } from '../../stores/hooks.ts';
import { useMoneyPlaces } from '../../stores/money-places.ts';
import { useOverlays } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';

interface Row {
  readonly position: PositionView;
  readonly instrument: InstrumentView;
}

/** What is open, with what protects it and what it is worth now. */
export function PositionsTab() {
  const positions = useWorkspace((state) => state.positions);
  const instruments = useWorkspace((state) => state.instruments);
  const selected = useSelectedInstrument();
  const rows = useMemo(
    () =>
      positions.flatMap((position): Row[] => {
        const instrument = instruments.find((each) => each.id === position.instrumentId);
        return instrument === undefined ? [] : [{ position, instrument }];
      }),
    [positions, instruments],
  );
  if (rows.length === 0) {
    return <EmptyState title="No open positions">Approve a signal, or place an order with Buy and Sell above the chart.</EmptyState>;
  }
  return (
    <DataTable
      name="Positions"
      columns={COLUMNS}
      rows={rows}
      keyOf={({ position }) => position.id}
      isSelected={({ instrument }) => instrument === selected}
      onSelect={({ instrument }) => showInstrument(instrument.id)}
    />
  );
}

const price = (text: string | null, instrument: InstrumentView): string =>
  text === null ? '–' : formatDecimalText(text, instrument.pricePlaces);

const COLUMNS: readonly Column<Row>[] = [
  {
    id: 'symbol',
    title: 'Symbol',
    sortBy: ({ instrument }) => instrument.symbol,
    cell: ({ instrument }) => <b className="font-semibold">{instrument.symbol}</b>,
  },
  {
    id: 'side',
    title: 'Side',
    cell: ({ position }) => <span className={position.direction === 'long' ? 'text-up' : 'text-down'}>{position.direction}</span>,
  },
  {
    id: 'quantity',
    title: 'Quantity',
    isNumeric: true,
    sortBy: ({ position }) => Number(position.quantity),
    cell: ({ position }) => formatQuantityText(position.quantity),
  },
  {
    id: 'entry',
    title: 'Entry',
    isNumeric: true,
    dropsBelow: 480,
    cell: ({ position, instrument }) => price(position.averageEntry, instrument),
  },
  { id: 'last', title: 'Last', isNumeric: true, dropsBelow: 600, cell: ({ instrument }) => <Last instrument={instrument} /> },
  { id: 'pnl', title: 'PnL', isNumeric: true, cell: ({ position }) => <Pnl instrumentId={position.instrumentId} /> },
  { id: 'ratio', title: '%', isNumeric: true, dropsBelow: 860, cell: ({ position }) => <PnlRatio instrumentId={position.instrumentId} /> },
  {
    id: 'stop',
    title: 'Stop',
    isNumeric: true,
    cell: ({ position, instrument }) => (
      <span className="text-warn">{position.stop === null ? 'NO STOP' : price(position.stop, instrument)}</span>
    ),
  },
  {
    id: 'target',
    title: 'Target',
    dropsBelow: 480,
    isNumeric: true,
    cell: ({ position, instrument }) => <span className="text-up">{price(position.target, instrument)}</span>,
  },
  { id: 'held', title: 'Protection', dropsBelow: 860, cell: ({ position }) => <Protection position={position} /> },
  { id: 'actions', title: '', isPinned: true, cell: (row) => <RowActions {...row} /> },
];

function Last({ instrument }: { readonly instrument: InstrumentView }) {
  const quote = useQuote(instrument.index);
  return <>{quote === undefined ? '–' : formatNumber(quote.last, instrument.pricePlaces)}</>;
}

/** Who closes it at its stop; amber where nobody at the broker does. */
function Protection({ position }: { readonly position: PositionView }) {
  const places = useMoneyPlaces();
  if (position.stopHeldBy === 'venue') return <span className="text-muted">Stop at broker</span>;
  return <span className="text-warn">NO STOP, closes at −{formatDecimalText(position.maximumLoss, places)}</span>;
}

function Pnl({ instrumentId }: { readonly instrumentId: string }) {
  const unrealised = useWorkspace((state) => state.account?.positions.find((each) => each.instrumentId === instrumentId)?.unrealised);
  return unrealised === undefined ? <>–</> : <SignedMoney amount={Number(unrealised)} />;
}

function PnlRatio({ instrumentId }: { readonly instrumentId: string }) {
  const ratio = useWorkspace((state) => state.account?.positions.find((each) => each.instrumentId === instrumentId)?.unrealisedRatio);
  return ratio === undefined ? <>–</> : <span className={toneOf(ratio)}>{formatSignedPercent(ratio)}</span>;
}

function RowActions({ position, instrument }: Row) {
  const isOnline = useIsOnline();
  if (position.isClosing) return <span className="text-muted">closing …</span>;
  const button = 'text-muted hover:text-text disabled:opacity-45';
  return (
    <span className="flex justify-end gap-3">
      <button
        type="button"
        className={button}
        disabled={!isOnline}
        onClick={() => useOverlays.setState({ protecting: position.instrumentId })}
      >
        Edit stop / target
      </button>
      <button
        type="button"
        aria-label="Close position"
        title={`Close ${instrument.symbol}`}
        className={button}
        disabled={!isOnline}
        onClick={(event) => {
          event.stopPropagation();
          request(closing(position));
        }}
      >
        Close
      </button>
    </span>
  );
}
