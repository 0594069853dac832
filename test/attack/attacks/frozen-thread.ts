import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { EngineView, OrderView, PositionView } from '../../../shared/contract/index.ts';
import { bitflow } from '../../support/command-line.ts';
import { eventually } from '../../support/eventually.ts';
import { FREEZABLE, freezeThread } from '../../support/freeze-thread.ts';
import { journalPath } from '../../support/open-journal.ts';
import { SpawnedHost } from '../../support/spawned-host.ts';
import type { Attack, AttackContext, AttackFinding } from '../attack.ts';

/** How long what is stuck stays so. */
const FROZEN_MS = 8_000;

/** So soon it must be said, on a machine that does other things as well. */
const NOTICED_MS = 4_000;

/** So soon an entry must be refused and the kill switch answered. */
const ANSWERED_MS = 3_000;

interface Freeze {
  readonly name: string;
  /** What the state must say meanwhile; `null`: the engine itself can't say anything, its host does. */
  readonly said: RegExp | null;
  /** Whether nothing may be opened meanwhile. */
  readonly isHolding: boolean;
  readonly freeze: (host: SpawnedHost, folder: string) => Promise<void>;
}

const threadOf = (name: string) => async (host: SpawnedHost) => {
  await freezeThread(host.answer.engine.pid, () => host.stderr, name, FROZEN_MS);
};

const freezes: readonly Freeze[] = [
  { name: 'the thread of the journal', said: /journal has not answered since/i, isHolding: true, freeze: threadOf('bitflow-journal') },
  {
    name: "the thread of the venue's books",
    said: /books of the paper venue has not answered since/i,
    isHolding: true,
    freeze: threadOf('bitflow-paper'),
  },
  { name: 'the journal, by a lock of another program', said: /journal has not answered since/i, isHolding: true, freeze: lockJournal },
  {
    name: 'the thread of the market store',
    said: /market store has not answered since/i,
    isHolding: false,
    freeze: threadOf('bitflow-market'),
  },
  {
    name: 'the thread of the model',
    said: /thread of the sentiment model has not answered since/i,
    isHolding: false,
    freeze: threadOf('bitflow-inference'),
  },
  { name: 'the whole engine', said: null, isHolding: true, freeze: stopEngine },
];

/** Freezes threads of a running engine, and the engine itself, and holds what the user sees and can do meanwhile against what is promised. */
export const frozenThread: Attack = {
  name: 'frozen-thread',
  promise:
    'What does not answer is named within seconds; meanwhile nothing is opened, and cancels, exits and the kill switch work and say what is not recorded.',
  run: async (context) => {
    const args = ['--data-dir', context.folder, '--market', 'sim', '--port', '0'];
    const host = await SpawnedHost.start(args, FREEZABLE);
    const findings: AttackFinding[] = [];
    try {
      for (const freeze of chosen(context)) {
        if (context.signal.aborted) break;
        findings.push(...(await frozen(host, freeze, context.folder)));
      }
      findings.push(await lostExit(host));
    } finally {
      await host.stop();
    }
    const verified = await bitflow(['verify-journal', '--data-dir', context.folder, '--json']);
    findings.push({ tried: 'verify-journal afterwards', isHeld: verified.status === 0, seen: verified.stdout + verified.stderr });
    return findings;
  },
};

/** A short round takes one, another with another seed. */
function chosen({ scale, random }: AttackContext): readonly Freeze[] {
  if (scale > 1) return freezes;
  return [freezes[Math.floor(random(1) * freezes.length)]];
}

async function frozen(host: SpawnedHost, { name, said, isHolding, freeze }: Freeze, folder: string): Promise<AttackFinding[]> {
  await eventually(async () => {
    const { state, reasons } = await host.ask<EngineView>('GET', '/status');
    if (state !== 'running') throw new Error(`the engine is ${state}: ${reasons.join('; ')}`);
  }, 30_000);
  const findings: AttackFinding[] = [];
  const note = (what: string, isHeld: boolean, seen: string): void => void findings.push({ tried: `${name}: ${what}`, isHeld, seen });
  const ticket = await anEntry(host);
  await freeze(host, folder);
  const startedMs = performance.now();
  const notice = await eventually(async () => await noticed(host, said), NOTICED_MS).catch((error: unknown) => String(error));
  note('is noticed', notice === null, notice ?? `after ${(performance.now() - startedMs).toFixed(0)} ms`);
  if (isHolding) {
    const entry = await timed(() => post(host, '/orders', ticket));
    note(
      'an entry is refused at once',
      entry.ms < ANSWERED_MS && /store-slow|engine-silent/.test(entry.text),
      `${entry.ms.toFixed(0)} ms, ${entry.text}`,
    );
  }
  const kill = await timed(() => post(host, '/trading/kill', { commandId: `k-${startedMs.toFixed(0)}` }));
  const isAnswered = said === null ? /outcome-unknown/.test(kill.text) : /trading halted/.test(kill.text);
  note('the kill switch is answered', kill.ms < ANSWERED_MS && isAnswered, `${kill.ms.toFixed(0)} ms, ${kill.text}`);
  const thawed = await eventually(async () => await isThawed(host, startedMs), 30_000, 200).catch((error: unknown) => String(error));
  note('all is as before when it answers again', thawed === null, thawed ?? 'the state is that of the kill switch, trading resumes');
  return findings;
}

