import type { WorkspaceNotice } from '../../../shared/contract/index.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { formatClock } from '../../components/format.ts';
import { useInstrument } from '../../stores/hooks.ts';
import { useWorkspace } from '../../stores/workspace.ts';

/** What the engine told since the window was opened, newest first. */
export function LogTab() {
  const notices = useWorkspace((state) => state.notices);
  if (notices.length === 0)
    return <EmptyState title="Nothing to tell yet">Signals, orders, fills and limits are listed here as they happen.</EmptyState>;
  return (
    <DataTable
      name="Logs"
      columns={COLUMNS}
      rows={notices}
      keyOf={(notice) => `${notice.at}-${notice.event}-${notice.instrumentId ?? ''}-${notice.message}`}
    />
  );
}

const COLUMNS: readonly Column<WorkspaceNotice>[] = [
  { id: 'time', title: 'Time', cell: (notice) => <span className="num text-muted">{formatClock(notice.at)}</span> },
  { id: 'event', title: 'Event', sortBy: (notice) => notice.event, cell: (notice) => wordsOf(notice.event) },
  { id: 'instrument', title: 'Instrument', cell: (notice) => <Symbol id={notice.instrumentId} /> },
  { id: 'message', title: 'What happened', cell: (notice) => <Message text={notice.message} /> },
];

/** The name of an event as words: `order filled`. */
function wordsOf(event: string): string {
  return event.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function Message({ text }: { readonly text: string }) {
  return (
    <span className="text-muted" title={text}>
      {text}
    </span>
  );
}

function Symbol({ id }: { readonly id: string | null }) {
  return <>{useInstrument(id)?.symbol ?? id ?? ''}</>;
}
