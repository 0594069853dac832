import { connect } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { bareHost, exchangeOf } from '../support/bare-host.ts';
import { eventually } from '../support/eventually.ts';

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

  it('at once is answered with 429, and taken again a moment later', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const { ask } = await bareHost();
    const statuses: number[] = [];
    for (let round = 0; round < 31; round += 1) {
      const answers = await Promise.all(Array.from({ length: 100 }, () => ask('/api/health')));
      statuses.push(...answers.map(({ status }) => status));
    }
    expect([200, 429].map((status) => statuses.filter((each) => each === status).length)).toEqual([3_000, 100]);
    vi.setSystemTime(Date.now() + 1_000);
    expect((await ask('/api/health')).status).toBe(200);
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
  const broken = [
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
