import { connect } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { bareHost, exchangeOf } from '../support/bare-host.ts';
import { eventually } from '../support/eventually.ts';
import type { HttpAnswer } from '../support/http-request.ts';

/** A host whose allowances come back only as its clock is moved. */
async function hostWithClock() {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const bare = await bareHost();
  return {
    ...bare,
    pass: (ms: number) => void vi.advanceTimersByTime(ms),
    bearer: () => ({ authorization: `Bearer ${bare.host.access.issueBearer('trade')}` }),
  };
}

/** Tells an answer from a request that is passed on and waits. */
async function raceAnswer(answer: Promise<HttpAnswer>): Promise<string> {
  const waiting = new Promise<string>((resolve) => {
    setTimeout(() => resolve('asked'), 300);
  });
  answer.catch(() => undefined);
  return await Promise.race([answer.then(({ status }) => `answered ${status}`), waiting]);
}

/** Sends bytes as they are and returns what comes back until the host closes or nothing more is due. */
function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (data: Buffer) => (answer += data.toString()));
    socket.on('error', () => resolve(answer));
    socket.on('close', () => resolve(answer));
    socket.write(text);
  });
}

const upgradeTo = (path: string, host: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
  'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';

describe('too much', () => {
  it('in one body is refused with an answer', async () => {
    const { origin, ask } = await bareHost();
    const answer = await ask('/auth/exchange', exchangeOf('x'.repeat(1_000_000), origin));
    expect([400, 413]).toContain(answer.status);
  });

  it('in a body of the API is refused with an answer', async () => {
    const { host, ask } = await bareHost();
    const headers = { authorization: `Bearer ${host.access.issueBearer('trade')}`, 'content-type': 'application/json' };
    const answer = await ask('/api/trading/kill', { method: 'POST', headers, body: JSON.stringify({ commandId: 'x'.repeat(300_000) }) });
    expect(answer.status).toBe(413);
  });

  it('in the headers is refused', async () => {
    const { ask } = await bareHost();
    expect((await ask('/api/health', { headers: { 'x-long': 'x'.repeat(20_000) } })).status).toBe(431);
  });

  it('by strangers is answered with 429, costs them nothing more, and is taken again a moment later', async () => {
    const { ask, pass } = await hostWithClock();
    const statuses: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      const answers = await Promise.all(Array.from({ length: 100 }, () => ask('/api/health')));
      statuses.push(...answers.map(({ status }) => status));
    }
    expect([200, 429].map((status) => statuses.filter((each) => each === status).length)).toEqual([100, 900]);
    pass(1_000);
    // On a busy machine the stand-in engine may count as silent by now, which health says as well.
    expect([200, 503]).toContain((await ask('/api/health')).status);
  });

  it('by strangers takes nothing from whoever is known, nor from the files of the window', async () => {
    const { ask, bearer } = await hostWithClock();
    await Promise.all(Array.from({ length: 300 }, () => ask('/api/status')));
    expect((await ask('/api/status')).status).toBe(429);
    expect((await ask('/api/openapi.json', { headers: bearer() })).status).toBe(200);
    expect((await ask('/')).status).toBe(200);
  });

  it('by pages of other sites takes nothing from anybody', async () => {
    const { ask } = await hostWithClock();
    const headers = { 'sec-fetch-site': 'cross-site' };
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask('/', { headers })));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(30);
    expect([(await ask('/')).status, (await ask('/api/health')).status]).toEqual([200, 200]);
  });

  it('by one who is known is answered with 429, and takes nothing from another', async () => {
    const { ask, bearer } = await hostWithClock();
    const [busy, other] = [bearer(), bearer()];
    const statuses: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const answers = await Promise.all(Array.from({ length: 100 }, () => ask('/api/openapi.json', { method: 'HEAD', headers: busy })));
      statuses.push(...answers.map(({ status }) => status));
    }
    expect([200, 429].map((status) => statuses.filter((each) => each === status).length)).toEqual([300, 100]);
    expect((await ask('/api/openapi.json', { headers: other })).status).toBe(200);
  });

  it('is never too much to take risk away', async () => {
    const { ask, bearer } = await hostWithClock();
    const headers = bearer();
    for (let round = 0; round < 4; round += 1)
      await Promise.all(
        Array.from({ length: 100 }, () => ask('/auth/codes', { method: 'POST', headers: { ...headers, 'content-length': '0' } })),
      );
    expect((await ask('/auth/codes', { method: 'POST', headers })).status).toBe(429);
    const exits = ['/trading/kill', '/positions/flatten', '/positions/ABC.CSV/close', '/orders/x/cancel', '/proposals/x/reject'];
    const asked = exits.map((path) => raceAnswer(ask(`/api${path}`, { method: 'POST', headers })));
    // The engine behind this host answers nobody; what matters is that it was asked.
    expect(await Promise.all(asked)).toEqual(exits.map(() => 'asked'));
  });

  it('is not what a clock that is set back makes of the next request', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const { ask } = await bareHost();
    await ask('/api/health');
    vi.setSystemTime(Date.now() - 3_600_000);
    expect((await ask('/api/health')).status).toBe(200);
  });

  it('many wrong codes are told to slow down, and do not keep out whoever has a right one', async () => {
    const { host, origin, ask } = await bareHost();
    const code = host.access.issueCode('trade');
    for (let attempt = 0; attempt < 30; attempt += 1) await ask('/auth/exchange', exchangeOf(`wrong-${attempt}`, origin));
    expect((await ask('/auth/exchange', exchangeOf('wrong-again', origin))).status).toBe(429);
    expect((await ask('/auth/exchange', exchangeOf(code, origin))).status).toBe(200);
  });
});

