import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { SignalView } from '../../shared/contract/index.ts';
import type { PlotStyle } from '../../shared/domain/indicator.ts';
import type { Interval } from '../../shared/domain/interval.ts';
import type { Confirmation } from '../actions/confirmation.ts';

/** An indicator that the user wrote as an expression over others, and what the engine made of it. */
export interface CustomIndicator {
  readonly expression: string;
  readonly placement: 'overlay' | 'pane';
  readonly outputs: readonly { readonly name: string; readonly title: string; readonly plot: PlotStyle }[];
  readonly isSparse: boolean;
  readonly needsReference: boolean;
}

/** An indicator on the chart, with the numbers it is set by. */
export interface ShownIndicator {
  readonly key: string;
  /** As the catalogue has it; of a custom one, as the user called it. */
  readonly name: string;
  readonly parameters: Readonly<Record<string, number>>;
  /** The instrument that it is compared with. */
  readonly reference?: string | null;
  readonly custom?: CustomIndicator;
}

/** The tables below the chart. */
export const blotterTabs = ['positions', 'orders', 'trades', 'account', 'history', 'scoreboard', 'models', 'system', 'log'] as const;
export type BlotterTab = (typeof blotterTabs)[number];

/** The parts of the window; a window too small for all of them at once shows some in turn. */
export const panelNames = ['signals', 'chart', 'tables', 'watchlist', 'news'] as const;
export type PanelName = (typeof panelNames)[number];

/** Which headlines are shown: every one, those of the selected instrument, or those with a strong score. */
export const newsFilters = ['all', 'instrument', 'strong'] as const;
export type NewsFilter = (typeof newsFilters)[number];

/** Which signals the history shows; `null` leaves none out. */
export interface HistoryFilter {
  readonly instrumentId: string | null;
  readonly result: 'right' | 'wrong' | 'void' | 'pending' | null;
  readonly verdict: 'accepted' | 'refused' | null;
}

/** Trades that are pending, signals that led to none, and all recent ones. */
export type SignalTab = 'open' | 'untraded' | 'recent';

/** What the user looks at; kept in this browser, never on the engine. */
export interface PreferencesState {
  readonly instrumentId: string | null;
  readonly interval: Interval;
  readonly indicators: readonly ShownIndicator[];
  readonly blotterTab: BlotterTab;
  readonly isBlotterOpen: boolean;
  /** As the user dragged it, CSS pixels; `null`: as high as what is in it. */
  readonly blotterHeight: number | null;
  /** What a small window shows. */
  readonly panel: PanelName;
  readonly signalTab: SignalTab;
  readonly isRegimeShown: boolean;
  readonly newsFilter: NewsFilter;
  readonly historyFilter: HistoryFilter;
  /** Keys that the user has given to actions, by the action's id; an empty one takes the key away. */
  readonly keys: Readonly<Record<string, string>>;
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
      isBlotterOpen: true,
      blotterHeight: null,
      panel: 'signals',
      signalTab: 'open',
      isRegimeShown: true,
      newsFilter: 'all',
      historyFilter: { instrumentId: null, result: null, verdict: null },
      keys: {},
    }),
    { name: 'bitflow.preferences', version: 1 },
  ),
);

/** Shows a table, also where it is out of sight. */
export function showTable(blotterTab: BlotterTab): void {
  usePreferences.setState({ blotterTab, isBlotterOpen: true, panel: 'tables' });
}

/** What is open over the window; gone with a reload. */
export interface OverlayState {
  readonly isPaletteOpen: boolean;
  /** What is typed in the palette. */
  readonly paletteText: string;
  readonly isSettingsOpen: boolean;
  /** The section that settings open at; `null`: the first. */
  readonly settingsSection: string | null;
  readonly isKillSwitchOpen: boolean;
  readonly isShortcutsOpen: boolean;
  /** What is being asked before it is done. */
  readonly confirmation: Confirmation | null;
  readonly ticketSide: 'buy' | 'sell' | null;
  readonly isIndicatorPickerOpen: boolean;
  /** The indicator on the chart that is being set. */
  readonly editedIndicator: string | null;
  /** The custom indicator that is being written: its key, or `new`. */
  readonly customIndicator: string | null;
  /** The instrument whose stop and target are being moved. */
  readonly protecting: string | null;
  /** The signal that is being explained. */
  readonly explainedSignal: SignalView | null;
  /** The instrument and moment that is asked about; `atMs` `null`: now. */
  readonly why: { readonly instrumentId: string; readonly atMs: number | null } | null;
}

export const useOverlays = create<OverlayState>()(() => ({
  isPaletteOpen: false,
  paletteText: '',
  isSettingsOpen: false,
  settingsSection: null,
  isKillSwitchOpen: false,
  isShortcutsOpen: false,
  confirmation: null,
  ticketSide: null,
  isIndicatorPickerOpen: false,
  editedIndicator: null,
  customIndicator: null,
  protecting: null,
  explainedSignal: null,
  why: null,
}));
