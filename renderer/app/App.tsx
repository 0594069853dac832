import { useShortcuts } from '../actions/shortcuts.ts';
import { CustomIndicatorDialog } from '../features/chart/CustomIndicatorDialog.tsx';
import { IndicatorPicker } from '../features/chart/IndicatorPicker.tsx';
import { ConfirmDialog } from '../features/confirm/ConfirmDialog.tsx';
import { CommandPalette } from '../features/palette/CommandPalette.tsx';
import { SettingsDialog } from '../features/settings/SettingsDialog.tsx';
import { ShortcutsDialog } from '../features/shortcuts/ShortcutsDialog.tsx';
import { SignalDialog } from '../features/signals/SignalDialog.tsx';
import { OrderTicket } from '../features/ticket/OrderTicket.tsx';
import { ProtectDialog } from '../features/ticket/ProtectDialog.tsx';
import { WhyDialog } from '../features/why/WhyDialog.tsx';
import { useWorkspace } from '../stores/workspace.ts';
import { Banner } from './Banner.tsx';
import { NotLetIn } from './NotLetIn.tsx';
import { Panes } from './Panes.tsx';
import { StatusBar } from './StatusBar.tsx';
import { TitleStrip } from './TitleStrip.tsx';
import { useThemeOnPage } from './use-theme.ts';

/** The window. */
export function App() {
  useThemeOnPage();
  useShortcuts();
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
    </div>
  );
}
