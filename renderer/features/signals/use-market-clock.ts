import { useEffect, useState } from 'react';
import { useWorkspace } from '../../stores/workspace.ts';

const BEAT_MS = 250;

/** Market time as it runs between two words of the engine, four times a second. */
export function useMarketClock(): number {
  const playback = useWorkspace((state) => state.engine?.playback);
  const isOnline = useWorkspace((state) => state.connection.kind === 'online');
  const [elapsed, setElapsed] = useState({ playback, ms: 0 });
  useEffect(() => {
    const heardMs = performance.now();
    const timer = setInterval(() => setElapsed({ playback, ms: performance.now() - heardMs }), BEAT_MS);
    return () => clearInterval(timer);
  }, [playback]);
  if (playback === undefined) return 0;
  const speed = playback.isPaused || !isOnline ? 0 : (playback.speed ?? 0);
  return playback.marketTime + (elapsed.playback === playback ? elapsed.ms * speed : 0);
}
