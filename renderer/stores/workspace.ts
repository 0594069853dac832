import { create } from 'zustand';
import { exhaustive } from '../../shared/base/assert.ts';
import type { Settings } from '../../shared/config/settings.ts';
import type {
  AccountView,
  Cursor,
  EngineView,
  HeadlineView,
  IndicatorView,
  InstrumentView,
  ModelsView,
  OrderView,
  PositionView,
  ProposalView,
  SignalView,
  TradeView,
  TradingView,
  WorkspaceChange,
  WorkspaceEvent,
  WorkspaceNotice,
  WorkspaceSnapshot,
} from '../../shared/contract/index.ts';
import type { ConnectionState } from '../client/connection.ts';

const MOST_ORDERS = 500;
const MOST_SIGNALS = 200;
const MOST_HEADLINES = 150;
const MOST_TRADES = 1_000;
const MOST_PROPOSALS = 200;
const MOST_NOTICES = 200;

/** What the window knows of the engine, as the engine last told it. Lists are newest first. */
export interface WorkspaceState {
  readonly connection: ConnectionState;
  readonly cursor: Cursor | null;
  readonly instruments: readonly InstrumentView[];
  readonly indicators: readonly IndicatorView[];
  readonly engine: EngineView | null;
  readonly account: AccountView | null;
  readonly trading: TradingView | null;
  readonly settings: Settings | null;
  readonly models: ModelsView | null;
  readonly orders: readonly OrderView[];
  readonly positions: readonly PositionView[];
  readonly proposals: readonly ProposalView[];
  readonly signals: readonly SignalView[];
  readonly trades: readonly TradeView[];
  readonly headlines: readonly HeadlineView[];
  readonly notices: readonly WorkspaceNotice[];
}

export const useWorkspace = create<WorkspaceState>()(() => ({
  connection: { kind: 'connecting' },
  cursor: null,
  instruments: [],
  indicators: [],
  engine: null,
  account: null,
  trading: null,
  settings: null,
  models: null,
  orders: [],
  positions: [],
  proposals: [],
  signals: [],
  trades: [],
  headlines: [],
  notices: [],
}));

/** Takes an event of the workspace stream; returns the notices that came with it. */
export function takeWorkspaceEvent(event: WorkspaceEvent): readonly WorkspaceNotice[] {
  if (event.kind === 'resync') {
    takeSnapshot(event.snapshot);
    return [];
  }
  useWorkspace.setState((state) => ({
    ...event.changes.reduce(withChange, state),
    cursor: event.cursor,
    notices: [...event.notices.toReversed(), ...state.notices].slice(0, MOST_NOTICES),
  }));
  return event.notices;
}

function takeSnapshot(snapshot: WorkspaceSnapshot): void {
  useWorkspace.setState({ ...snapshot });
}

function withChange(state: WorkspaceState, change: WorkspaceChange): WorkspaceState {
  switch (change.kind) {
    case 'order':
      return { ...state, orders: upsert(state.orders, change.order, (order) => order.clientOrderId, MOST_ORDERS) };
    case 'position':
      return { ...state, positions: upsert(state.positions, change.position, (position) => position.id, Infinity) };
    case 'position-closed':
      return {
        ...state,
        positions: state.positions.filter((position) => position.id !== change.positionId),
        trades: upsert(state.trades, change.trade, (trade) => trade.positionId, MOST_TRADES),
      };
    case 'proposal':
      return { ...state, proposals: upsert(state.proposals, change.proposal, (proposal) => proposal.id, MOST_PROPOSALS) };
    case 'signal':
      return { ...state, signals: upsert(state.signals, change.signal, (signal) => signal.id, MOST_SIGNALS) };
    case 'headline':
      return { ...state, headlines: upsert(state.headlines, change.headline, (headline) => headline.id, MOST_HEADLINES) };
    case 'trading':
      return { ...state, trading: change.trading };
    default:
      return exhaustive(change);
  }
}

/** Replaces the item of the same key in its place, or puts a new one first. */
function upsert<T>(items: readonly T[], item: T, keyOf: (item: T) => string, most: number): readonly T[] {
  const key = keyOf(item);
  const place = items.findIndex((other) => keyOf(other) === key);
  if (place >= 0) return items.with(place, item);
  const grown = [item, ...items];
  return grown.length > most ? grown.slice(0, most) : grown;
}
