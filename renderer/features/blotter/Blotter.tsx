import { ChevronDown, ChevronUp } from 'lucide-react';
import { exhaustive } from '../../../shared/base/assert.ts';
import { flattening, request } from '../../actions/confirmations.ts';
import { Button } from '../../components/Button.tsx';
import { TabList } from '../../components/TabList.tsx';
import { useIsOnline } from '../../stores/hooks.ts';
import { type BlotterTab, showTable, usePreferences } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { SignalHistory } from '../history/SignalHistory.tsx';
import { ModelsTab } from '../models/ModelsTab.tsx';
import { Scoreboard } from '../scoreboard/Scoreboard.tsx';
import { AccountTab } from './AccountTab.tsx';
import { LogTab } from './LogTab.tsx';
import { OrdersTab } from './OrdersTab.tsx';
import { PositionsTab } from './PositionsTab.tsx';
import { SystemTab } from './SystemTab.tsx';
import { TradesTab } from './TradesTab.tsx';

const NAMES: Readonly<Record<BlotterTab, string>> = {
  positions: 'Positions',
  orders: 'Orders',
  trades: 'Trades',
  account: 'Account',
  history: 'Signal history',
  scoreboard: 'Scoreboard',
  models: 'Models',
  system: 'System',
  log: 'Logs',
};

/** The tables below the chart. `isAlone`: they have a place of their own, where there is nothing to close them for. */
export function Blotter({ isAlone = false }: { readonly isAlone?: boolean }) {
  const isOpen = usePreferences((state) => state.isBlotterOpen) || isAlone;
  const tab = usePreferences((state) => state.blotterTab);
  const positionCount = useWorkspace((state) => state.positions.length);
  const workingCount = useWorkspace(
    (state) => state.orders.filter((order) => order.status === 'working' || order.status === 'partially-filled').length,
  );
  const tradeCount = useWorkspace((state) => state.trades.length);
  const isOnline = useIsOnline();
  return (
    <section aria-label={NAMES[tab]} className="panel">
      <TabList
        name="Tables"
        value={tab}
        onChange={(id) => (isAlone ? usePreferences.setState({ blotterTab: id }) : showTable(id))}
        tabs={[
          { id: 'positions', title: NAMES.positions, count: positionCount },
          { id: 'orders', title: NAMES.orders, count: workingCount },
          { id: 'trades', title: NAMES.trades, count: tradeCount },
          { id: 'account', title: NAMES.account },
          { id: 'history', title: NAMES.history },
          { id: 'scoreboard', title: NAMES.scoreboard },
          { id: 'models', title: NAMES.models },
          { id: 'system', title: NAMES.system },
          { id: 'log', title: NAMES.log },
        ]}
      >
        {isOpen && tab === 'positions' && positionCount > 0 ? (
          <Button tone="ghost" disabled={!isOnline} onClick={() => request(flattening())}>
            Flatten all
          </Button>
        ) : null}
        {isAlone ? null : (
          <button
            type="button"
            aria-label={isOpen ? 'Close the tables' : 'Open the tables'}
            aria-expanded={isOpen}
            onClick={() => usePreferences.setState({ isBlotterOpen: !isOpen })}
            className="rounded p-1 text-muted hover:bg-raised hover:text-text"
          >
            {isOpen ? <ChevronDown size={14} aria-hidden /> : <ChevronUp size={14} aria-hidden />}
          </button>
        )}
      </TabList>
      {isOpen ? <Tab tab={tab} /> : null}
    </section>
  );
}

function Tab({ tab }: { readonly tab: BlotterTab }) {
  switch (tab) {
    case 'positions':
      return <PositionsTab />;
    case 'orders':
      return <OrdersTab />;
    case 'trades':
      return <TradesTab />;
    case 'account':
      return <AccountTab />;
    case 'history':
      return <SignalHistory />;
    case 'scoreboard':
      return <Scoreboard />;
    case 'models':
      return <ModelsTab />;
    case 'system':
      return <SystemTab />;
    case 'log':
      return <LogTab />;
    default:
      return exhaustive(tab);
  }
}
