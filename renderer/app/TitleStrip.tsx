import { Search, Settings } from 'lucide-react';
import { catchUpProgressWords, spanWords } from '../../shared/domain/catch-up.ts';
import { requestMode } from '../actions/confirmations.ts';
import { toneOf } from '../components/Direction.tsx';
import { formatDecimalText, formatSigned, formatSignedPercent } from '../components/format.ts';
import { KillSwitch } from '../features/kill-switch/KillSwitch.tsx';
import { useIsOnline } from '../stores/hooks.ts';
import { useOverlays, usePreferences } from '../stores/preferences.ts';
import { useWorkspace } from '../stores/workspace.ts';

/** What a trader must see at every moment: mode, money, risk, feed, engine, and the way out. */
export function TitleStrip() {
  return (
    <header className="flex h-11 shrink-0 items-center gap-3 overflow-hidden border-line border-b bg-panel px-3.5">
      <h1 className="flex items-center gap-2 font-semibold">
        <img src="/icon.svg" alt="" width={16} height={16} />
        <span className="hidden lg:inline">BitFlow</span>
      </h1>
      <Mode />
      <Divider />
      <Money />
      <Divider />
      <Feed />
      <Engine />
      <Model />
      <div className="ml-auto flex items-center gap-2">
        <button
          type="button"
          onClick={() => useOverlays.setState({ isPaletteOpen: true, paletteText: '' })}
          className="flex items-center gap-1.5 rounded-[5px] px-2 py-1 text-muted hover:bg-raised hover:text-text"
        >
          <Search size={13} aria-hidden />
          <span className="hidden whitespace-nowrap xl:inline">Search or run a command</span>
          <kbd className="rounded border border-line bg-raised px-1 text-2xs">Ctrl K</kbd>
        </button>
        <WhoApproves />
        <button
          type="button"
          aria-label="Settings"
          onClick={() => useOverlays.setState({ isSettingsOpen: true })}
          className="rounded-[5px] p-1.5 text-muted hover:bg-raised hover:text-text"
        >
          <Settings size={15} aria-hidden />
        </button>
        <KillSwitch />
      </div>
    </header>
  );
}

function Divider() {
  return <span aria-hidden className="h-5 w-px shrink-0 bg-line" />;
}

function Mode() {
  const kind = useWorkspace((state) => state.engine?.accountKind ?? 'paper');
  return (
    <span
      role="status"
      aria-label="Mode"
      className="rounded-full border border-accent bg-accent-soft px-2.5 py-0.5 font-semibold text-[11px] text-accent tracking-wide"
    >
      {kind.toUpperCase()}
    </span>
  );
}

function Money() {
  const account = useWorkspace((state) => state.account);
  const dayPnl = Number(account?.dayPnl ?? 0);
  const used = account === null ? 0 : Math.max(...account.limits.map((limit) => limit.used));
  return (
    <div className="flex gap-4">
      <Stat value={account === null ? '–' : formatDecimalText(account.equity, 2)} name={`equity ${account?.currency ?? ''}`} />
      <Stat
        value={account === null ? '–' : `${dayPnl > 0 ? '▲ ' : dayPnl < 0 ? '▼ ' : ''}${formatSigned(dayPnl, 2)}`}
        tone={toneOf(dayPnl)}
        name={`today ${account === null ? '' : formatSignedPercent(account.dayPnlRatio)}`}
      />
      <div className="hidden md:block">
        <Stat
          value={account?.limits[0]?.text ?? '–'}
          name={`risk used ${(used * 100).toFixed(0)}\u2009%`}
          tone={used > 0.7 ? 'text-warn' : undefined}
        />
      </div>
    </div>
  );
}

function Stat({ value, name, tone = '' }: { readonly value: string; readonly name: string; readonly tone?: string | undefined }) {
  return (
    <div className="flex flex-col whitespace-nowrap leading-[1.2]">
      <b className={`num font-semibold text-base ${tone}`}>{value}</b>
      <span className="num text-2xs text-muted">{name}</span>
    </div>
  );
}

