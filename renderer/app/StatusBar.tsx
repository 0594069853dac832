import { formatClock, formatNumber } from '../components/format.ts';
import { PlaybackControls } from '../features/playback/PlaybackControls.tsx';
import { useMarketTime } from '../stores/hooks.ts';
import { useWorkspace } from '../stores/workspace.ts';

/** The line at the bottom: which market, at which speed, and what time it is there. */
export function StatusBar() {
  const engine = useWorkspace((state) => state.engine);
  const now = useMarketTime();
  return (
    <footer className="@container shrink-0 border-line border-t bg-panel text-2xs text-muted">
      <div className="flex min-h-6 items-center gap-4 whitespace-nowrap px-3.5">
        <span className="min-w-0 truncate" title={engine?.market.assumptions.join('\n')}>
          {engine === null ? 'no engine yet' : capitalise(engine.market.title)}
        </span>
        <PlaybackControls />
        <span className="num ml-auto hidden @min-[900px]:inline" title="Memory of the engine">
          {engine === null ? '' : `${formatNumber(engine.memoryBytes / 1e6, 0)} MB`}
        </span>
        <span className="num ml-auto @min-[900px]:ml-0">
          <span className="hidden @min-[560px]:inline">{now > 0 ? new Date(now).toISOString().slice(0, 10) : ''} </span>
          {now > 0 ? `${formatClock(now)} UTC` : ''}
        </span>
      </div>
    </footer>
  );
}

function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
