import { Search, Settings } from 'lucide-react';
import type { AccountView } from '../../shared/contract/index.ts';
import { catchUpProgressWords, spanWords } from '../../shared/domain/catch-up.ts';
import { requestMode } from '../actions/confirmations.ts';
import { arrowOf, toneOf } from '../components/Direction.tsx';
import { formatDecimalText, formatPercent, formatSigned, formatSignedPercent } from '../components/format.ts';
import { KillSwitch } from '../features/kill-switch/KillSwitch.tsx';
import { useIsOnline } from '../stores/hooks.ts';
import { useMoneyPlaces } from '../stores/money-places.ts';
import { showTable, useOverlays } from '../stores/preferences.ts';
import { useWorkspace } from '../stores/workspace.ts';
import { nearestLimit } from './nearest-limit.ts';

/** What a trader must see at every moment: mode, money, risk, feed, engine, and the way out. Where it has no room in one line, it takes two. */
export function TitleStrip() {
  return (
    <header className="@container shrink-0 border-line border-b bg-panel">
      <div className="flex min-h-11 flex-wrap items-center gap-x-2 gap-y-1 px-2.5 py-1 @min-[760px]:gap-x-3 @min-[760px]:px-3.5">
        <h1 className="sr-only font-semibold @min-[760px]:not-sr-only">
          <span className="flex items-center gap-2">
            <img src="/icon.svg" alt="" width={16} height={16} />
            <span className="sr-only @min-[1240px]:not-sr-only">BitFlow</span>
          </span>
        </h1>
        <Mode />
        <Divider />
        <Money />
        <Divider />
        <Feed />
        <Engine />
        <Model />
        <div className="ml-auto flex items-center gap-1.5 @min-[760px]:gap-2">
          <button
            type="button"
            aria-label="Search or run a command"
            title="Search or run a command (Ctrl K)"
            onClick={() => useOverlays.setState({ isPaletteOpen: true, paletteText: '' })}
            className="flex items-center gap-1.5 rounded-[5px] px-1.5 py-1 text-muted hover:bg-raised hover:text-text"
          >
            <Search size={14} aria-hidden />
            <span className="hidden whitespace-nowrap @min-[1380px]:inline">Search or run a command</span>
            <kbd className="hidden whitespace-nowrap rounded border border-line bg-raised px-1 text-2xs @min-[1040px]:inline">Ctrl K</kbd>
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
      </div>
    </header>
  );
}

function Divider() {
  return <span aria-hidden className="hidden h-5 w-px shrink-0 bg-line @min-[760px]:block" />;
}

function Mode() {
  const kind = useWorkspace((state) => state.engine?.accountKind ?? 'paper');
  return (
    <span
      role="status"
      aria-label="Mode"
      className="rounded-full border border-accent bg-accent-soft px-2 py-0.5 font-semibold text-2xs text-accent tracking-wide"
    >
      {kind.toUpperCase()}
    </span>
  );
}

function Money() {
  const account = useWorkspace((state) => state.account);
  const places = useMoneyPlaces();
  if (account === null) return <Stat value="–" name="equity" />;
  const dayPnl = Number(account.dayPnl);
  const [positions] = account.limits;
  return (
    <div className="flex gap-3 @min-[760px]:gap-4">
      <Stat value={formatDecimalText(account.equity, places)} name={`equity ${account.currency}`} />
      <Stat
        value={dayPnl === 0 ? formatSigned(0, places) : `${arrowOf(dayPnl)} ${formatSigned(dayPnl, places)}`}
        tone={toneOf(dayPnl)}
        name={`today ${formatSignedPercent(account.dayPnlRatio)}`}
      />
      <div className="hidden @min-[1160px]:block">
        <Stat value={positions?.text ?? '–'} name="positions" />
      </div>
      <NearestLimit limits={account.limits} />
    </div>
  );
}

