import { useMemo, useSyncExternalStore } from 'react';
import type { InstrumentView } from '../../shared/contract/index.ts';
import { usePreferences } from './preferences.ts';
import { type Quote, quoteStore } from './quotes.ts';
import { useWorkspace } from './workspace.ts';

/** The latest price of one instrument; redraws only when that one changes. */
export function useQuote(index: number | undefined): Quote | undefined {
  const subscribe = useMemo(
    () => (listener: () => void) => (index === undefined ? () => undefined : quoteStore.subscribe(index, listener)),
    [index],
  );
  return useSyncExternalStore(subscribe, () => (index === undefined ? undefined : quoteStore.get(index)));
}

/** Market time as the engine last told it, once a second, so that everything that counts down moves in one frame; 0 before it spoke. */
export function useMarketTime(): number {
  return useWorkspace((state) => state.engine?.playback.marketTime ?? 0);
}

/** The instrument of this id, or `undefined` while it is not known. */
export function useInstrument(id: string | null): InstrumentView | undefined {
  return useWorkspace((state) => state.instruments.find((instrument) => instrument.id === id));
}

/** The instrument that the chart shows: the chosen one, or the first. */
export function useSelectedInstrument(): InstrumentView | undefined {
  const chosen = usePreferences((state) => state.instrumentId);
  return useWorkspace((state) => state.instruments.find((instrument) => instrument.id === chosen) ?? state.instruments[0]);
}

/** The same, asked for once. */
export function selectedInstrument(): InstrumentView | undefined {
  const { instruments } = useWorkspace.getState();
  const chosen = usePreferences.getState().instrumentId;
  return instruments.find((instrument) => instrument.id === chosen) ?? instruments[0];
}

/** Whether the window may show what it last heard as if it were now. */
export function useIsOnline(): boolean {
  return useWorkspace((state) => state.connection.kind === 'online');
}
