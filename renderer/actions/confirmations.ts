import type { InstrumentView, OrderView, PositionView, ProposalView } from '../../shared/contract/index.ts';
import { consequenceWords as words } from '../../shared/words/consequences.ts';
import { formatDecimalText, formatNumber, formatPercent, formatQuantityText, formatSigned } from '../components/format.ts';
import { useOverlays } from '../stores/preferences.ts';
import { useWorkspace } from '../stores/workspace.ts';
import { approveProposal, cancelOrder, closePosition, flattenAll, rejectProposal, resumeTrading, updateSettings } from './commands.ts';
import type { Confirmation } from './confirmation.ts';

/** Asks before an act, unless a setting has switched that question off. */
export function request(confirmation: Confirmation): void {
  const { controls } = useWorkspace.getState().settings ?? {};
  if (confirmation.isSwitchedOffBy !== null && controls?.isCloseConfirmed === false) confirmation.run();
  else useOverlays.setState({ confirmation });
}

function instrumentOf(id: string): InstrumentView | undefined {
  return useWorkspace.getState().instruments.find((instrument) => instrument.id === id);
}

function currency(): string {
  return useWorkspace.getState().account?.currency ?? '';
}

/** The market's price for the whole of a position, less what it cost; what closing it now comes to, fees of the exit left out. */
function resultOf(instrumentId: string): number {
  const found = useWorkspace.getState().account?.positions.find((each) => each.instrumentId === instrumentId);
  return Number(found?.unrealised ?? 0);
}

export function approval(proposal: ProposalView): Confirmation {
  const instrument = instrumentOf(proposal.instrumentId);
  const symbol = instrument?.symbol ?? proposal.instrumentId;
  const places = instrument?.pricePlaces ?? 2;
  const price = (text: string | null): string => (text === null ? '–' : formatDecimalText(text, places));
  const values = {
    side: proposal.side.toUpperCase(),
    symbol,
    quantity: formatQuantityText(proposal.quantity),
    price: price(proposal.limitPrice ?? proposal.referencePrice),
    notional: formatDecimalText(proposal.notional, 0),
    currency: instrument?.currency ?? currency(),
    risk: formatDecimalText(proposal.moneyAtRisk ?? '0', 0),
  };
  return {
    title: proposal.intent === 'close' ? words['approve-close'](values) : words.approve(values),
    consequences: proposal.intent === 'close' ? [] : [words['order-lines']({ stop: price(proposal.stop), target: price(proposal.target) })],
    verb: 'Approve',
    isSwitchedOffBy: null,
    run: () => void approveProposal(proposal, symbol),
  };
}

export function rejection(proposal: ProposalView): Confirmation {
  const instrument = instrumentOf(proposal.instrumentId);
  const symbol = instrument?.symbol ?? proposal.instrumentId;
  return {
    title: words.reject({
      side: proposal.side.toUpperCase(),
      symbol,
      quantity: formatQuantityText(proposal.quantity),
      price: formatDecimalText(proposal.limitPrice ?? proposal.referencePrice, instrument?.pricePlaces ?? 2),
    }),
    consequences: [],
    verb: 'Reject',
    isSwitchedOffBy: null,
    run: () => void rejectProposal(proposal, symbol),
  };
}

export function closing(position: PositionView): Confirmation {
  const symbol = instrumentOf(position.instrumentId)?.symbol ?? position.instrumentId;
  const { direction, instrumentId } = position;
  const result = formatSigned(resultOf(instrumentId), 2);
  return {
    title: words.close({ symbol, direction, quantity: formatQuantityText(position.quantity), result, currency: currency() }),
    consequences: [words['close-lines']],
    verb: `Close ${symbol}`,
    isSwitchedOffBy: 'controls.isCloseConfirmed',
    run: () => void closePosition(position, symbol),
  };
}

