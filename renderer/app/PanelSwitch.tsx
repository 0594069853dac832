import { type PanelName, usePreferences } from '../stores/preferences.ts';
import { useWorkspace } from '../stores/workspace.ts';

const TITLES: Readonly<Record<PanelName, string>> = {
  signals: 'Signals',
  chart: 'Chart',
  tables: 'Positions',
  watchlist: 'Watchlist',
  news: 'News',
};

export interface PanelSwitchProps {
  readonly names: readonly PanelName[];
  readonly shown: PanelName;
}

/** Chooses which panel is shown where there is no room for all; says how many trades wait and how many positions are open. */
export function PanelSwitch({ names, shown }: PanelSwitchProps) {
  const waiting = useWorkspace((state) => state.proposals.filter(({ status }) => status === 'pending').length);
  const open = useWorkspace((state) => state.positions.length);
  const counts: Partial<Record<PanelName, number>> = { signals: waiting, tables: open };
  return (
    <nav aria-label="Panels" className="mb-1.5 flex shrink-0 gap-0.5 rounded-md border border-line bg-panel p-0.5">
      {names.map((name) => (
        <button
          key={name}
          type="button"
          aria-current={name === shown ? 'page' : undefined}
          onClick={() => usePreferences.setState({ panel: name })}
          className={`min-h-7 min-w-0 flex-auto truncate rounded px-1.5 text-xs ${name === shown ? 'bg-accent-soft font-semibold text-text' : 'text-muted hover:text-text'}`}
        >
          {TITLES[name]}
          {counts[name] ? <span className="num ml-1 text-accent">{counts[name]}</span> : null}
        </button>
      ))}
    </nav>
  );
}
