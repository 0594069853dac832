import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { contractProcedures } from '../../../shared/contract/index.ts';
import { rawSocket } from '../../support/raw-socket.ts';
import { SpawnedHost } from '../../support/spawned-host.ts';
import type { Attack, AttackContext, AttackFinding } from '../attack.ts';

/** How long an answer, or the end of the connection, may take. */
const LONGEST_MS = 6_000;

/** Lines that the host may log for thousands of frames that nobody can read. */
const MOST_LOG_LINES = 40;

/** Sends what no browser and no program of good will would send. */
export const malformedRequests: Attack = {
  name: 'malformed-requests',
  promise: 'What cannot be read is answered with an error or ends the connection; nothing breaks, and nothing is done.',
  run: async (context) => {
    const host = await SpawnedHost.start(['--data-dir', context.folder, '--market', 'sim', '--port', '0']);
    try {
      const before = await host.ask<{ incarnation: string }>('GET', '/status');
      const findings = [...(await malformedHttp(host, context)), ...(await malformedFrames(host, context))];
      const { incarnation } = await host.ask<{ incarnation: string }>('GET', '/status');
      findings.push({
        tried: 'the engine after all of it',
        isHeld: incarnation === before.incarnation,
        seen: incarnation === before.incarnation ? 'the same run goes on' : 'it was started again',
      });
      const lines = host.stderr.split('\n').length - 1;
      findings.push({ tried: 'to fill the log', isHeld: lines <= MOST_LOG_LINES, seen: `${lines} lines, of at most ${MOST_LOG_LINES}` });
      return findings;
    } finally {
      await host.stop('SIGKILL');
    }
  },
};

async function malformedHttp(host: SpawnedHost, { random, scale }: AttackContext): Promise<AttackFinding[]> {
  const findings: AttackFinding[] = [];
  for (let n = 0; n < 40 * scale; n += 1) {
    const request = requestOf(host, (place) => random(1, n, place));
    const answer = await sendRaw(host, request);
    const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? '';
    // Refused, or not a request at all; a stranger never gets a success from the API.
    const isHeld = status === '' ? answer !== 'no end' : /^4\d\d$/.test(status);
    findings.push({ tried: JSON.stringify(request.slice(0, 160)), isHeld, seen: status === '' ? 'the connection ended' : status });
  }
  return findings;
}

type Draw = (place: number) => number;

/** One part of a request: what belongs there without a bearer, and what does not. */
type Part = readonly [right: string, ...wrong: readonly string[]];

/** A request of a stranger with one or two parts that are wrong; even without them it would be refused. */
function requestOf({ origin, answer: { token } }: SpawnedHost, draw: Draw): string {
  const name = new URL(origin).host;
  const { method, route } = contractProcedures[Math.floor(draw(0) * contractProcedures.length)];
  const path = `/api${route.replaceAll(/\{\w+\}/g, 'x')}`;
  const known = `Authorization: Bearer ${token}\r\n`;
  const parts: readonly Part[] = [
    [method, 'OPTIONS', 'TRACE', 'CONNECT', 'get', 'G\u0000ET', 'PRI', 'HEAD', ''],
    [
      path,
      `/${path}`,
      `http://evil.example${path}`,
      '*',
      '/%00',
      `${path}?${'a[]=1&'.repeat(200)}`,
      '/../../etc/passwd',
      `/api/${'x/'.repeat(9_000)}`,
    ],
    ['HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/9.9', 'ICY/1.1'],
    [
      `Host: ${name}\r\n`,
      `Host: ${name}\r\nHost: ${name}\r\n`,
      `Host: ${name}\r\nhost: evil.example\r\n`,
      'Host: evil.example\r\n',
      `Host : ${name}\r\n`,
      '',
      'Host: [::1]:80\r\n',
    ],
    [
      '',
      `Authorization: Bearer ${'z'.repeat(43)}\r\n`,
      known + known,
      `Authorization: bearer ${token}\r\n`,
      `Authorization: Bearer ${token},\r\n`,
      `Cookie: bearer=${token}\r\n`,
    ],
    [
      `Origin: http://${name}\r\n`,
      'Origin: null\r\n',
      'Origin: http://evil.example\r\n',
      `Origin: http://${name}\r\nOrigin: http://evil.example\r\n`,
    ],
    [
      'Content-Length: 2\r\n',
      'Content-Length: -1\r\n',
      'Content-Length: 2\r\nContent-Length: 6\r\n',
      'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n',
      'Transfer-Encoding: gzip, chunked\r\n',
      'Content-Length: 99999999999999999999\r\n',
      'Content-Length: 0x2\r\n',
    ],
    [
      '',
      `X-Long: ${'x'.repeat(20_000)}\r\n`,
      'X-Folded: a\r\n b\r\n',
      'X-\u0000: 1\r\n',
      'No colon\r\n',
      'Expect: 100-continue\r\n',
      'Expect: nonsense\r\n',
      'Upgrade: h2c\r\nConnection: Upgrade\r\n',
    ],
    ['\r\n{}', '\n{}', '\r\n', '\r\n{"a":', `\r\n{}GET /api/status HTTP/1.1\r\nHost: ${name}\r\n\r\n`],
  ];
  const [first, second] = [1, 2].map((place) => Math.floor(draw(place) * parts.length));
  const chosen = parts.map((part, place) =>
    place === first || place === second ? part[1 + Math.floor(draw(10 + place) * (part.length - 1))] : part[0],
  );
  const [verb, address, version, ...rest] = chosen;
  return `${verb} ${address} ${version}\r\n${rest.join('')}`;
}

