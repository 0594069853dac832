import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { eventually } from '../support/eventually.ts';
import { type ServedWorkstation, servedMarket } from '../support/served-workstation.ts';

const held: { served: ServedWorkstation | null } = { served: null };

beforeAll(async () => {
  held.served = await servedMarket({ bars: 100 });
});

afterAll(async () => {
  await held.served?.close();
});

/** A socket that was let in, with what it hears as it comes. */
async function rawSocket() {
  const { served } = held;
  if (served === null) throw new Error('nothing is served');
  const socket = new WebSocket(`${served.origin.replace('http', 'ws')}/socket`, { origin: served.origin });
  onTestFinished(() => socket.terminate());
  const heard: string[] = [];
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  );
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ authorization: `Bearer ${served.host.access.issueBearer('trade')}` }));
  await new Promise((resolve) => socket.once('message', resolve));
  socket.on('message', (data: Buffer) => heard.push(data.toString()));
  return { socket, heard, closed, served };
}

const call = (id: string) => JSON.stringify({ i: id, p: { u: '/engine/status', b: {} } });

describe('a frame that can not be read', () => {
  it.each([
    ['without a call', '{"i":"1"}'],
    ['with a path that is none', '{"i":"1","p":{"u":7}}'],
    ['that is a part of a stream', '{"i":"1","t":3,"p":{"e":"message","d":1}}'],
    ['with another method', '{"i":"1","p":{"u":"/engine/status","m":"DELETE"}}'],
  ])('%s is answered by its name, counted, and the socket goes on', async (_what, text) => {
    const { socket, heard, served } = await rawSocket();
    const before = served.refusedFrames();
    socket.send(text);
    await eventually(() => expect(heard).toHaveLength(1));
    expect(JSON.parse(heard[0])).toMatchObject({ i: '1', p: { s: 400, b: { json: { code: 'BAD_REQUEST' } } } });
    expect(served.refusedFrames()).toBe(before + 1);
    socket.send(call('2'));
    await eventually(() => expect(heard).toHaveLength(2));
    expect(JSON.parse(heard[1])).toMatchObject({ i: '2', p: { b: { json: { state: 'running' } } } });
  });

  it.each([
    ['no JSON', 'hello'],
    ['a greeting once more', JSON.stringify({ authorization: 'Bearer xxxxxxxxxxxxxxxxxxxxxxxxxxx' })],
    ['binary noise', Buffer.from([0, 255, 1, 254, 2])],
    ['nothing', ''],
  ])('and has no name, being %s, ends the socket with a code and a reason', async (_what, content) => {
    const { socket, closed, served } = await rawSocket();
    const before = served.refusedFrames();
    socket.send(content);
    expect(await closed).toEqual({ code: 1007, reason: expect.stringMatching(/^Expected /) as string });
    expect(served.refusedFrames()).toBe(before + 1);
  });

  it('and uses a name that is taken ends the socket, so that no answer goes astray', async () => {
    const { socket, closed } = await rawSocket();
    socket.send(JSON.stringify({ i: 's', p: { u: '/engine/watch', b: {} } }));
    socket.send(call('s'));
    expect(await closed).toMatchObject({ code: 1007 });
  });

  it.each([
    ['nested beyond measure', `{"i":"1","p":{"u":"/orders/list","b":{"json":${'['.repeat(50_000)}${']'.repeat(50_000)}}}}`],
    ['with words for objects', '{"i":"1","p":{"u":"/orders/list","b":{"json":{"__proto__":{"limit":1}},"meta":[[1,"__proto__","x"]]}}}'],
    ['with broken words of the protocol', '{"i":"1","p":{"u":"/orders/list","b":{"json":{},"meta":"x","maps":5}}}'],
    ['with headers that are none', '{"i":"1","p":{"u":"/orders/list","h":7,"b":7}}'],
    [
      'with the headers of a stream',
      '{"i":"1","p":{"u":"/orders/list","h":{"content-type":"text/event-stream"},"b":{"json":{"nonsense":1}}}}',
    ],
    ['to a path of an object', '{"i":"1","p":{"u":"/constructor/prototype","b":{}}}'],
  ])('%s is refused or overlooked, and breaks nothing', async (_what, text) => {
    const { socket, heard } = await rawSocket();
    socket.send(text);
    await eventually(() => expect(heard).toHaveLength(1));
    const { p } = JSON.parse(heard[0]) as { p: { s?: number } };
    expect([200, 400, 404]).toContain(p.s ?? 200);
    expect(Object.prototype).not.toHaveProperty('x');
  });
});
