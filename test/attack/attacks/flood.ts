import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { httpRequest } from '../../support/http-request.ts';
import { rawSocket } from '../../support/raw-socket.ts';
import { SpawnedHost } from '../../support/spawned-host.ts';
import type { Attack, AttackFinding } from '../attack.ts';
import { type FloodKind, type FloodOptions, type FloodReport, floodKinds } from '../flood-kinds.ts';

const FLOOD_MS = 2_500;

/** How long what the user does may take meanwhile; host, engine and flood share what processors there are. */
const LONGEST_MS = 4_000;

/** Floods a host from a process of its own, while its user goes on. */
export const flood: Attack = {
  name: 'flood',
  promise: 'Nobody on the machine, and no page in a browser, keeps the user from halting, looking and closing.',
  run: async (context) => {
    const host = await SpawnedHost.start(['--data-dir', context.folder, '--market', 'sim', '--port', '0']);
    try {
      // A short round takes three kinds of the list, others with another seed; what is known is always one of them.
      const strangers = floodKinds.filter((kind) => kind !== 'known');
      const first = Math.floor(context.random(1) * strangers.length);
      const short = [strangers[first], strangers[(first + 2) % strangers.length]];
      const findings: AttackFinding[] = [];
      for (const kind of [...(context.scale > 1 ? strangers : short), 'known'] as const) {
        if (context.signal.aborted) break;
        findings.push(...(await floodOf(kind, host, FLOOD_MS * context.scale)));
      }
      return findings;
    } finally {
      await host.stop('SIGKILL');
    }
  },
};

async function floodOf(kind: FloodKind, host: SpawnedHost, forMs: number): Promise<AttackFinding[]> {
  const stream = await statusStream(host);
  const bearer = await exchanged(host, new URL(await host.freshUrl()).hash.slice('#code='.length));
  const flooding = startFlood({ kind, port: Number(new URL(host.origin).port), forMs, bearer });
  await pause(300);
  const code = (await codeOf(host)) ?? '';
  const slowest = new Map<string, number | string>();
  const endsMs = performance.now() + forMs - 600;
  const deeds: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['kill', () => host.ask('POST', '/trading/kill')],
    ['status', () => host.ask('GET', '/status')],
    ['flatten', () => host.ask('POST', '/positions/flatten')],
    ['resume', () => host.ask('POST', '/trading/resume')],
    ['a new socket', () => openSocket(host)],
  ];
  const heardBefore = stream.count();
  while (performance.now() < endsMs) for (const [name, deed] of deeds) await timed(slowest, name, deed);
  const heard = stream.count() - heardBefore;
  // Whoever has a right code gets in, however many have wrong ones.
  await timed(slowest, 'the exchange of a code', () => exchanged(host, code));
  stream.close();
  const { sent, statuses } = await flooding;
  const said = `${sent} sent, answered ${JSON.stringify(statuses)}`;
  const findings = [...slowest].map(
    ([name, found]): AttackFinding => ({
      tried: `${name} during a flood of ${kind}`,
      isHeld: typeof found === 'number' && found < LONGEST_MS,
      seen: `${typeof found === 'number' ? `${found.toFixed(0)} ms at most` : found}, of at most ${LONGEST_MS} ms; ${said}`,
    }),
  );
  findings.push({
    tried: `a stream of the status during a flood of ${kind}`,
    isHeld: heard >= Math.floor(forMs / LONGEST_MS),
    seen: `${heard} values; ${said}`,
  });
  findings.push(await recovery(kind, host));
  return findings;
}

/** A refused request costs nothing: when the flood is over, a stranger is answered again within moments. */
async function recovery(kind: FloodKind, host: SpawnedHost): Promise<AttackFinding> {
  const startMs = performance.now();
  let status = 0;
  while (status !== 200 && performance.now() - startMs < LONGEST_MS) {
    status = (await httpRequest(host.origin, '/api/health').catch(() => ({ status: 0 }))).status;
    if (status !== 200) await pause(50);
  }
  return {
    tried: `health after a flood of ${kind}`,
    isHeld: status === 200,
    seen: `${status} after ${(performance.now() - startMs).toFixed(0)} ms`,
  };
}

async function timed(slowest: Map<string, number | string>, name: string, deed: () => Promise<unknown>): Promise<void> {
  const startMs = performance.now();
  const end = await Promise.race([
    deed().then(
      () => 'done',
      (error: unknown) => `failed with ${String(error)}`,
    ),
    pause(LONGEST_MS * 2, 'had no answer'),
  ]);
  const before = slowest.get(name) ?? 0;
  if (end !== 'done') slowest.set(name, end);
  else if (typeof before === 'number') slowest.set(name, Math.max(before, performance.now() - startMs));
}

async function startFlood(options: FloodOptions): Promise<FloodReport> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../flood-child.ts', import.meta.url)), JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (data: Buffer) => (said += data.toString()));
  await once(child, 'close');
  return JSON.parse(said) as FloodReport;
}

async function statusStream(host: SpawnedHost): Promise<{ count(): number; close(): void }> {
  const opened = await rawSocket(host.origin, host.answer.token);
  const { socket } = opened;
  let count = 0;
  socket.on('message', () => (count += 1));
  opened.send({ i: 'status', p: { u: '/engine/watch', b: {} } });
  return { count: () => count, close: () => socket.terminate() };
}

/** Opens a socket as the window does, with its bearer in the request, and closes it. */
async function openSocket(host: SpawnedHost): Promise<void> {
  const { token } = host.answer;
  const socket = new WebSocket(`${host.origin.replace('http', 'ws')}/socket`, ['bitflow', `bearer.${token}`], { origin: host.origin });
  socket.on('error', () => undefined);
  const closed = once(socket, 'close').then(([code]) => Promise.reject(new Error(`the socket was closed with ${String(code)}`)));
  closed.catch(() => undefined);
  await Promise.race([once(socket, 'open'), closed]);
  socket.send(JSON.stringify({ authorization: `Bearer ${token}` }));
  await Promise.race([once(socket, 'message'), closed]);
  socket.terminate();
}

async function codeOf(host: SpawnedHost): Promise<string | null> {
  return await host.freshUrl().then(
    (url) => new URL(url).hash.slice('#code='.length),
    () => null,
  );
}

async function exchanged({ origin }: SpawnedHost, code: string): Promise<string> {
  const headers = { origin, 'content-type': 'application/json' };
  const { status, text } = await httpRequest(origin, '/auth/exchange', { method: 'POST', headers, body: JSON.stringify({ code }) });
  if (status !== 200) throw new Error(`${status} ${text}`);
  return (JSON.parse(text) as { bearer: string }).bearer;
}
