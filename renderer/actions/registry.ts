import { type Interval, intervals } from '../../shared/domain/interval.ts';
import { addIndicator, drawnOf, labelOf, removeIndicator } from '../features/chart/shown-indicators.ts';
import { SPEEDS } from '../features/playback/PlaybackControls.tsx';
import { firstCardThatRan, focusedCard, focusFirstCard } from '../features/signals/card-focus.ts';
import { selectedInstrument } from '../stores/hooks.ts';
import { pointedBar } from '../stores/pointed-bar.ts';
import { type BlotterTab, blotterTabs, showTable, useOverlays, usePreferences } from '../stores/preferences.ts';
import { useWorkspace } from '../stores/workspace.ts';
import type { Action } from './action.ts';
import { repriceProposal, setPlayback, updateSettings } from './commands.ts';
import type { Confirmation } from './confirmation.ts';
import { approval, closing, flattening, modeChange, rejection, resumption } from './confirmations.ts';
import { keyOf } from './keys.ts';
import { chooseModel, measureModel } from './model-commands.ts';
import { showInstrument } from './show-instrument.ts';

/** Everything that can be done now, in the order in which the palette shows it. */
export function currentActions(): readonly Action[] {
  const { keys } = usePreferences.getState();
  return allActions().map((action) => {
    const shortcut = keyOf(action.id, keys);
    return shortcut === null ? action : { ...action, shortcut };
  });
}

function allActions(): readonly Action[] {
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
      keywords: 'order ticket long',
      run: () => useOverlays.setState({ ticketSide: 'buy' }),
    },
    {
      id: 'sell',
      title: 'Sell …',
      group: 'Trade',
      keywords: 'order ticket short',
      run: () => useOverlays.setState({ ticketSide: 'sell' }),
    },
  ];
  for (const proposal of proposals.filter(({ status }) => status === 'pending')) {
    const symbol = symbolOf(proposal.instrumentId);
    actions.push(asking(`approve-${proposal.id}`, approval(proposal)), asking(`reject-${proposal.id}`, rejection(proposal)), {
      id: `reprice-${proposal.id}`,
      title: `Re-price ${proposal.side.toUpperCase()} ${symbol} at the market`,
      group: 'Signals',
      run: () => void repriceProposal(proposal, symbol),
    });
  }
  for (const position of positions) {
    const symbol = symbolOf(position.instrumentId);
    actions.push(asking(`close-${position.id}`, closing(position), 'exit position'), {
      id: `protect-${position.id}`,
      title: `Edit stop / target of ${symbol} …`,
      group: 'Trade',
      run: () => useOverlays.setState({ protecting: position.instrumentId }),
    });
  }
  if (positions.length > 0) actions.push(asking('flatten', flattening(), 'close everything'));
  actions.push({
    id: 'kill',
    title: 'Kill switch …',
    group: 'Trade',
    keywords: 'halt stop panic',
    run: () => useOverlays.setState({ isKillSwitchOpen: true }),
  });
  if (trading !== null && trading.state !== 'active' && trading.cause !== 'daily-loss')
    actions.push(asking('resume-trading', resumption()));
  actions.push(asking('mode', modeChange(trading?.mode === 'auto' ? 'manual' : 'auto'), 'auto manual approve execution mode'));
  return actions;
}

/** An act that is asked about before it is done; its title says what it leads to. */
function asking(id: string, asks: Confirmation, keywords = ''): Action {
  return { id, title: asks.title, group: 'Trade', keywords, asks, run: asks.run };
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
      keywords: 'why explain reason no signal',
      run: () => useOverlays.setState({ why: { instrumentId: id, atMs: null } }),
    },
    {
      id: 'why-here',
      title: `Why, at the bar under the crosshair, in ${symbol}? …`,
      group: 'Signals',
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
      (interval: Interval): Action => ({
        id: `interval-${interval}`,
        title: `${interval} candles`,
        group: 'Chart',
        keywords: 'timeframe interval',
        run: () => usePreferences.setState({ interval }),
      }),
    ),
    {
      id: 'indicators',
      title: 'Indicators …',
      group: 'Chart',
      run: () => useOverlays.setState({ isIndicatorPickerOpen: true }),
    },
    {
      id: 'regime-strip',
      title: isRegimeShown ? 'Hide the regime strip' : 'Show the regime strip',
      group: 'Chart',
      keywords: 'trend range volatile panic',
      isHeld: true,
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
      keywords: 'play stop time',
      isHeld: true,
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
    { id: 'palette', title: 'Commands', group: 'View', run: () => useOverlays.setState({ isPaletteOpen: true, paletteText: '' }) },
    {
      id: 'shortcuts',
      title: 'Keyboard shortcuts …',
      group: 'View',
      keywords: 'keys help',
      run: () => useOverlays.setState({ isShortcutsOpen: true }),
    },
    { id: 'settings', title: 'Settings …', group: 'View', run: () => useOverlays.setState({ isSettingsOpen: true }) },
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
        run: () => showTable(tab),
      }),
    ),
    { id: 'signals-open', title: 'Show pending trades', group: 'View', run: showWaiting },
    {
      id: 'reprice-card',
      title: 'Re-price the card with the focus, or the first whose price ran',
      group: 'Signals',
      run: repriceCard,
    },
    {
      id: 'signals-untraded',
      title: 'Show signals that were not traded',
      group: 'View',
      run: () => usePreferences.setState({ signalTab: 'untraded', panel: 'signals' }),
    },
    {
      id: 'signals-recent',
      title: 'Show all recent signals',
      group: 'View',
      run: () => usePreferences.setState({ signalTab: 'recent', panel: 'signals' }),
    },
  ];
}

/** Opens nothing: it puts another offer in a card's place. */
function repriceCard(): void {
  const id = focusedCard() ?? firstCardThatRan();
  const proposal = useWorkspace.getState().proposals.find((each) => each.id === id);
  if (proposal !== undefined) void repriceProposal(proposal, symbolOf(proposal.instrumentId));
}

const TAB_TITLES: Partial<Record<BlotterTab, string>> = { log: 'Show logs', history: 'Show signal history' };

function showWaiting(): void {
  usePreferences.setState({ signalTab: 'open', panel: 'signals' });
  // Once the list is drawn.
  setTimeout(focusFirstCard);
}

function instrumentActions(): Action[] {
  return useWorkspace.getState().instruments.map((instrument) => ({
    id: `instrument-${instrument.id}`,
    title: instrument.symbol,
    group: 'Instruments',
    keywords: instrument.name,
    run: () => showInstrument(instrument.id),
  }));
}
