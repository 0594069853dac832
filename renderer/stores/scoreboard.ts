import { useEffect } from 'react';
import { create } from 'zustand';
import type { ScoreboardView } from '../../shared/contract/index.ts';
import { engineGateway, wordsOf } from '../client/engine.ts';
import { useIsOnline } from './hooks.ts';
import { useWorkspace } from './workspace.ts';

interface ScoreboardState {
  readonly scoreboard: ScoreboardView | null;
  /** Why there is none, or why it is not the newest. */
  readonly fault: string | null;
}

/** How often it is asked for at most: outcomes come by the dozen when the market is played fast. */
const GAP_MS = 3_000;

const useScoreboardStore = create<ScoreboardState>()(() => ({ scoreboard: null, fault: null }));

/** All cards and tables read one scoreboard, which is asked for once for all of them. */
const asked: { atMs: number; timer: ReturnType<typeof setTimeout> | null } = { atMs: -Infinity, timer: null };

/** Asks for the scoreboard soon, and not more often than useful. */
export function refreshScoreboard(): void {
  if (asked.timer !== null) return;
  asked.timer = setTimeout(
    () => {
      asked.timer = null;
      asked.atMs = performance.now();
      engineGateway
        .ask((client) => client.signals.scoreboard())
        .then((scoreboard) => useScoreboardStore.setState({ scoreboard, fault: null }))
        .catch((error: unknown) => useScoreboardStore.setState({ fault: wordsOf(error) }));
    },
    Math.max(0, asked.atMs + GAP_MS - performance.now()),
  );
}

/** The scoreboard, kept fresh while something shows it: asked for again when a signal came in or an outcome became known. */
export function useScoreboard(): ScoreboardState {
  const isOnline = useIsOnline();
  useEffect(() => {
    if (!isOnline) return undefined;
    refreshScoreboard();
    return useWorkspace.subscribe((state, before) => {
      if (state.signals !== before.signals) refreshScoreboard();
    });
  }, [isOnline]);
  return useScoreboardStore();
}
