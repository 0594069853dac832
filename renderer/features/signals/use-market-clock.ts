import { useEffect, useState } from 'react';
import { useWorkspace } from '../../stores/workspace.ts';

/** Market time as it runs between two words of the engine, four times a second. */
export function useMarketClock(): number {
  const playback = useWorkspace((state) => state.engine?.playback);
  const isOnline = useWorkspace((state) => state.connection.kind === 'online');
  const [heard, setHeard] = useState({ marketMs: 0, atMs: 0 });
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (playback !== undefined) setHeard({ marketMs: playback.marketTime, atMs: performance.now() });
  }, [playback]);
  useEffect(() => {
    const speed = playback === undefined || playback.isPaused || !isOnline ? 0 : (playback.speed ?? 0);
    const tick = (): void => setNow(heard.marketMs + (performance.now() - heard.atMs) * speed);
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [playback, heard, isOnline]);
  return now;
}
