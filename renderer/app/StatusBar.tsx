import { formatClock, formatNumber } from '../components/format.ts';
import { PlaybackControls } from '../features/playback/PlaybackControls.tsx';
import { useMarketTime } from '../stores/hooks.ts';
import { useWorkspace } from '../stores/workspace.ts';

/** The line at the bottom: which market, at which speed, and what time it is there. */
export function StatusBar() {
  const engine = useWorkspace((state) => state.engine);
  const now = useMarketTime();
  return (
    <footer className="flex h-6 shrink-0 items-center gap-4 overflow-hidden whitespace-nowrap border-line border-t bg-panel px-3.5 text-[11px] text-muted">
      <span className="truncate" title={engine?.market.assumptions.join('\n')}>
        {engine === null ? 'no engine yet' : capitalise(engine.market.title)}
      </span>
      <PlaybackControls />
      <span className="num ml-auto hidden lg:inline">{engine === null ? '' : `${formatNumber(engine.memoryBytes / 1e6, 0)} MB`}</span>
      <span className="num">{now > 0 ? `${new Date(now).toISOString().slice(0, 10)} ${formatClock(now)} UTC` : ''}</span>
    </footer>
  );
}

function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
