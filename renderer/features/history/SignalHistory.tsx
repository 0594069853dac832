import { useMemo } from 'react';
import type { SignalView } from '../../../shared/contract/index.ts';
import { rejectionHeads } from '../../../shared/words/statuses.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { Tag, toneOf } from '../../components/Direction.tsx';
import { EmptyState, LoadingRows } from '../../components/EmptyState.tsx';
import { FailedState } from '../../components/FailedState.tsx';
import { formatDayTime, formatPercent, formatSigned } from '../../components/format.ts';
import { useInstrument } from '../../stores/hooks.ts';
import { useOverlays, usePreferences } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { OutcomeMark } from '../signals/OutcomeMark.tsx';
import { FilterBar } from './FilterBar.tsx';
import { isShown, withLive } from './history-rows.ts';

const MOST = 1_000;

/** Every signal on record with what became of it, newest first; a row opens its explanation. */
export function SignalHistory() {
  const { again, ...answer } = useAnswer({ key: 'history', ask: (client) => client.signals.list({ limit: MOST }) });
  const live = useWorkspace((state) => state.signals);
  const filter = usePreferences((state) => state.historyFilter);
  const asked = answer.kind === 'there' ? answer.value : null;
  const rows = useMemo(() => withLive(asked ?? [], live), [asked, live]);
  const shown = useMemo(() => rows.filter((signal) => isShown(signal, filter)), [rows, filter]);
  if (answer.kind === 'failed') return <FailedState title="The signal history could not be loaded" words={answer.words} onAgain={again} />;
  if (answer.kind === 'asking') return <LoadingRows count={6} />;
  if (rows.length === 0)
    return (
      <EmptyState title="No signals on record">
        They are made at the close of a bar, once there are enough bars. Press Y to ask why there is none.
      </EmptyState>
    );
  return (
    <>
      <FilterBar shown={shown.length} all={rows.length} />
      {shown.length === 0 ? (
        <EmptyState title="No such signal">None of the {rows.length} on record fits; “Show all” takes the filter away.</EmptyState>
      ) : (
        <DataTable
          name="Signal history"
          columns={COLUMNS}
          rows={shown}
          keyOf={({ id }) => id}
          onSelect={(explainedSignal) => useOverlays.setState({ explainedSignal })}
        />
      )}
    </>
  );
}

const RESULT_ORDER = { right: 3, wrong: 2, void: 1 } as const;

const COLUMNS: readonly Column<SignalView>[] = [
  {
    id: 'time',
    title: 'Time',
    sortBy: ({ at }) => at,
    cell: ({ at }) => <span className="num text-muted">{formatDayTime(at)}</span>,
  },
  { id: 'instrument', title: 'Instrument', sortBy: ({ instrumentId }) => instrumentId, cell: (signal) => <Symbol signal={signal} /> },
  {
    id: 'side',
    title: 'Side',
    sortBy: ({ action }) => action,
    cell: ({ action }) => <Tag tone={action === 'buy' ? 'up' : action === 'sell' ? 'down' : 'plain'}>{action.toUpperCase()}</Tag>,
  },
  {
    id: 'score',
    title: 'Score',
    isNumeric: true,
    sortBy: ({ score }) => score,
    cell: ({ score }) => <span className={toneOf(score)}>{formatSigned(score, 3)}</span>,
  },
  {
    id: 'confidence',
    title: 'Confidence',
    isNumeric: true,
    sortBy: ({ confidence }) => confidence,
    cell: ({ confidence }) => formatPercent(confidence, 0),
  },
  {
    id: 'raw',
    title: 'Uncalibrated',
    isNumeric: true,
    dropsBelow: 860,
    sortBy: ({ rawConfidence }) => rawConfidence,
    cell: ({ rawConfidence }) => <span className="text-muted">{formatPercent(rawConfidence, 0)}</span>,
  },
  {
    id: 'regime',
    title: 'Regime',
    dropsBelow: 600,
    sortBy: ({ regime }) => regime.label,
    cell: ({ regime }) => <span className="text-muted">{regime.label}</span>,
  },
  {
    id: 'verdict',
    title: 'Verdict',
    sortBy: (signal) => verdictOf(signal),
    cell: (signal) => (
      <span
        className={`block max-w-[22ch] truncate ${signal.isAccepted ? 'text-text' : 'text-muted'}`}
        title={signal.rejections.map(({ message }) => message).join('\n')}
      >
        {verdictOf(signal)}
      </span>
    ),
  },
  {
    id: 'outcome',
    title: 'Outcome',
    isNumeric: true,
    isPinned: true,
    sortBy: ({ outcome }) => (outcome === null ? -10 : RESULT_ORDER[outcome.result] + Math.max(-0.4, Math.min(0.4, outcome.move))),
    cell: ({ outcome }) => <OutcomeMark outcome={outcome} />,
  },
];

function verdictOf({ isAccepted, rejections }: SignalView): string {
  if (isAccepted) return 'Accepted';
  return rejections.length === 0 ? 'Not judged' : rejectionHeads[rejections[0].code];
}

function Symbol({ signal }: { readonly signal: SignalView }) {
  return <b className="font-semibold">{useInstrument(signal.instrumentId)?.symbol ?? signal.instrumentId}</b>;
}
