import { type Interval, intervals } from '../../shared/domain/interval.ts';
import { addIndicator, drawnOf, labelOf, removeIndicator } from '../features/chart/shown-indicators.ts';
import { SPEEDS } from '../features/playback/PlaybackControls.tsx';
import { focusFirstCard } from '../features/signals/card-focus.ts';
import { selectedInstrument } from '../stores/hooks.ts';
import { pointedBar } from '../stores/pointed-bar.ts';
import { type BlotterTab, blotterTabs, useOverlays, usePreferences } from '../stores/preferences.ts';
import { useWorkspace } from '../stores/workspace.ts';
import type { Action } from './action.ts';
import { approveProposal, closePosition, flattenAll, rejectProposal, resumeTrading, setPlayback, updateSettings } from './commands.ts';
import { chooseModel, measureModel } from './model-commands.ts';

/** Everything that can be done now, in the order in which the palette shows it. */
export function currentActions(): readonly Action[] {
  return [
    ...tradeActions(),
    ...signalActions(),
    ...modelActions(),
    ...chartActions(),
    ...marketActions(),
    ...viewActions(),
    ...instrumentActions(),
  ];
}

function symbolOf(id: string): string {
  return useWorkspace.getState().instruments.find((instrument) => instrument.id === id)?.symbol ?? id;
}

function tradeActions(): Action[] {
  const { proposals, positions, trading } = useWorkspace.getState();
  const actions: Action[] = [
    {
      id: 'buy',
      title: 'Buy …',
      group: 'Trade',
      shortcut: 'b',
      keywords: 'order ticket long',
      run: () => useOverlays.setState({ ticketSide: 'buy' }),
    },
    {
      id: 'sell',
      title: 'Sell …',
      group: 'Trade',
      shortcut: 's',
      keywords: 'order ticket short',
      run: () => useOverlays.setState({ ticketSide: 'sell' }),
    },
  ];
  for (const proposal of proposals.filter(({ status }) => status === 'pending')) {
    const symbol = symbolOf(proposal.instrumentId);
    const words = `${proposal.side} ${symbol}`;
    actions.push({
      id: `approve-${proposal.id}`,
      title: `Approve ${words}`,
      group: 'Trade',
      run: () => void approveProposal(proposal, symbol),
    });
    actions.push({
      id: `reject-${proposal.id}`,
      title: `Reject ${words}`,
      group: 'Trade',
      run: () => void rejectProposal(proposal, symbol),
    });
  }
  for (const position of positions) {
    const symbol = symbolOf(position.instrumentId);
    actions.push({
      id: `close-${position.id}`,
      title: `Close position ${symbol}`,
      group: 'Trade',
      run: () => void closePosition(position, symbol),
    });
    actions.push({
      id: `protect-${position.id}`,
      title: `Move stop and target of ${symbol} …`,
      group: 'Trade',
      run: () => useOverlays.setState({ protecting: position.instrumentId }),
    });
  }
  if (positions.length > 0)
    actions.push({ id: 'flatten', title: 'Flatten all', group: 'Trade', keywords: 'close everything', run: () => void flattenAll() });
  actions.push({
    id: 'kill',
    title: 'Kill switch …',
    group: 'Trade',
    shortcut: 'mod+shift+k',
    keywords: 'halt stop panic',
    run: () => useOverlays.setState({ isKillSwitchOpen: true }),
  });
  if (trading !== null && trading.state !== 'active' && trading.cause !== 'daily-loss')
    actions.push({ id: 'resume-trading', title: 'Resume trading', group: 'Trade', run: () => void resumeTrading() });
  const next = trading?.mode === 'auto' ? 'manual' : 'auto';
  actions.push({
    id: 'mode',
    title: `Switch to ${next} mode`,
    group: 'Trade',
    keywords: 'auto manual approve',
    run: () => void updateSettings({ trading: { mode: next } }),
  });
  return actions;
}

function signalActions(): Action[] {
  const instrument = selectedInstrument();
  if (instrument === undefined) return [];
  const { symbol, id } = instrument;
  const last = useWorkspace.getState().signals.find(({ instrumentId }) => instrumentId === id);
  return [
    {
      id: 'why',
      title: `Why is there a signal, or none, in ${symbol}? …`,
      group: 'Signals',
      shortcut: 'y',
      keywords: 'why explain reason no signal',
      run: () => useOverlays.setState({ why: { instrumentId: id, atMs: null } }),
    },
    {
      id: 'why-here',
      title: `Why, at the bar under the crosshair, in ${symbol}? …`,
      group: 'Signals',
      shortcut: 'shift+y',
      keywords: 'why here explain past bar',
      run: () => useOverlays.setState({ why: { instrumentId: id, atMs: pointedBar.instrumentId === id ? pointedBar.closeMs : null } }),
    },
    ...(last === undefined
      ? []
      : [
          {
            id: 'explain-last',
            title: `Explain the last signal of ${symbol} …`,
            group: 'Signals' as const,
            keywords: 'explanation score contributions',
            run: () => useOverlays.setState({ explainedSignal: last }),
          },
        ]),
  ];
}