/** `null` when the state says what it must. */
async function noticed(host: SpawnedHost, said: RegExp | null): Promise<null> {
  if (said === null) {
    const response = await fetch(`${host.origin}/api/health`);
    const text = await response.text();
    if (response.status === 503 && text.includes('silent')) return null;
    throw new Error(`health says ${response.status} ${text}`);
  }
  const { state, reasons } = await host.ask<EngineView>('GET', '/status');
  if (state === 'degraded' && reasons.some((reason) => said.test(reason))) return null;
  throw new Error(`the engine is ${state}: ${reasons.join('; ')}`);
}

async function isThawed(host: SpawnedHost, killedMs: number): Promise<null> {
  // What was asked while the engine was stopped is asked again under its id, and carried out once.
  const again = await post(host, '/trading/kill', { commandId: `k-${killedMs.toFixed(0)}` });
  if (!/trading halted/.test(again)) throw new Error(`the kill switch asked again: ${again}`);
  const { state, reasons } = await host.ask<EngineView>('GET', '/status');
  if (state !== 'halted' || reasons.some((reason) => reason.includes('not answered')))
    throw new Error(`the engine is ${state}: ${reasons.join('; ')}`);
  await host.ask('POST', '/trading/resume', {});
  return null;
}

/** Closes a position while the journal stands still, and ends the engine before it could record that. */
async function lostExit(host: SpawnedHost): Promise<AttackFinding> {
  const tried = 'an exit that went out while the journal stood still, and an engine that was killed then';
  const { instrumentId, ...ticket } = await anEntry(host);
  await host.ask('POST', '/orders', { instrumentId, ...ticket });
  await eventually(async () => {
    if ((await host.ask<PositionView[]>('GET', '/positions')).length === 0) throw new Error('the entry has not filled');
  }, 20_000);
  const status = await host.ask<EngineView>('GET', '/status');
  await freezeThread(host.answer.engine.pid, () => host.stderr, 'bitflow-journal', 60_000);
  await eventually(async () => await noticed(host, /journal has not answered/i), NOTICED_MS);
  const closing = await post(host, `/positions/${instrumentId}/close`, {});
  await eventually(async () => {
    if ((await host.ask<PositionView[]>('GET', '/positions')).length > 0) throw new Error('the position is still open');
  }, 20_000);
  process.kill(host.answer.engine.pid, 'SIGKILL');
  const after = await eventually(async () => {
    const found = await host.ask<EngineView>('GET', '/status');
    if (found.incarnation === status.incarnation || found.state === 'starting') throw new Error('the engine has not started again');
    return found;
  }, 30_000);
  const [positions, orders, ledger] = await Promise.all([
    host.ask<PositionView[]>('GET', '/positions'),
    host.ask<OrderView[]>('GET', '/orders'),
    host.ask<{ isBalanced: boolean }>('GET', '/ledger'),
  ]);
  const exit = orders.find(({ role, clientOrderId }) => role === 'exit' && clientOrderId.startsWith(status.incarnation));
  const isHeld = positions.length === 0 && exit?.status === 'filled' && ledger.isBalanced && after.state !== 'halted';
  const seen = { state: after.state, reasons: after.reasons, open: positions.length, exit: exit?.status, isBalanced: ledger.isBalanced };
  return { tried, isHeld, seen: `${closing}; after the start ${JSON.stringify(seen)}` };
}

async function lockJournal(_: SpawnedHost, folder: string): Promise<void> {
  const db = new Database(journalPath(folder));
  db.exec('BEGIN IMMEDIATE');
  setTimeout(() => db.close(), FROZEN_MS);
  await Promise.resolve();
}

async function stopEngine(host: SpawnedHost): Promise<void> {
  process.kill(host.answer.engine.pid, 'SIGSTOP');
  await pause(0);
  setTimeout(() => process.kill(host.answer.engine.pid, 'SIGCONT'), FROZEN_MS);
}

/** The smallest order that the first instrument takes. */
async function anEntry(host: SpawnedHost) {
  const [instrument] = await host.ask<{ id: string }[]>('GET', '/instruments');
  return { instrumentId: instrument.id, side: 'buy', type: 'market', quantity: '1' } as const;
}

/** Asks, whatever the answer; returns its text. */
async function post(host: SpawnedHost, path: string, body: unknown): Promise<string> {
  const response = await fetch(`${host.origin}/api${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${host.answer.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return await response.text();
}

async function timed(deed: () => Promise<string>): Promise<{ readonly ms: number; readonly text: string }> {
  const startedMs = performance.now();
  const text = await deed();
  return { ms: performance.now() - startedMs, text };
}
