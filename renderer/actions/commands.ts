import { toast } from 'sonner';
import { exhaustive } from '../../shared/base/assert.ts';
import type { SettingChanges } from '../../shared/config/settings.ts';
import type { InstrumentView, PositionView, ProposalView } from '../../shared/contract/index.ts';
import type { Client } from '../client/client.ts';
import { engineGateway, wordsOf } from '../client/engine.ts';
import { OpenCommands } from '../client/open-commands.ts';
import { useWorkspace } from '../stores/workspace.ts';

type Answer = Promise<{ readonly message: string }>;

interface Sending {
  readonly title: string;
  /** What the command is about: while no answer has come, another of the same subject can't be carried out beside it. */
  readonly subject: string;
  /** Whether it only takes risk away. Such a command is sent again by itself when its answer was lost. */
  readonly isAskedAgain?: boolean;
  readonly call: (client: Client, commandId: string) => Answer;
}

const openCommands = new OpenCommands({ whenOnline: (withinMs) => engineGateway.whenOnline(withinMs) });

/** Sends a command and says what became of it; resolves to whether it was carried out. */
async function send({ title, subject, isAskedAgain = false, call }: Sending): Promise<boolean> {
  const outcome = await openCommands.send({
    subject,
    isAskedAgain,
    call: (commandId) => engineGateway.ask((client) => call(client, commandId)),
    onAskedAgain: () =>
      toast.warning(`${title}: no answer yet`, { id: subject, description: 'It is asked again as soon as the engine can be reached.' }),
  });
  switch (outcome.kind) {
    case 'done':
      toast(title, { id: subject, description: outcome.isRepeat ? `${outcome.message}. ${STANDS_FOR_BOTH}` : outcome.message });
      return true;
    case 'refused':
      toast.error(`${title}: not done`, { id: subject, description: wordsOf(outcome.error), duration: 10_000 });
      return false;
    case 'other-was-taken':
      toast.error(`${title}: not done`, { id: subject, description: OTHER_WAS_TAKEN, duration: 20_000 });
      return false;
    case 'under-way':
      toast(title, { description: 'Not sent: the one before it still waits for its answer.' });
      return false;
    case 'unknown':
      toast.error(`${title}: no answer`, { id: subject, description: `${wordsOf(outcome.error)} ${UNKNOWN}`, duration: 30_000 });
      return false;
    default:
      return exhaustive(outcome);
  }
}

const STANDS_FOR_BOTH = 'This stands for both presses: the one before, whose answer was lost, and this one.';
const UNKNOWN = 'Whether it was done shows in the tables. Pressing again is safe: it is the same command, and is done once.';
const OTHER_WAS_TAKEN =
  'The one you pressed before, whose answer was lost, was taken after all; look at the tables. If you want this one as well, press again.';

export function approveProposal(proposal: ProposalView, symbol: string): Promise<boolean> {
  return send({
    title: `Approve ${proposal.side} ${symbol}`,
    subject: `approve ${proposal.id}`,
    call: (client, commandId) => client.proposals.approve({ proposalId: proposal.id, commandId }),
  });
}

export function rejectProposal(proposal: ProposalView, symbol: string): Promise<boolean> {
  return send({
    title: `Reject ${proposal.side} ${symbol}`,
    subject: `reject ${proposal.id}`,
    isAskedAgain: true,
    call: (client, commandId) => client.proposals.reject({ proposalId: proposal.id, commandId }),
  });
}

/** Puts another in the place of a pending trade, worked out at the market; opens nothing. */
export function repriceProposal(proposal: ProposalView, symbol: string): Promise<boolean> {
  return send({
    title: `Re-price ${proposal.side} ${symbol}`,
    subject: `reprice ${proposal.id}`,
    call: (client, commandId) => client.proposals.reprice({ proposalId: proposal.id, commandId }),
  });
}

export function amendProposal(proposal: ProposalView, symbol: string, stop: string | null, target: string | null): Promise<boolean> {
  return send({
    title: `Edit ${symbol}`,
    subject: `amend ${proposal.id} ${stop ?? ''} ${target ?? ''}`,
    call: (client, commandId) => client.proposals.amend({ proposalId: proposal.id, stop, target, commandId }),
  });
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
  return send({
    title: `${order.side === 'buy' ? 'Buy' : 'Sell'} ${order.quantity} ${instrument.symbol}`,
    // Of whatever size: with an order of this side unanswered, one of another size could come on top of it.
    subject: `${order.side} ${instrument.id}`,
    call: (client, commandId) => client.orders.place({ instrumentId: instrument.id, ...order, commandId }),
  });
}

export function cancelOrder(clientOrderId: string, symbol: string): Promise<boolean> {
  return send({
    title: `Cancel order ${symbol}`,
    subject: `cancel ${clientOrderId}`,
    isAskedAgain: true,
    call: (client, commandId) => client.orders.cancel({ clientOrderId, commandId }),
  });
}

export function closePosition(position: PositionView, symbol: string): Promise<boolean> {
  return send({
    title: `Close ${symbol}`,
    subject: `close ${position.id}`,
    isAskedAgain: true,
    call: (client, commandId) => client.positions.close({ instrumentId: position.instrumentId, commandId }),
  });
}

export function protectPosition(position: PositionView, symbol: string, stop: string | null, target: string | null): Promise<boolean> {
  return send({
    title: `Edit stop / target of ${symbol}`,
    subject: `protect ${position.id} ${stop ?? ''} ${target ?? ''}`,
    call: (client, commandId) => client.positions.protect({ instrumentId: position.instrumentId, stop, target, commandId }),
  });
}

export function flattenAll(): Promise<boolean> {
  return send({
    title: 'Flatten all',
    subject: 'flatten',
    isAskedAgain: true,
    call: (client, commandId) => client.positions.flatten({ commandId }),
  });
}

export function pressKillSwitch(flatten: boolean): Promise<boolean> {
  return send({
    title: 'Kill switch',
    // One that also closes is never held back by one that only halts.
    subject: flatten ? 'kill and flatten' : 'kill',
    isAskedAgain: true,
    call: (client, commandId) => client.trading.kill({ flatten, commandId }),
  });
}

export function resumeTrading(): Promise<boolean> {
  return send({ title: 'Resume trading', subject: 'resume', call: (client, commandId) => client.trading.resume({ commandId }) });
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
