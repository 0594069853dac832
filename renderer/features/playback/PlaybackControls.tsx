import { Pause, Play } from 'lucide-react';
import { setPlayback } from '../../actions/commands.ts';
import { useIsOnline } from '../../stores/hooks.ts';
import { useWorkspace } from '../../stores/workspace.ts';

/** The speeds that the window offers; the command line takes any in the market's range. */
export const SPEEDS = [1, 2, 5, 10, 30, 60] as const;

/** Pauses the played market and sets its speed. */
export function PlaybackControls() {
  const playback = useWorkspace((state) => state.engine?.playback);
  const isOnline = useIsOnline();
  if (playback === undefined) return null;
  const { isPaused, speed, isAtEnd, progress } = playback;
  if (isAtEnd) return <span>played to the end</span>;
  const offered = speed === null || SPEEDS.some((each) => each === speed) ? SPEEDS : [...SPEEDS, speed].toSorted((a, b) => a - b);
  return (
    <span className="flex items-center gap-1.5">
      <button
        type="button"
        disabled={!isOnline}
        aria-label={isPaused ? 'Resume market' : 'Pause market'}
        onClick={() => void setPlayback({ isPaused: !isPaused })}
        className="rounded p-0.5 hover:bg-raised hover:text-text"
      >
        {isPaused ? <Play size={12} aria-hidden /> : <Pause size={12} aria-hidden />}
      </button>
      <select
        aria-label="Market speed"
        value={String(speed ?? '')}
        disabled={!isOnline}
        onChange={(event) => void setPlayback({ speed: Number(event.target.value) })}
        className="num rounded border border-line bg-panel px-1 py-px text-2xs"
      >
        {offered.map((each) => (
          <option key={each} value={each}>
            {each} ×
          </option>
        ))}
      </select>
      {isPaused ? <span className="font-semibold text-warn">paused</span> : null}
      {progress === null ? null : (
        <span className="num">
          {progress.played} / {progress.total} bars
        </span>
      )}
    </span>
  );
}
