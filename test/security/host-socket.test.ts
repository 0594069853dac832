import { describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { type BareHost, bareHost } from '../support/bare-host.ts';
import { eventually } from '../support/eventually.ts';

interface Caller {
  readonly socket: WebSocket;
  readonly heard: string[];
  readonly closed: Promise<number>;
}

/** Knocks at the host's socket; resolves when it was let in, or rejects with the status of the refusal. */
function knock({ port }: BareHost, headers: Readonly<Record<string, string>>, path = '/socket'): Promise<Caller> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    const heard: string[] = [];
    const closed = new Promise<number>((done) => socket.on('close', done));
    socket.on('message', (data: Buffer) => heard.push(data.toString()));
    socket.once('open', () => resolve({ socket, heard, closed }));
    socket.on('error', reject);
    socket.on('unexpected-response', (_request, response) => reject(new Error(`status ${response.statusCode ?? 0}`)));
  });
}

const greeting = (token: string): string => JSON.stringify({ authorization: `Bearer ${token}` });

describe('an upgrade', () => {
  it.each([
    ['another site', { origin: 'http://evil.example' }, 'status 403'],
    ['a page without an origin', { origin: 'null' }, 'status 403'],
    ['nobody in particular', {}, 'status 403'],
    ['another name that points here', { host: 'evil.example', origin: 'http://evil.example' }, 'status 421'],
    ['nobody with a wrong bearer', { authorization: `Bearer ${'a'.repeat(43)}` }, 'status 403'],
  ])('of %s is refused', async (_what, headers, refusal) => {
    const host = await bareHost();
    await expect(knock(host, headers)).rejects.toThrow(refusal);
  });

  it('of the same name without its port is refused', async () => {
    const host = await bareHost();
    await expect(knock(host, { origin: 'http://127.0.0.1' })).rejects.toThrow('status 403');
  });

  it('without an origin is taken from a script that shows its bearer', async () => {
    const host = await bareHost();
    const { socket } = await knock(host, { authorization: `Bearer ${host.host.access.issueBearer('read')}` });
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });

  it('to another path is refused', async () => {
    const host = await bareHost();
    await expect(knock(host, { origin: host.origin }, '/api/status')).rejects.toThrow('status 404');
  });
});

describe('the first message', () => {
  it.each([
    ['an unknown token', greeting('a'.repeat(43))],
    ['a call', JSON.stringify({ i: '1', p: { u: '/engine/status' } })],
    ['no JSON', 'hello'],
    ['null', 'null'],
    ['a token that is a list', JSON.stringify({ authorization: ['Bearer x'] })],
    ['nothing', ''],
  ])('that is %s ends the connection without an answer', async (_what, message) => {
    const host = await bareHost();
    const caller = await knock(host, { origin: host.origin });
    caller.socket.send(message);
    expect({ code: await caller.closed, heard: caller.heard }).toEqual({ code: 4401, heard: [] });
  });

  it('with a known token is answered with what it allows', async () => {
    const host = await bareHost();
    const caller = await knock(host, { origin: host.origin });
    caller.socket.send(greeting(host.host.access.issueBearer('read')));
    await eventually(() => expect(caller.heard).toEqual(['{"ok":true,"scope":"read"}']));
  });

  it('is needed from a script as well, although it showed its bearer at the door', async () => {
    const host = await bareHost();
    const caller = await knock(host, { authorization: `Bearer ${host.host.access.issueBearer('trade')}` });
    caller.socket.send(JSON.stringify({ i: '1', p: { u: '/engine/status' } }));
    expect({ code: await caller.closed, heard: caller.heard }).toEqual({ code: 4401, heard: [] });
  });

  it('that does not come in time ends the connection', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const host = await bareHost();
      const caller = await knock(host, { origin: host.origin });
      vi.advanceTimersByTime(5_000);
      expect({ code: await caller.closed, heard: caller.heard }).toEqual({ code: 4401, heard: [] });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a socket that was let in', () => {
  const enter = async (host: BareHost): Promise<Caller> => {
    const caller = await knock(host, { origin: host.origin });
    caller.socket.send(greeting(host.host.access.issueBearer('trade')));
    await eventually(() => expect(caller.heard).toHaveLength(1));
    return caller;
  };

  it('is closed when it sends a frame beyond the limit', async () => {
    const caller = await enter(await bareHost());
    caller.socket.send('x'.repeat(256 * 1024 + 1));
    expect(await caller.closed).toBe(1009);
  });

  it('is closed when it sends more messages than anybody needs', async () => {
    const caller = await enter(await bareHost());
    for (let i = 0; i < 4_000; i += 1) caller.socket.send('{}');
    expect(await caller.closed).toBe(1008);
  });

  it('is closed with the host', async () => {
    const host = await bareHost();
    const caller = await enter(host);
    await host.host.close();
    expect(await caller.closed).toBe(1006);
  });
});