/** Sends bytes and returns what comes back until the connection ends, or a while. */
function sendRaw({ origin }: SpawnedHost, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    let answer = '';
    const timer = setTimeout(() => socket.destroy(), LONGEST_MS);
    // What is not whole is waited for by the host; ending our side tells it that nothing more comes.
    socket.on('data', (data: Buffer) => (answer += data.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(answer);
    });
    socket.end(text, 'latin1');
  });
}

async function malformedFrames(host: SpawnedHost, { random, scale }: AttackContext): Promise<AttackFinding[]> {
  const findings: AttackFinding[] = [];
  for (let n = 0; n < 12 * scale; n += 1) {
    const { socket, send, ended } = withSend(await rawSocket(host.origin, host.answer.token));
    const heard: string[] = [];
    socket.on('message', (data: Buffer) => heard.push(data.toString()));
    const frame = frameOf((place) => random(2, n, place));
    send(frame);
    const end = await Promise.race([ended, answeredBy(heard), pause(LONGEST_MS, null)]);
    const shown = typeof frame === 'string' ? frame.slice(0, 120) : `${frame.length} bytes`;
    const seen = end === null ? 'neither an answer nor an end' : JSON.stringify(end).slice(0, 120);
    findings.push({ tried: `the frame ${JSON.stringify(shown)}`, isHeld: end !== null, seen });
    socket.terminate();
  }
  findings.push(await manyUnreadable(host, 1_500 * scale));
  return findings;
}

/** Frames with names that nobody can read, one after the other: each is answered, or the socket is closed for their number. */
async function manyUnreadable(host: SpawnedHost, count: number): Promise<AttackFinding> {
  const { socket, send, ended } = withSend(await rawSocket(host.origin, host.answer.token));
  let answers = 0;
  socket.on('message', () => (answers += 1));
  for (let n = 0; n < count && socket.readyState === socket.OPEN; n += 1) send(`{"i":"${n}","p":7}`);
  const all = (async () => {
    while (answers < count) await pause(20);
    return 'all were answered';
  })();
  const end = await Promise.race([ended, all, pause(LONGEST_MS, null)]);
  socket.terminate();
  return { tried: `${count} frames without a call`, isHeld: end !== null, seen: `${answers} answers, ${JSON.stringify(end)}` };
}

function frameOf(draw: Draw): string | Uint8Array {
  const pick = <T>(place: number, list: readonly T[]): T => list[Math.floor(draw(place) * list.length)];
  const path = `/${pick(0, contractProcedures).path.join('/')}`;
  const noise = Uint8Array.from({ length: 64 }, (_, place) => Math.floor(draw(100 + place) * 256));
  const body = pick(1, [
    {},
    null,
    7,
    'x',
    [],
    { json: { limit: -1 } },
    { json: [], meta: [[1]] },
    { json: {}, meta: [[99, '__proto__']] },
    { json: { ['x'.repeat(9_000)]: 1 } },
  ]);
  return pick<string | Uint8Array>(2, [
    '',
    'null',
    '[[]]',
    '{"authorization":"Bearer xxxxxxxxxxxxxxxxxxxxxxxx"}',
    noise,
    JSON.stringify({ i: 'a', p: { u: path, b: body, h: { 'content-type': 'text/event-stream' } } }),
    JSON.stringify({ i: 'a', p: { u: path, m: 'GET', b: body } }),
    JSON.stringify({ i: 'a', t: 3, p: { e: 'message', d: body } }),
    JSON.stringify({ i: 'a', p: { u: '/no/such/thing', b: body } }),
    JSON.stringify({ i: 'a', p: { u: 'http://evil.example/engine/status' } }),
    `{"i":"a","p":{"u":"${path}","b":{"json":${'['.repeat(20_000)}${']'.repeat(20_000)}}}}`,
    'x'.repeat(300_000),
  ]);
}

async function answeredBy(heard: readonly string[]): Promise<string> {
  while (heard.length === 0) await pause(10);
  return heard[0];
}

/** A socket's parts as functions of their own. */
function withSend(raw: Awaited<ReturnType<typeof rawSocket>>) {
  return { socket: raw.socket, ended: raw.ended, send: (message: unknown) => raw.send(message) };
}
