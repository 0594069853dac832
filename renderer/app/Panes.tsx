import type { ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { Blotter } from '../features/blotter/Blotter.tsx';
import { ChartPanel } from '../features/chart/ChartPanel.tsx';
import { NewsPanel } from '../features/news/NewsPanel.tsx';
import { SignalsPanel } from '../features/signals/SignalsPanel.tsx';
import { Watchlist } from '../features/watchlist/Watchlist.tsx';
import type { PanelName } from '../stores/preferences.ts';
import { usePreferences } from '../stores/preferences.ts';
import { useWindowShape } from '../stores/window-shape.ts';
import { BlotterPlace } from './BlotterPlace.tsx';
import { Messages } from './Messages.tsx';
import { PanelSwitch } from './PanelSwitch.tsx';

/** The panels, in as many columns as there is room for. */
export function Panes() {
  const shape = useWindowShape();
  return (
    <main className="flex min-h-0 flex-1 flex-col p-1.5" data-shape={shape}>
      {shape === 'wide' ? <ThreeColumns /> : shape === 'medium' ? <TwoColumns /> : <OneColumn />}
    </main>
  );
}

function ThreeColumns() {
  return (
    <Group orientation="horizontal" id="columns">
      <Panel id="left" defaultSize="21.5%" minSize="262px" maxSize="34%">
        <Group orientation="vertical" id="left-rows">
          <Panel id="watchlist" defaultSize="52%" minSize="20%">
            <Watchlist />
          </Panel>
          <Gap isRow />
          <Panel id="news" minSize="15%">
            <NewsPanel />
          </Panel>
        </Group>
      </Panel>
      <Gap />
      <Panel id="middle" minSize="30%">
        <ChartAndTables />
      </Panel>
      <Gap />
      <Panel id="right" defaultSize="23%" minSize="272px" maxSize="40%">
        <Side>
          <div className="min-h-0 flex-1">
            <SignalsPanel />
          </div>
        </Side>
      </Panel>
    </Group>
  );
}

const SIDE_PANELS = ['signals', 'watchlist', 'news'] as const satisfies readonly PanelName[];

/** Chart and tables, and beside them one of the others in turn. */
function TwoColumns() {
  const chosen = usePreferences((state) => state.panel);
  const shown = SIDE_PANELS.find((name) => name === chosen) ?? 'signals';
  return (
    <Group orientation="horizontal" id="two-columns">
      <Panel id="main" minSize="50%">
        <ChartAndTables />
      </Panel>
      <Gap />
      <Panel id="side" defaultSize="276px" minSize="264px" maxSize="45%">
        <Side>
          <PanelSwitch names={SIDE_PANELS} shown={shown} />
          <div className="min-h-0 flex-1">{PANELS[shown]}</div>
        </Side>
      </Panel>
    </Group>
  );
}

const ALL_PANELS = ['signals', 'chart', 'tables', 'watchlist', 'news'] as const satisfies readonly PanelName[];

function OneColumn() {
  const shown = usePreferences((state) => state.panel);
  return (
    <Side>
      <PanelSwitch names={ALL_PANELS} shown={shown} />
      <div className="min-h-0 flex-1">{PANELS[shown]}</div>
    </Side>
  );
}

const PANELS: Readonly<Record<PanelName, ReactNode>> = {
  signals: <SignalsPanel />,
  chart: <ChartPanel />,
  tables: <Blotter isAlone />,
  watchlist: <Watchlist />,
  news: <NewsPanel />,
};

function ChartAndTables() {
  return (
    <div className="flex h-full flex-col">
      <div className="min-h-[180px] flex-1">
        <ChartPanel />
      </div>
      <BlotterPlace>
        <Blotter />
      </BlotterPlace>
    </div>
  );
}

/** A column that ends with the messages: they take room of their own, so that they never lie over a button. */
function Side({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex h-full min-h-0 flex-col">
      {children}
      <Messages />
    </div>
  );
}

function Gap({ isRow = false }: { readonly isRow?: boolean }) {
  return <Separator className={`separator rounded-sm ${isRow ? 'h-1.5' : 'w-1.5'}`} />;
}
