import { BitFlowError } from '../../../shared/base/bitflow-error.ts';
import type { EngineView, OrderView, PositionView, SignalView } from '../../../shared/contract/index.ts';
import { catchUpProgressWords } from '../../../shared/domain/catch-up.ts';
import { type CommandId, idFrom, type ProposalId } from '../../../shared/domain/ids.ts';
import { formatUtc, utcMs } from '../../../shared/domain/time.ts';
import { type Output, table } from '../output.ts';
import { type FoundHost, findHost, type HostFlags } from '../running-host.ts';
import { ask, askExit, instrumentNamed, unreachable } from './ask-host.ts';

/** Commands that ask a running host; each is one call of the contract. */

export async function open(flags: HostFlags & { readonly readOnly?: boolean | undefined }, output: Output): Promise<void> {
  const host = findHost(flags);
  const response = await fetch(`${host.url}/auth/codes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${host.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ scope: flags.readOnly === true ? 'read' : 'trade' }),
  }).catch((cause: unknown) => {
    throw unreachable(host, cause);
  });
  if (!response.ok) throw new BitFlowError(`The host refused (${response.status}): ${await response.text()}`, { code: 'host-refused' });
  const { code } = (await response.json()) as { code: string };
  const url = `${host.url}/#code=${code}`;
  output.answer({ url }, () => [url]);
}

export async function status(flags: HostFlags, output: Output): Promise<void> {
  const host = findHost(flags);
  const [engine, account, trading] = await ask(host, () =>
    Promise.all([host.client.engine.status(), host.client.account.get(), host.client.trading.get()]),
  );
  output.answer({ engine, account, trading }, () =>
    table(
      ['', ''],
      [
        ['Engine', `${engine.state}${engine.reasons.length === 0 ? '' : ` (${engine.reasons.join('; ')})`}`],
        ['Market', `${engine.market.title}, ${formatUtc(utcMs(engine.playback.marketTime))}, feed ${feedWords(engine.feed)}`],
        ['Mode', `${engine.accountKind}, ${trading.mode}, trading ${trading.state}`],
        ['Equity', `${account.equity} ${account.currency}`],
        ['Today', account.dayPnl],
        ['Free', account.free],
        ['Facts hash', engine.factsHash],
      ],
    ).slice(1),
  );
}

function feedWords({ state, catchUp }: EngineView['feed']): string {
  return catchUp === null ? state : `${state} (${catchUpProgressWords(catchUp)})`;
}

export async function signals(flags: HostFlags & { readonly limit: number }, output: Output): Promise<void> {
  const host = findHost(flags);
  const [found, pending] = await ask(host, () =>
    Promise.all([host.client.signals.list({ limit: flags.limit }), host.client.proposals.list()]),
  );
  const proposalOf = (signal: SignalView): string => pending.find(({ signalId }) => signalId === signal.id)?.id ?? '';
  output.answer(
    found.map((signal) => ({ ...signal, proposalId: proposalOf(signal) || null })),
    () =>
      table(
        ['Time', 'Instrument', 'Action', 'Score', 'Confidence', 'Proposal', 'Verdict'],
        found.map((signal) => [
          formatUtc(utcMs(signal.at)),
          signal.instrumentId,
          signal.action,
          signal.score.toFixed(3),
          `${(signal.confidence * 100).toFixed(0)} %`,
          proposalOf(signal),
          signal.isAccepted ? 'accepted' : signal.rejections.map(({ message }) => message).join('; '),
        ]),
      ),
  );
}

export async function positions(flags: HostFlags, output: Output): Promise<void> {
  const host = findHost(flags);
  const found = await ask(host, () => host.client.positions.list());
  output.answer(found, () => (found.length === 0 ? ['No open positions.'] : positionTable(found)));
}

export async function orders(flags: HostFlags & { readonly limit: number }, output: Output): Promise<void> {
  const host = findHost(flags);
  const found = await ask(host, () => host.client.orders.list({ limit: flags.limit }));
  output.answer(found, () => (found.length === 0 ? ['No orders yet.'] : orderTable(found)));
}

export async function decide(verb: 'approve' | 'reject' | 'reprice', id: string, flags: HostFlags, output: Output): Promise<void> {
  const host = findHost(flags);
  const proposalId = await proposalNamed(host, id);
  answerCommand(await ask(host, () => host.client.proposals[verb]({ proposalId })), output);
}

export async function close(symbol: string, flags: HostFlags, output: Output): Promise<void> {
  const host = findHost(flags);
  const instrument = await instrumentNamed(host, symbol);
  const close = (commandId: CommandId) => host.client.positions.close({ instrumentId: instrument.id, commandId });
  answerCommand(await askExit(host, close, (message) => output.say(message)), output);
}

export async function kill(flags: HostFlags & { readonly flatten?: boolean | undefined }, output: Output): Promise<void> {
  const host = findHost(flags);
  const kill = (commandId: CommandId) => host.client.trading.kill({ flatten: flags.flatten === true, commandId });
  answerCommand(await askExit(host, kill, (message) => output.say(message)), output);
}

export async function resume(flags: HostFlags, output: Output): Promise<void> {
  const host = findHost(flags);
  answerCommand(await ask(host, () => host.client.trading.resume({})), output);
}

/** A proposal goes by its own id or by that of its signal. */
async function proposalNamed(host: FoundHost, id: string): Promise<ProposalId> {
  const pending = await ask(host, () => host.client.proposals.list());
  const found = pending.find((proposal) => proposal.id === id || proposal.signalId === id);
  return idFrom<ProposalId>(found?.id ?? id.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 32));
}

function answerCommand(
  answer: { readonly message: string; readonly orderIds: string[]; readonly proposalId?: string | undefined },
  output: Output,
): void {
  output.answer(answer, () => [answer.message]);
}

function positionTable(found: readonly PositionView[]): string[] {
  return table(
    ['Instrument', 'Side', 'Quantity', 'Entry', 'Stop', 'Target', 'Held by'],
    found.map((each) => [
      each.instrumentId,
      each.direction,
      each.quantity,
      each.averageEntry,
      each.stop ?? '–',
      each.target ?? '–',
      each.stopHeldBy,
    ]),
  );
}

function orderTable(found: readonly OrderView[]): string[] {
  return table(
    ['Id', 'Instrument', 'Role', 'Side', 'Type', 'Quantity', 'Filled', 'Price', 'Status'],
    found.map((each) => [
      each.clientOrderId,
      each.instrumentId,
      each.role,
      each.side,
      each.type,
      each.quantity,
      each.filledQuantity,
      each.limitPrice ?? each.stopPrice ?? 'market',
      each.reason === null ? each.status : `${each.status} (${each.reason})`,
    ]),
  );
}