function modelActions(): Action[] {
  const installed = useWorkspace.getState().models?.models.filter(({ isInstalled }) => isInstalled) ?? [];
  return installed.flatMap((model): Action[] => [
    ...(model.isChosen
      ? []
      : [
          {
            id: `use-model-${model.id}`,
            title: `Score headlines with ${model.title}`,
            group: 'Signals' as const,
            keywords: 'model sentiment use',
            run: () => void chooseModel(model),
          },
        ]),
    {
      id: `measure-model-${model.id}`,
      title: `Measure ${model.title}`,
      group: 'Signals',
      keywords: 'model sentiment benchmark speed',
      run: () => void measureModel(model),
    },
  ]);
}

function chartActions(): Action[] {
  const { indicators: catalogue } = useWorkspace.getState();
  const { indicators: shown, isRegimeShown } = usePreferences.getState();
  return [
    ...intervals.map(
      (interval: Interval, place): Action => ({
        id: `interval-${interval}`,
        title: `${interval} candles`,
        group: 'Chart',
        shortcut: String(place + 1),
        keywords: 'timeframe interval',
        run: () => usePreferences.setState({ interval }),
      }),
    ),
    {
      id: 'indicators',
      title: 'Indicators …',
      group: 'Chart',
      shortcut: 'i',
      run: () => useOverlays.setState({ isIndicatorPickerOpen: true }),
    },
    {
      id: 'regime-strip',
      title: isRegimeShown ? 'Hide the regime strip' : 'Show the regime strip',
      group: 'Chart',
      shortcut: 'r',
      keywords: 'trend range volatile panic',
      run: () => usePreferences.setState({ isRegimeShown: !isRegimeShown }),
    },
    {
      id: 'custom-indicator',
      title: 'Write an indicator …',
      group: 'Chart',
      keywords: 'custom expression formula',
      run: () => useOverlays.setState({ customIndicator: 'new' }),
    },
    ...catalogue
      .filter(({ needsReference }) => !needsReference)
      .map(
        (definition): Action => ({
          id: `add-${definition.name}`,
          title: `Add ${definition.title}`,
          group: 'Chart',
          keywords: `${definition.name} ${definition.aliases.join(' ')} indicator`,
          run: () => void addIndicator(definition),
        }),
      ),
    ...drawnOf(shown, catalogue).flatMap(({ key, definition, parameters, isCustom }): Action[] => {
      const label = labelOf(definition, parameters);
      return [
        {
          id: `set-${key}`,
          title: `Set ${label} …`,
          group: 'Chart',
          keywords: 'indicator parameters edit',
          run: () => useOverlays.setState(isCustom ? { customIndicator: key } : { editedIndicator: key }),
        },
        { id: `remove-${key}`, title: `Remove ${label}`, group: 'Chart', keywords: 'indicator', run: () => removeIndicator(key) },
      ];
    }),
  ];
}

function marketActions(): Action[] {
  const playback = useWorkspace.getState().engine?.playback;
  if (playback === undefined || playback.isAtEnd) return [];
  const { isPaused } = playback;
  return [
    {
      id: 'pause',
      title: isPaused ? 'Resume the market' : 'Pause the market',
      group: 'Market',
      shortcut: 'p',
      keywords: 'play stop time',
      run: () => void setPlayback({ isPaused: !isPaused }),
    },
    ...SPEEDS.map(
      (speed): Action => ({
        id: `speed-${speed}`,
        title: `Market speed ${speed} ×`,
        group: 'Market',
        keywords: 'fast slow time',
        run: () => void setPlayback({ speed }),
      }),
    ),
  ];
}

function viewActions(): Action[] {
  const theme = useWorkspace.getState().settings?.appearance.theme ?? 'dark';
  const next = theme === 'light' ? 'dark' : 'light';
  return [
    { id: 'palette', title: 'Commands', group: 'View', shortcut: 'mod+k', run: () => useOverlays.setState({ isPaletteOpen: true }) },
    { id: 'settings', title: 'Settings …', group: 'View', shortcut: 'mod+,', run: () => useOverlays.setState({ isSettingsOpen: true }) },
    {
      id: 'theme',
      title: `${next === 'light' ? 'Light' : 'Dark'} theme`,
      group: 'View',
      keywords: 'theme colours appearance',
      run: () => void updateSettings({ appearance: { theme: next } }),
    },
    ...blotterTabs.map(
      (tab): Action => ({
        id: `tab-${tab}`,
        title: TAB_TITLES[tab] ?? `Show ${tab}`,
        group: 'View',
        run: () => usePreferences.setState({ blotterTab: tab }),
      }),
    ),
    { id: 'signals-open', title: 'Show waiting signals', group: 'View', shortcut: 'w', run: showWaiting },
    { id: 'signals-recent', title: 'Show all recent signals', group: 'View', run: () => usePreferences.setState({ signalTab: 'recent' }) },
  ];
}

const TAB_TITLES: Partial<Record<BlotterTab, string>> = { log: 'Show logs', history: 'Show signal history' };

function showWaiting(): void {
  usePreferences.setState({ signalTab: 'open' });
  // Once the list is drawn.
  setTimeout(focusFirstCard);
}

function instrumentActions(): Action[] {
  return useWorkspace.getState().instruments.map((instrument) => ({
    id: `instrument-${instrument.id}`,
    title: instrument.symbol,
    group: 'Instruments',
    keywords: instrument.name,
    run: () => usePreferences.setState({ instrumentId: instrument.id }),
  }));
}