describe('a request that is not one', () => {
  const doubled = (name: string, values: readonly string[]): string =>
    `POST /auth/exchange HTTP/1.1\r\nHost: HOST\r\n${values.map((value) => `${name}: ${value}\r\n`).join('')}Content-Length: 0\r\n\r\n`;

  const broken = [
    ['two names of the host', 'GET /api/health HTTP/1.1\r\nHost: HOST\r\nHost: HOST\r\n\r\n'],
    ['two names of the host, one of which is another', 'GET /api/health HTTP/1.1\r\nHost: HOST\r\nhost: evil.example\r\n\r\n'],
    ['two origins', doubled('Origin', ['http://HOST', 'http://HOST'])],
    ['two bearers', doubled('Authorization', ['Bearer aaaaaaaaaaaaaaaaaaaaaaaaaaa', 'Bearer bbbbbbbbbbbbbbbbbbbbbbbbbbb'])],
    ['two kinds of content', doubled('Content-Type', ['application/json', 'text/plain'])],
    [
      'chunks twice',
      'POST /auth/exchange HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n',
    ],
    ['an upgrade with two origins', upgradeTo('/socket', 'HOST').replace('Connection:', 'Origin: http://evil.example\r\nConnection:')],
    [
      'an upgrade with two keys',
      upgradeTo('/socket', 'HOST').replace('Connection:', 'Sec-WebSocket-Key: eGhlIHNhbXBsZSBub25jZQ==\r\nConnection:'),
    ],
    ['a header that is folded', 'GET /api/health HTTP/1.1\r\nHost: HOST\r\nX-Long: a\r\n b: c\r\nHost : evil.example\r\n\r\n'],
    ['lines that end in half', 'GET /api/health HTTP/1.1\nHost: HOST\n\n'],
    ['no name of the host', 'GET / HTTP/1.0\r\n\r\n'],
    ['an address of slashes', 'GET // HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n'],
    ['an address of another host', 'GET http://evil.example/ HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n'],
    ['an address with a broken host', 'GET http://[ HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n'],
    ['noise', '\u0000\u0001\u0002\r\n\r\n'],
    ['two lengths', 'POST /auth/exchange HTTP/1.1\r\nHost: HOST\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabc'],
    ['length and chunks', 'POST /auth/exchange HTTP/1.1\r\nHost: HOST\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['an upgrade to an address of slashes', upgradeTo('//', 'HOST')],
    ['an upgrade to an address with a broken host', upgradeTo('http://[', 'HOST')],
    ['an upgrade to somewhere else', upgradeTo('/api/status', 'HOST')],
    ['an upgrade to another protocol', upgradeTo('/socket', 'HOST').replace('Upgrade: websocket', 'Upgrade: h2c')],
  ] as const;

  it.each(broken)('as %s is refused, and the host goes on', async (_what, text) => {
    const { port, ask } = await bareHost();
    const answer = await sendRaw(port, text.replaceAll('HOST', `127.0.0.1:${port}`));
    expect(answer).toMatch(/^HTTP\/1\.1 (400|404|421) /);
    expect((await ask('/api/health')).status).toBe(200);
  });

  it('as a refused upgrade whose caller is gone already does not end the host', async () => {
    const { port, ask } = await bareHost();
    for (let round = 0; round < 20; round += 1) {
      await new Promise<void>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => {
          socket.write(upgradeTo('/nowhere', `127.0.0.1:${port}`).repeat(3), () => {
            socket.resetAndDestroy();
            resolve();
          });
        });
        socket.on('error', () => undefined);
      });
    }
    await eventually(async () => expect((await ask('/api/health')).status).toBe(200));
  });
});
