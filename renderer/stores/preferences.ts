import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Interval } from '../../shared/domain/interval.ts';

/** An indicator on the chart, with the numbers it is set by. */
export interface ShownIndicator {
  readonly key: string;
  readonly name: string;
  readonly parameters: Readonly<Record<string, number>>;
}

/** The tables below the chart. */
export const blotterTabs = ['positions', 'orders', 'trades', 'account', 'system', 'log'] as const;
export type BlotterTab = (typeof blotterTabs)[number];

/** What the user looks at; kept in this browser, never on the engine. */
export interface PreferencesState {
  readonly instrumentId: string | null;
  readonly interval: Interval;
  readonly indicators: readonly ShownIndicator[];
  readonly blotterTab: BlotterTab;
  readonly signalTab: 'open' | 'recent';
}

export const usePreferences = create<PreferencesState>()(
  persist(
    (): PreferencesState => ({
      instrumentId: null,
      interval: '1m',
      indicators: [
        { key: 'ema-20', name: 'ema', parameters: { period: 20 } },
        { key: 'rsi-14', name: 'rsi', parameters: { period: 14 } },
      ],
      blotterTab: 'positions',
      signalTab: 'open',
    }),
    { name: 'bitflow.preferences', version: 1 },
  ),
);

/** What is open over the window; gone with a reload. */
export interface OverlayState {
  readonly isPaletteOpen: boolean;
  readonly isSettingsOpen: boolean;
  readonly isKillSwitchOpen: boolean;
  readonly ticketSide: 'buy' | 'sell' | null;
  readonly isIndicatorPickerOpen: boolean;
  /** The instrument whose stop and target are being moved. */
  readonly protecting: string | null;
}

export const useOverlays = create<OverlayState>()(() => ({
  isPaletteOpen: false,
  isSettingsOpen: false,
  isKillSwitchOpen: false,
  ticketSide: null,
  isIndicatorPickerOpen: false,
  protecting: null,
}));