const FEEDS = {
  live: ['bg-up', 'feed'],
  paused: ['bg-warn', 'feed paused'],
  stale: ['bg-down', 'feed stale'],
  'catching-up': ['bg-warn', 'catching up'],
  ended: ['bg-faint', 'market ended'],
  waiting: ['bg-faint', 'feed waiting'],
} as const;

function Feed() {
  const feed = useWorkspace((state) => state.engine?.feed);
  const isOnline = useIsOnline();
  const [dot, words] = !isOnline ? (['bg-down', 'feed unknown'] as const) : FEEDS[feed?.state ?? 'waiting'];
  const age = isOnline && feed?.state === 'live' ? ` ${(feed.ageMs / 1000).toFixed(1)} s` : '';
  const catchUp = isOnline ? (feed?.catchUp ?? null) : null;
  const behind = catchUp === null ? '' : `, ${spanWords(catchUp.behindMs)} behind`;
  const title = catchUp === null ? undefined : catchUpProgressWords(catchUp);
  return <Light label="Feed" dot={dot} words={`${words}${age}${behind}`} title={title} />;
}

function Engine() {
  const engine = useWorkspace((state) => state.engine);
  const connection = useWorkspace((state) => state.connection);
  if (connection.kind !== 'online') {
    const words = connection.kind === 'offline' && connection.reason === 'engine-restart' ? 'engine restarting' : 'engine not reached';
    return <Light label="Engine" dot="bg-down" words={words} />;
  }
  const state = engine?.state ?? 'starting';
  const dot = state === 'running' ? 'bg-up' : state === 'halted' ? 'bg-down' : 'bg-warn';
  return <Light label="Engine" dot={dot} words={`engine ${state}`} title={engine?.reasons.join('\n')} />;
}

function Light({
  label,
  dot,
  words,
  title,
}: {
  readonly label: string;
  readonly dot: string;
  readonly words: string;
  readonly title?: string | undefined;
}) {
  return (
    <span role="status" aria-label={label} title={title} className="num flex items-center gap-1.5 whitespace-nowrap text-left! text-muted">
      <i aria-hidden className={`inline-block size-[7px] rounded-full ${dot}`} />
      {words}
    </span>
  );
}

/** Who reads the headlines; where the list of words stands in for the chosen model, it says so in any width. */
function Model() {
  const name = useWorkspace((state) => state.engine?.model.name ?? '–');
  const state = useWorkspace((workspace) => workspace.models?.scoring.state);
  const reason = useWorkspace((workspace) => workspace.models?.scoring.reason ?? null);
  const isDegraded = state === 'degraded';
  return (
    <button
      type="button"
      title={reason ?? 'The model that reads the headlines'}
      onClick={() => usePreferences.setState({ blotterTab: 'models' })}
      className={`whitespace-nowrap rounded px-1 hover:text-text ${isDegraded ? 'text-warn' : 'hidden text-muted xl:inline'}`}
    >
      <span role="status" aria-label="Scorer">
        {isDegraded ? `⚠ model degraded: ${name}` : state === 'loading' ? `model ${name} …` : `model ${name}`}
      </span>
    </button>
  );
}

/** Manual or auto; going to auto is asked about with what it means. */
function WhoApproves() {
  const mode = useWorkspace((state) => state.trading?.mode ?? 'manual');
  const confidence = useWorkspace((state) => state.trading?.autoConfidence ?? 0);
  const isOnline = useIsOnline();
  const isAuto = mode === 'auto';
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isAuto}
      aria-label="Auto mode"
      disabled={!isOnline}
      title={isAuto ? `BitFlow approves trades from ${(confidence * 100).toFixed(0)} % confidence on` : 'You approve every trade'}
      onClick={() => requestMode(isAuto ? 'manual' : 'auto')}
      className={`rounded-full border px-2.5 py-0.5 font-semibold text-[11px] tracking-wide ${isAuto ? 'border-warn bg-warn-soft text-warn' : 'border-line text-muted hover:text-text'}`}
    >
      {isAuto ? `AUTO ≥ ${(confidence * 100).toFixed(0)} %` : 'manual'}
    </button>
  );
}
