import { setTimeout as pause } from 'node:timers/promises';
import { type RawSocket, rawSocket } from '../../support/raw-socket.ts';
import { residentBytes } from '../../support/resident-memory.ts';
import { SpawnedHost } from '../../support/spawned-host.ts';
import type { Attack, AttackContext, AttackFinding } from '../attack.ts';

const MEGABYTE = 1024 * 1024;

/** How much more host and engine may hold while all of it goes on, and after it was closed. Without limits it was thousands. */
const MOST_MORE_BYTES = 700 * MEGABYTE;
const MOST_LEFT_BYTES = 450 * MEGABYTE;

/** The second storm may leave no more than the first, give or take what a heap keeps for itself. */
const MOST_GROWN_BYTES = 150 * MEGABYTE;

/** How long the user's own calls may take meanwhile, on a machine that is busy with the storm itself. */
const LONGEST_ANSWER_MS = 8_000;

const STORM_MS = 3_500;

interface StormPart {
  readonly name: string;
  readonly path: string;
  readonly input: unknown;
}

const chart = {
  instrumentId: 'NVK.SIM',
  interval: '1m',
  limit: 20_000,
  indicators: Array.from({ length: 24 }, (_, n) => ({ key: String(n), name: ['sma', 'rsi', 'macd', 'atr'][n % 4], parameters: {} })),
};

const parts: readonly StormPart[] = [
  { name: 'events', path: '/events/watch', input: {} },
  { name: 'workspace', path: '/workspace/watch', input: {} },
  { name: 'quotes', path: '/market/quotes', input: undefined },
  { name: 'account', path: '/account/watch', input: undefined },
  { name: 'status', path: '/engine/watch', input: undefined },
  { name: 'charts', path: '/market/chart', input: chart },
];

/** Opens more streams than anybody needs, on sockets that read and that don't, in a market that is played fast. */
export const streamStorm: Attack = {
  name: 'stream-storm',
  promise: 'Streams, and what waits for their readers, are bounded; memory returns when they are closed.',
  run: async (context) => {
    const host = await SpawnedHost.start(['--data-dir', context.folder, '--market', 'sim', '--speed', '60', '--port', '0']);
    try {
      const watch = new MemoryWatch(host);
      const findings: AttackFinding[] = [];
      findings.push(...(await storm(host, watch, { ...context, part: parts[0], each: 150 })));
      const second = parts[1 + Math.floor(context.random(1) * (parts.length - 1))];
      for (const part of context.scale > 1 ? parts : [second])
        findings.push(...(await storm(host, watch, { ...context, part, each: 150 * context.scale })));
      const mixed = { ...context, part: null, each: 200 * context.scale };
      findings.push(...(await storm(host, watch, mixed)));
      const left = await watch.settled();
      findings.push({
        tried: 'to have memory kept after the storms',
        isHeld: left < MOST_LEFT_BYTES,
        seen: `${inMegabytes(left)} more than before, of at most ${inMegabytes(MOST_LEFT_BYTES)}`,
      });
      if (context.scale > 1) {
        findings.push(...(await storm(host, watch, mixed)));
        const grown = (await watch.settled()) - left;
        const seen = `${inMegabytes(grown)} more than after the one before, of at most ${inMegabytes(MOST_GROWN_BYTES)}`;
        findings.push({ tried: 'to have memory grow by the same storm again', isHeld: grown < MOST_GROWN_BYTES, seen });
      }
      return findings;
    } finally {
      await host.stop('SIGKILL');
    }
  },
};

interface StormOptions extends AttackContext {
  /** `null`: one of all after the other. */
  readonly part: StormPart | null;
  /** Streams of each socket. */
  readonly each: number;
}

