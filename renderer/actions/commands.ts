import { toast } from 'sonner';
import type { InstrumentView, PositionView, ProposalView } from '../../shared/contract/index.ts';
import type { Client } from '../client/client.ts';
import { engineGateway, newCommandId, wordsOf } from '../client/engine.ts';
import { useWorkspace } from '../stores/workspace.ts';
import type { SettingChanges } from './setting-changes.ts';

type Answer = Promise<{ readonly message: string }>;

/** Sends a command and says what became of it; resolves to whether it was carried out. */
async function send(title: string, call: (client: Client, commandId: string) => Answer): Promise<boolean> {
  const commandId = newCommandId();
  try {
    const { message } = await engineGateway.ask((client) => call(client, commandId));
    toast(title, { description: message });
    return true;
  } catch (error) {
    toast.error(`${title}: not done`, { description: wordsOf(error), duration: 10_000 });
    return false;
  }
}

export function approveProposal(proposal: ProposalView, symbol: string): Promise<boolean> {
  return send(`Approve ${proposal.side} ${symbol}`, (client, commandId) =>
    client.proposals.approve({ proposalId: proposal.id, commandId }),
  );
}

export function rejectProposal(proposal: ProposalView, symbol: string): Promise<boolean> {
  return send(`Reject ${proposal.side} ${symbol}`, (client, commandId) => client.proposals.reject({ proposalId: proposal.id, commandId }));
}

export function amendProposal(proposal: ProposalView, symbol: string, stop: string | null, target: string | null): Promise<boolean> {
  return send(`Edit ${symbol}`, (client, commandId) => client.proposals.amend({ proposalId: proposal.id, stop, target, commandId }));
}

export interface TicketOrder {
  readonly side: 'buy' | 'sell';
  readonly type: 'market' | 'limit';
  readonly quantity: string;
  readonly limitPrice: string | null;
  readonly stop: string | null;
  readonly target: string | null;
}

export function placeOrder(instrument: InstrumentView, order: TicketOrder): Promise<boolean> {
  const title = `${order.side === 'buy' ? 'Buy' : 'Sell'} ${order.quantity} ${instrument.symbol}`;
  return send(title, (client, commandId) => client.orders.place({ instrumentId: instrument.id, ...order, commandId }));
}

export function cancelOrder(clientOrderId: string, symbol: string): Promise<boolean> {
  return send(`Cancel order ${symbol}`, (client, commandId) => client.orders.cancel({ clientOrderId, commandId }));
}

export function closePosition(position: PositionView, symbol: string): Promise<boolean> {
  return send(`Close ${symbol}`, (client, commandId) => client.positions.close({ instrumentId: position.instrumentId, commandId }));
}

export function protectPosition(position: PositionView, symbol: string, stop: string | null, target: string | null): Promise<boolean> {
  return send(`Protect ${symbol}`, (client, commandId) =>
    client.positions.protect({ instrumentId: position.instrumentId, stop, target, commandId }),
  );
}

export function flattenAll(): Promise<boolean> {
  return send('Flatten all', (client, commandId) => client.positions.flatten({ commandId }));
}

export function pressKillSwitch(flatten: boolean): Promise<boolean> {
  return send('Kill switch', (client, commandId) => client.trading.kill({ flatten, commandId }));
}

export function resumeTrading(): Promise<boolean> {
  return send('Resume trading', (client, commandId) => client.trading.resume({ commandId }));
}

/** Pauses, resumes or changes the speed of the market. */
export async function setPlayback(change: { readonly speed?: number; readonly isPaused?: boolean }): Promise<void> {
  try {
    await engineGateway.ask((client) => client.market.setPlayback(change));
  } catch (error) {
    toast.error('The market goes on as before', { description: wordsOf(error) });
  }
}

/** Changes settings; resolves to what is wrong with them, by path, or to nothing. */
export async function updateSettings(changes: SettingChanges): Promise<Readonly<Record<string, string>>> {
  try {
    const settings = await engineGateway.ask((client) => client.settings.update({ changes }));
    useWorkspace.setState({ settings });
    return {};
  } catch (error) {
    const faults = faultsOf(error);
    if (faults === null) toast.error('The settings were not changed', { description: wordsOf(error) });
    return faults ?? {};
  }
}

function faultsOf(error: unknown): Record<string, string> | null {
  if (typeof error !== 'object' || error === null || !('data' in error)) return null;
  const { data } = error as { data?: { faults?: { path: string; message: string }[] } };
  if (data?.faults === undefined) return null;
  return Object.fromEntries(data.faults.map(({ path, message }) => [path, message]));
}
