import { Group, Panel, Separator } from 'react-resizable-panels';
import { Toaster } from 'sonner';
import { useShortcuts } from '../actions/shortcuts.ts';
import { Blotter } from '../features/blotter/Blotter.tsx';
import { ChartPanel } from '../features/chart/ChartPanel.tsx';
import { CustomIndicatorDialog } from '../features/chart/CustomIndicatorDialog.tsx';
import { IndicatorPicker } from '../features/chart/IndicatorPicker.tsx';
import { ConfirmDialog } from '../features/confirm/ConfirmDialog.tsx';
import { NewsPanel } from '../features/news/NewsPanel.tsx';
import { CommandPalette } from '../features/palette/CommandPalette.tsx';
import { SettingsDialog } from '../features/settings/SettingsDialog.tsx';
import { ShortcutsDialog } from '../features/shortcuts/ShortcutsDialog.tsx';
import { SignalDialog } from '../features/signals/SignalDialog.tsx';
import { SignalsPanel } from '../features/signals/SignalsPanel.tsx';
import { OrderTicket } from '../features/ticket/OrderTicket.tsx';
import { ProtectDialog } from '../features/ticket/ProtectDialog.tsx';
import { Watchlist } from '../features/watchlist/Watchlist.tsx';
import { WhyDialog } from '../features/why/WhyDialog.tsx';
import { useWorkspace } from '../stores/workspace.ts';
import { Banner } from './Banner.tsx';
import { NotLetIn } from './NotLetIn.tsx';
import { StatusBar } from './StatusBar.tsx';
import { TitleStrip } from './TitleStrip.tsx';
import { useTheme, useThemeOnPage } from './use-theme.ts';

/** The window. */
export function App() {
  useThemeOnPage();
  useShortcuts();
  const theme = useTheme();
  const isLetIn = useWorkspace((state) => state.connection.kind !== 'unauthorised');
  return (
    <div className="flex h-full flex-col">
      <TitleStrip />
      <Banner />
      {isLetIn ? <Panes /> : <NotLetIn />}
      <StatusBar />
      <OrderTicket />
      <ProtectDialog />
      <IndicatorPicker />
      <CustomIndicatorDialog />
      <SignalDialog />
      <WhyDialog />
      <SettingsDialog />
      <CommandPalette />
      <ShortcutsDialog />
      <ConfirmDialog />
      <Toaster
        position="bottom-center"
        theme={theme.startsWith('light') ? 'light' : 'dark'}
        visibleToasts={4}
        offset={34}
        closeButton
        toastOptions={TOAST}
      />
    </div>
  );
}

const TOAST = {
  style: {
    background: 'var(--raised)',
    color: 'var(--text)',
    borderColor: 'var(--line)',
    fontFamily: 'var(--font-sans)',
    fontSize: 12.5,
    boxShadow: 'var(--shadow)',
  },
};

function Panes() {
  return (
    <main className="min-h-0 flex-1 p-1.5">
      <Group orientation="horizontal" id="columns">
        <Panel id="left" defaultSize="20%" minSize="262px" maxSize="34%">
          <Group orientation="vertical" id="left-rows">
            <Panel id="watchlist" defaultSize="56%" minSize="20%">
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
          <Group orientation="vertical" id="middle-rows">
            <Panel id="chart" defaultSize="70%" minSize="25%">
              <ChartPanel />
            </Panel>
            <Gap isRow />
            <Panel id="tables" minSize="12%">
              <Blotter />
            </Panel>
          </Group>
        </Panel>
        <Gap />
        <Panel id="right" defaultSize="23%" minSize="264px" maxSize="40%">
          <SignalsPanel />
        </Panel>
      </Group>
    </main>
  );
}

function Gap({ isRow = false }: { readonly isRow?: boolean }) {
  return <Separator className={`separator rounded-sm ${isRow ? 'h-1.5' : 'w-1.5'}`} />;
}
