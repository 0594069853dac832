import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFrame } from '../../../../electron/host/transports/read-frame.ts';

const frame = (message: unknown): string => JSON.stringify(message);

describe('a frame', () => {
  it('is a call, with or without the words that the protocol leaves out', () => {
    const call = { ok: true, value: { kind: 'call', id: '7', path: '/orders/list', body: { json: { limit: 1 } } } };
    expect(readFrame(frame({ i: '7', p: { u: '/orders/list', b: { json: { limit: 1 } } } }))).toMatchObject(call);
    expect(readFrame(frame({ i: '7', t: 1, p: { u: '/orders/list', m: 'POST', h: {}, b: { json: { limit: 1 } } } }))).toMatchObject(call);
    expect(readFrame(new TextEncoder().encode(frame({ i: '7', p: { u: '/orders/list', b: { json: { limit: 1 } } } })))).toMatchObject(call);
  });

  it('or the word that an answer is not wanted any more', () => {
    expect(readFrame(frame({ i: '7', t: 4 }))).toEqual({ ok: true, value: { kind: 'abort', id: '7' } });
  });

  it.each([
    ['no JSON', 'hello'],
    ['nothing', ''],
    ['a part of JSON', '{"i":"1","p":{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['a number', '12'],
    ['a second greeting', frame({ authorization: 'Bearer x' })],
    ['a name that is a number', frame({ i: 1, p: { u: '/engine/status' } })],
    ['a name that is an object', frame({ i: { toString: 1 }, p: { u: '/engine/status' } })],
    ['a name without end', frame({ i: 'x'.repeat(65), p: { u: '/engine/status' } })],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00, 0x80])],
    ['text with a file behind it', new Uint8Array([...new TextEncoder().encode('{"i":"1","p":{"u":"/x"}}'), 0xff, 1, 2, 3])],
    ['nested beyond measure', '['.repeat(200_000)],
  ])('that is %s has no name to answer to', (_what, text) => {
    expect(readFrame(text)).toMatchObject({ ok: false, error: { id: null } });
  });

  it.each([
    ['no call', { i: '1' }],
    ['a call that is null', { i: '1', p: null }],
    ['a call without a path', { i: '1', p: { b: {} } }],
    ['a path that is a number', { i: '1', p: { u: 5 } }],
    ['an address of another host', { i: '1', p: { u: 'http://evil.example/' } }],
    ['an address that names another host', { i: '1', p: { u: '//evil.example/' } }],
    ['an address that hides another host', { i: '1', p: { u: '/\\evil.example@x:1/' } }],
    ['a path without end', { i: '1', p: { u: `/${'x'.repeat(1_000)}` } }],
    ['another method', { i: '1', p: { u: '/engine/status', m: 'GET' } }],
    ['a part of a stream', { i: '1', t: 3, p: { e: 'message', d: 1 } }],
    ['an answer', { i: '1', t: 2, p: { s: 200 } }],
    ['of a kind that is text', { i: '1', t: 'x', p: {} }],
  ])('that is %s is answered by its name, or is no more than a path of ours', (_what, message) => {
    const read = readFrame(frame(message));
    if (read.ok) expect(read.value).toMatchObject({ kind: 'call', url: { origin: 'http://orpc' } });
    else expect(read.error.id).toBe('1');
  });

  it('of any content whatsoever is read or refused, never thrown over', () => {
    const message = fc.record({ i: fc.anything(), t: fc.anything(), p: fc.anything() }, { requiredKeys: [] });
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      message.map((value) => JSON.stringify(value) ?? ''),
    );
    fc.assert(fc.property(text, (each) => void readFrame(each)));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (each) => void readFrame(each)));
  });
});