async function storm(host: SpawnedHost, watch: MemoryWatch, { part, each, random }: StormOptions): Promise<AttackFinding[]> {
  const name = part?.name ?? 'mixed';
  const sockets = await Promise.all([0, 1].map(() => rawSocket(host.origin, host.answer.token)));
  const refusals = new Set<string>();
  for (const { socket } of sockets) socket.on('message', (data: Buffer) => noteRefusal(data, refusals));
  // One of two does not read what it asked for.
  const isDeaf = random(2, each) < 0.5;
  for (const socket of sockets) open(socket, each, part);
  if (isDeaf) sockets[0].socket.pause();
  const slowest = await slowestAnswer(host, watch);
  for (const { socket } of sockets) socket.terminate();
  const count = each * sockets.length;
  return [
    {
      tried: `${count} streams of ${name} on two sockets${isDeaf ? ', one of which does not read' : ''}`,
      isHeld: watch.mostMore < MOST_MORE_BYTES,
      seen: `${inMegabytes(watch.mostMore)} more at most, of ${inMegabytes(MOST_MORE_BYTES)}`,
    },
    {
      tried: `status and a cancel during ${count} streams of ${name}`,
      isHeld: slowest < LONGEST_ANSWER_MS,
      seen: `the slowest answer took ${slowest.toFixed(0)} ms, of at most ${LONGEST_ANSWER_MS}`,
    },
    {
      tried: `to be told of the limit by ${count} streams of ${name}`,
      isHeld: [...refusals].some((code) => code.startsWith('too-many')) && refusals.size <= 2,
      seen: `refusals: ${[...refusals].join(', ') || 'none'}`,
    },
  ];
}

function open(socket: RawSocket, count: number, part: StormPart | null): void {
  for (let n = 0; n < count; n += 1) {
    const { path, input } = part ?? parts[n % parts.length];
    socket.send({ i: `s${n}`, p: { u: path, b: { json: input } } });
  }
}

function noteRefusal(data: Buffer, refusals: Set<string>): void {
  if (data.length > 1_000) return;
  const { p } = JSON.parse(data.toString()) as { p?: { s?: number; b?: { json?: { data?: { code?: string }; code?: string } } } };
  if (p?.s !== undefined) refusals.add(p.b?.json?.data?.code ?? p.b?.json?.code ?? String(p.s));
}

/** Asks what a user would ask, over and over; returns the longest wait in milliseconds, Infinity where an answer never came. */
async function slowestAnswer(host: SpawnedHost, watch: MemoryWatch): Promise<number> {
  const startMs = performance.now();
  let slowest = 0;
  while (performance.now() - startMs < STORM_MS) {
    const askedMs = performance.now();
    const cancel = host.ask('POST', '/orders/no-such-order/cancel').catch((error: unknown) => String(error));
    const answers = Promise.all([host.ask('GET', '/status'), cancel]);
    const said = await Promise.race([answers, pause(LONGEST_ANSWER_MS)]);
    if (said === undefined || !String(said[1]).includes('409')) return Infinity;
    slowest = Math.max(slowest, performance.now() - askedMs);
    watch.look();
    await pause(100);
  }
  return slowest;
}

/** Holds the memory of host and engine against what they held at first. */
class MemoryWatch {
  readonly #pids: readonly number[];
  readonly #first: number;
  mostMore = 0;

  constructor({ answer }: SpawnedHost) {
    this.#pids = [answer.pid, answer.engine.pid];
    this.#first = this.#bytes();
  }

  look(): number {
    const more = this.#bytes() - this.#first;
    this.mostMore = Math.max(this.mostMore, more);
    return more;
  }

  /** Waits until little enough is left, or a while; returns how much more than at first. */
  async settled(): Promise<number> {
    for (let round = 0; round < 80 && this.look() > MOST_LEFT_BYTES; round += 1) await pause(250);
    return this.look();
  }

  #bytes(): number {
    return this.#pids.reduce((sum, pid) => sum + residentBytes(pid), 0);
  }
}

function inMegabytes(bytes: number): string {
  return `${Math.round(bytes / MEGABYTE)} MB`;
}
