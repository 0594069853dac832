import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { type BareHost, bareHost } from '../support/bare-host.ts';
import { eventually } from '../support/eventually.ts';
import { type RawSocket, rawSocket } from '../support/raw-socket.ts';

const bearerOf = ({ host }: BareHost): string => host.access.issueBearer('trade');

/** Opens connections that ask for nothing, until the test is over. */
async function halfOpen(port: number, count: number, begins: string): Promise<Socket[]> {
  const sockets = Array.from({ length: count }, () => connect(port, '127.0.0.1'));
  onTestFinished(() => sockets.forEach((socket) => socket.destroy()));
  for (const socket of sockets) socket.on('error', () => undefined);
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  for (const socket of sockets) socket.write(begins);
  return sockets;
}

describe('connections of strangers', () => {
  it.each([
    ['say nothing', ''],
    ['begin a request and do not end it', 'GET / HTTP/1.1\r\nHost: '],
    ['begin a body and do not end it', 'POST /auth/exchange HTTP/1.1\r\nContent-Length: 4000\r\n'],
  ])('that %s make way for new ones', async (_what, begins) => {
    const bare = await bareHost();
    const sockets = await halfOpen(bare.port, 700, begins);
    const headers = { authorization: `Bearer ${bearerOf(bare)}` };
    expect((await bare.ask('/api/openapi.json', { method: 'HEAD', headers })).status).toBe(200);
    expect((await bare.ask('/')).status).toBe(200);
    await eventually(() => expect(sockets.filter(({ destroyed }) => destroyed).length).toBeGreaterThanOrEqual(180));
  });

  it('do not cost a known caller its own', async () => {
    const bare = await bareHost();
    const known = await rawSocket(bare.origin, bearerOf(bare));
    onTestFinished(() => known.socket.terminate());
    await halfOpen(bare.port, 700, '');
    expect((await bare.ask('/')).status).toBe(200);
    expect(known.socket.readyState).toBe(WebSocket.OPEN);
  });
});

describe('sockets of strangers', () => {
  it('that do not say who they are make way for new ones', async () => {
    const bare = await bareHost();
    const opened: RawSocket[] = [];
    for (let n = 0; n < 30; n += 1) opened.push(await rawSocket(bare.origin, null));
    onTestFinished(() => opened.forEach(({ socket }) => socket.terminate()));
    await expect(rawSocket(bare.origin, null)).rejects.toThrow('1006');
    const shown = await pageSocket(bare, bearerOf(bare));
    expect(shown.readyState).toBe(WebSocket.OPEN);
  });

  it('that ping before they say who they are are ended', async () => {
    const bare = await bareHost();
    const stranger = await rawSocket(bare.origin, null);
    stranger.socket.ping();
    expect(await stranger.ended).toMatchObject({ code: 1006 });
  });
});

describe('a page', () => {
  it('shows its bearer as it asks for a socket, and says it again', async () => {
    const bare = await bareHost();
    const socket = await pageSocket(bare, bearerOf(bare));
    expect(socket.protocol).toBe('bitflow');
    socket.send(JSON.stringify({ authorization: `Bearer ${'a'.repeat(43)}` }));
    expect((await once(socket, 'close'))[0]).toBe(4401);
  });

  it('of another site is refused whatever it shows', async () => {
    const bare = await bareHost();
    const socket = new WebSocket(`ws://127.0.0.1:${bare.port}/socket`, ['bitflow', `bearer.${bearerOf(bare)}`], {
      origin: 'http://evil.example',
    });
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('403');
  });
});

describe('sockets of one access', () => {
  it('are sixteen, and each has a place again when one is closed', async () => {
    const bare = await bareHost();
    const bearer = bearerOf(bare);
    const open: RawSocket[] = [];
    for (let n = 0; n < 16; n += 1) open.push(await rawSocket(bare.origin, bearer));
    onTestFinished(() => open.forEach(({ socket }) => socket.terminate()));
    await expect(rawSocket(bare.origin, bearer)).rejects.toThrow('1008');
    open[0].socket.terminate();
    await eventually(async () => open.push(await rawSocket(bare.origin, bearer)));
    const other = await rawSocket(bare.origin, bearerOf(bare));
    other.socket.terminate();
  });

  it('are closed by too many pings, and by more bytes than anybody needs', async () => {
    const bare = await bareHost();
    const [pinging, long] = [await rawSocket(bare.origin, bearerOf(bare)), await rawSocket(bare.origin, bearerOf(bare))];
    for (let n = 0; n < 3_000; n += 1) pinging.socket.ping();
    for (let n = 0; n < 60; n += 1) long.send('x'.repeat(250_000));
    // Whoever does not read the pongs is ended without a word.
    expect([1006, 1008]).toContain((await pinging.ended).code);
    expect((await long.ended).code).toBe(1008);
  });
});

/** A socket as a page opens it. */
async function pageSocket({ port, origin }: BareHost, bearer: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket`, ['bitflow', `bearer.${bearer}`], { origin });
  onTestFinished(() => socket.terminate());
  await once(socket, 'open');
  return socket;
}