export function flattening(): Confirmation {
  const { positions, orders } = useWorkspace.getState();
  const entries = orders.filter(({ role, status }) => role === 'entry' && (status === 'working' || status === 'partially-filled')).length;
  const result = positions.reduce((sum, { instrumentId }) => sum + resultOf(instrumentId), 0);
  const all = positions.length === 1 ? '1 position' : `${positions.length} positions`;
  return {
    title: words.flatten({ positions: all, result: formatSigned(result, 2), currency: currency() }),
    consequences: [
      words['close-lines'],
      ...(entries === 0 ? [] : [words['flatten-entries']({ orders: entries === 1 ? '1 entry order' : `${entries} entry orders` })]),
    ],
    verb: `Close ${all}`,
    isSwitchedOffBy: 'controls.isCloseConfirmed',
    run: () => void flattenAll(),
  };
}

/** Cancels an order; where no stop of its position would be left at the venue, asks first. */
export function requestCancel(order: OrderView): void {
  const { orders, positions } = useWorkspace.getState();
  const instrument = instrumentOf(order.instrumentId);
  const symbol = instrument?.symbol ?? order.instrumentId;
  const run = (): void => void cancelOrder(order.clientOrderId, symbol);
  const position = positions.find(({ instrumentId }) => instrumentId === order.instrumentId);
  const isGuard = order.role === 'stop-loss' || order.role === 'exit';
  const others = orders.filter(
    (other) =>
      other.instrumentId === order.instrumentId &&
      other.clientOrderId !== order.clientOrderId &&
      other.role === 'stop-loss' &&
      !other.isCancelRequested &&
      (other.status === 'working' || other.status === 'partially-filled' || other.status === 'submitted'),
  );
  if (!isGuard || position === undefined || others.length > 0) {
    run();
    return;
  }
  const values = { symbol, direction: position.direction, quantity: formatQuantityText(position.quantity) };
  const price = order.stopPrice === null ? '–' : formatDecimalText(order.stopPrice, instrument?.pricePlaces ?? 2);
  request({
    title: order.role === 'stop-loss' ? words['stop-cancelled']({ ...values, price }) : words['exit-cancelled'](values),
    consequences: [words['no-stop-left']({ loss: formatNumber(-Number(position.maximumLoss), 2) }), words['no-stop-when-down']],
    verb: order.role === 'stop-loss' ? 'Cancel the stop' : 'Cancel the exit',
    isSwitchedOffBy: null,
    run,
  });
}

/** What a switch to the other execution mode means. */
export function modeChange(next: 'manual' | 'auto'): Confirmation {
  const { settings, account, trading } = useWorkspace.getState();
  const run = (): void => void updateSettings({ trading: { mode: next } });
  if (next === 'manual')
    return { title: words['auto-off'], consequences: [words['auto-off-lines']], verb: 'Switch to manual', isSwitchedOffBy: null, run };
  const equity = Number(account?.equity ?? 0);
  const { riskPerTrade = 0, dailyLoss = 0, maximumPositions = 0 } = settings?.risk ?? {};
  return {
    title: words['auto-on']({ confidence: formatPercent(trading?.autoConfidence ?? 0, 0) }),
    consequences: [
      words['auto-risk']({
        risk: formatNumber(equity * riskPerTrade, 0),
        currency: currency(),
        share: formatPercent(riskPerTrade),
        positions: String(maximumPositions),
      }),
      words['auto-stops']({ loss: formatNumber(equity * dailyLoss, 0), currency: currency(), share: formatPercent(dailyLoss) }),
    ],
    verb: 'Switch to auto',
    isSwitchedOffBy: null,
    run,
  };
}

/** Auto is asked for; back to manual takes risk away and needs no question. */
export function requestMode(next: 'manual' | 'auto'): void {
  const change = modeChange(next);
  if (next === 'manual') change.run();
  else request(change);
}

export function resumption(): Confirmation {
  const { trading } = useWorkspace.getState();
  return {
    title: words.resume,
    consequences: [
      trading?.mode === 'auto' ? words['resume-auto']({ confidence: formatPercent(trading.autoConfidence, 0) }) : words['resume-manual'],
    ],
    verb: 'Resume trading',
    isSwitchedOffBy: null,
    run: () => void resumeTrading(),
  };
}

/** With auto on, resuming lets BitFlow trade by itself, which is asked about. */
export function requestResume(): void {
  const resume = resumption();
  if (useWorkspace.getState().trading?.mode === 'auto') request(resume);
  else resume.run();
}