/** The limit that is used most, by its own name. */
function NearestLimit({ limits }: Pick<AccountView, 'limits'>) {
  const nearest = nearestLimit(limits);
  if (nearest === undefined) return null;
  const name = nearest.name.toLowerCase();
  return (
    <div className="hidden @min-[900px]:block">
      <Stat
        value={formatPercent(nearest.used, 0)}
        name={`of ${name} limit`}
        title={`The limit most used now: ${name}, ${nearest.text}`}
        tone={nearest.used > 0.7 ? 'text-warn' : ''}
      />
    </div>
  );
}

interface StatProps {
  readonly value: string;
  readonly name: string;
  readonly tone?: string;
  readonly title?: string;
}

function Stat({ value, name, tone = '', title }: StatProps) {
  return (
    <div title={title} className="flex flex-col whitespace-nowrap leading-[1.2]">
      <b className={`num font-semibold text-sm @min-[760px]:text-base ${tone}`}>{value}</b>
      <span className="text-right text-2xs text-muted">{name}</span>
    </div>
  );
}

const FEEDS = {
  live: ['bg-up', 'feed'],
  paused: ['bg-warn', 'feed paused'],
  stale: ['bg-warn', 'feed stale'],
  'catching-up': ['bg-warn', 'catching up'],
  ended: ['bg-faint', 'market ended'],
  waiting: ['bg-faint', 'feed waiting'],
} as const;

function Feed() {
  const feed = useWorkspace((state) => state.engine?.feed);
  const isOnline = useIsOnline();
  const [dot, words] = !isOnline ? (['bg-warn', 'feed unknown'] as const) : FEEDS[feed?.state ?? 'waiting'];
  const isLive = isOnline && feed?.state === 'live';
  const age = isLive ? ` ${(feed.ageMs / 1000).toFixed(1)} s` : '';
  const catchUp = isOnline ? (feed?.catchUp ?? null) : null;
  const behind = catchUp === null ? '' : `, ${spanWords(catchUp.behindMs)} behind`;
  const title = catchUp === null ? undefined : catchUpProgressWords(catchUp);
  return <Light label="Feed" dot={dot} words={`${words}${age}${behind}`} title={title} isQuiet={isLive} />;
}

function Engine() {
  const engine = useWorkspace((state) => state.engine);
  const connection = useWorkspace((state) => state.connection);
  if (connection.kind !== 'online') {
    const words = connection.kind === 'offline' && connection.reason === 'engine-restart' ? 'engine restarting' : 'engine not reached';
    return <Light label="Engine" dot="bg-warn" words={words} />;
  }
  const state = engine?.state ?? 'starting';
  const dot = state === 'running' ? 'bg-up' : 'bg-warn';
  return <Light label="Engine" dot={dot} words={`engine ${state}`} title={engine?.reasons.join('\n')} isQuiet={state === 'running'} />;
}

interface LightProps {
  readonly label: string;
  readonly dot: string;
  readonly words: string;
  readonly title?: string | undefined;
  /** All is well: without room the dot says so alone. */
  readonly isQuiet?: boolean;
}

function Light({ label, dot, words, title = '', isQuiet = false }: LightProps) {
  return (
    <span
      role="status"
      aria-label={label}
      title={title === '' ? words : title}
      className="num flex items-center gap-1.5 whitespace-nowrap text-left! text-muted"
    >
      <i aria-hidden className={`inline-block size-[7px] rounded-full ${dot}`} />
      <span className={isQuiet ? 'sr-only @min-[1040px]:not-sr-only' : ''}>{words}</span>
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
      onClick={() => showTable('models')}
      className={`whitespace-nowrap rounded px-1 hover:text-text ${isDegraded ? 'text-warn' : 'hidden text-muted @min-[1300px]:inline'}`}
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
      className={`rounded-full border px-2.5 py-0.5 whitespace-nowrap font-semibold text-2xs tracking-wide ${isAuto ? 'border-warn bg-warn-soft text-warn' : 'border-line text-muted hover:text-text'}`}
    >
      {isAuto ? `AUTO ≥ ${(confidence * 100).toFixed(0)} %` : 'manual'}
    </button>
  );
}
