import { useState } from 'react';
import type { SignalView } from '../../../shared/contract/index.ts';
import { proposalStatusWords } from '../../../shared/words/statuses.ts';
import { Tag } from '../../components/Direction.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { formatClock, formatPercent, formatSigned } from '../../components/format.ts';
import { TabList } from '../../components/TabList.tsx';
import { usePreferences } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { Explanation } from './Explanation.tsx';
import { ForAndAgainst } from './ForAndAgainst.tsx';
import { PendingTrades } from './PendingTrades.tsx';

/** Pending trades, signals that led to none, and all recent signals with what became of them. */
export function SignalsPanel() {
  const tab = usePreferences((state) => state.signalTab);
  const pendingCount = useWorkspace((state) => state.proposals.filter((proposal) => proposal.status === 'pending').length);
  return (
    <section aria-label="Signals" className="panel">
      <TabList
        name="Signals"
        value={tab}
        onChange={(signalTab) => usePreferences.setState({ signalTab })}
        tabs={[
          { id: 'open', title: 'Signals', count: pendingCount },
          { id: 'untraded', title: 'Not traded' },
          { id: 'recent', title: 'All recent' },
        ]}
      />
      {tab === 'open' ? <PendingTrades /> : tab === 'untraded' ? <Untraded /> : <RecentSignals />}
    </section>
  );
}

const MOST_UNTRADED = 40;

function Untraded() {
  const signals = useWorkspace((state) => state.signals);
  const rejected = signals.filter((signal) => !signal.isAccepted && signal.rejections.length > 0).slice(0, MOST_UNTRADED);
  if (rejected.length === 0)
    return <EmptyState title="Every signal led to a trade so far">Signals that did not are here, with what stood against them.</EmptyState>;
  return (
    <div className="min-h-0 flex-1 overflow-auto pb-2" role="group" aria-label="Not traded" tabIndex={0}>
      {rejected.map((signal) => (
        <NoTrade key={signal.id} signal={signal} />
      ))}
    </div>
  );
}

/** A signal that led to no trade, and why. */
function NoTrade({ signal }: { readonly signal: SignalView }) {
  const symbol = useWorkspace((state) => state.instruments.find((each) => each.id === signal.instrumentId)?.symbol ?? signal.instrumentId);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <article aria-label={`No trade ${symbol}`} className="mx-2 mt-2 rounded-md border border-line-soft bg-panel p-2.5">
      <header className="flex items-center gap-2">
        <Tag tone="plain">NO TRADE</Tag>
        <span className="whitespace-nowrap font-semibold">{symbol}</span>
        <span className="truncate text-muted text-xs">
          {signal.action} {formatSigned(signal.score, 2)}
        </span>
        <span className="num ml-auto text-2xs text-faint">{formatClock(signal.at)}</span>
      </header>
      <p className="mt-1 text-muted text-xs leading-snug">
        {signal.rejections[0]?.message ?? 'No reason is known.'}{' '}
        <button type="button" aria-expanded={isOpen} className="text-accent hover:underline" onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? 'Less' : 'Why?'}
        </button>
      </p>
      {isOpen ? <Explained signal={signal} /> : null}
    </article>
  );
}

function RecentSignals() {
  const signals = useWorkspace((state) => state.signals);
  const [openId, setOpenId] = useState<string | null>(null);
  if (signals.length === 0)
    return <EmptyState title="No signals yet">They are made at the close of each bar, once there are enough bars.</EmptyState>;
  return (
    <ul className="min-h-0 flex-1 overflow-auto" aria-label="Recent signals">
      {signals.slice(0, 100).map((signal) => (
        <li key={signal.id} className="border-line-soft border-t px-2.5 py-1.5 first:border-t-0">
          <RecentLine signal={signal} isOpen={openId === signal.id} onToggle={() => setOpenId(openId === signal.id ? null : signal.id)} />
        </li>
      ))}
    </ul>
  );
}

function RecentLine({
  signal,
  isOpen,
  onToggle,
}: {
  readonly signal: SignalView;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}) {
  const symbol = useWorkspace((state) => state.instruments.find((each) => each.id === signal.instrumentId)?.symbol ?? signal.instrumentId);
  const proposal = useWorkspace((state) => state.proposals.find((each) => each.signalId === signal.id));
  const outcome = signal.isAccepted
    ? proposal === undefined
      ? 'accepted'
      : proposalStatusWords[proposal.status]
    : (signal.rejections[0]?.message ?? '');
  const decided = proposal?.reason ?? null;
  return (
    <>
      <button type="button" aria-expanded={isOpen} onClick={onToggle} className="flex w-full items-center gap-2 text-left">
        <Tag tone={signal.isAccepted ? (signal.action === 'buy' ? 'up' : 'down') : 'plain'}>{signal.action.toUpperCase()}</Tag>
        <span className="font-semibold">{symbol}</span>
        <span className="num text-muted text-xs">{formatSigned(signal.score, 3)}</span>
        <span className="num text-faint text-xs">{formatPercent(signal.confidence, 0)}</span>
        <span className="num ml-auto text-2xs text-faint">{formatClock(signal.at)}</span>
      </button>
      <p className="mt-0.5 truncate text-2xs text-faint" title={decided ?? outcome}>
        {outcome}
        {decided === null ? '' : `: ${decided}`}
      </p>
      {isOpen ? <Explained signal={signal} /> : null}
    </>
  );
}

function Explained({ signal }: { readonly signal: SignalView }) {
  return (
    <>
      <ForAndAgainst signal={signal} />
      <Explanation signal={signal} />
    </>
  );
}
