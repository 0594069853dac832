import { describe, expect, it } from 'vitest';
import { Access } from '../../../electron/headless/access.ts';

const MINUTE_MS = 60_000;

/** An access whose clock stands until it is moved. */
function accessAt(startMs = 1_000_000): { readonly access: Access; readonly pass: (ms: number) => void } {
  const clock = { now: startMs };
  return { access: new Access(() => clock.now), pass: (ms) => (clock.now += ms) };
}

describe('a code', () => {
  it('gives a bearer of its own scope, once', () => {
    const { access } = accessAt();
    const code = access.issueCode('read');
    const exchanged = access.exchange(code);
    expect([exchanged?.scope, access.scopeOf(`Bearer ${exchanged?.bearer ?? ''}`), access.exchange(code)]).toEqual(['read', 'read', null]);
  });

  it('works to the end of its ten minutes and not beyond', () => {
    const { access, pass } = accessAt();
    const [early, late] = [access.issueCode('trade'), access.issueCode('trade')];
    pass(10 * MINUTE_MS);
    expect(access.exchange(early)).not.toBeNull();
    pass(1);
    expect(access.exchange(late)).toBeNull();
  });

  it('is not a bearer, and a bearer is not a code', () => {
    const { access } = accessAt();
    expect([access.scopeOf(`Bearer ${access.issueCode('trade')}`), access.exchange(access.issueBearer('trade'))]).toEqual([null, null]);
  });

  it('is one of its own each time, with nothing that needs escaping in an address', () => {
    const { access } = accessAt();
    const codes = Array.from({ length: 200 }, () => access.issueCode('trade'));
    expect(new Set(codes).size).toBe(200);
    expect(codes.filter((code) => !/^[A-Za-z0-9_-]{24,}$/.test(code))).toEqual([]);
  });
});

describe('a bearer', () => {
  it('works in that form of header only', () => {
    const { access } = accessAt();
    const bearer = access.issueBearer('trade');
    const headers = [
      `Bearer ${bearer}`,
      bearer,
      `bearer ${bearer}`,
      `Bearer  ${bearer}`,
      `Bearer ${bearer} `,
      `Bearer ${bearer}x`,
      `Bearer ${bearer.slice(1)}`,
      undefined,
      '',
    ];
    expect(headers.map((header) => access.scopeOf(header))).toEqual(['trade', null, null, null, null, null, null, null, null]);
  });

  it('goes on working however much time passes', () => {
    const { access, pass } = accessAt();
    const bearer = access.issueBearer('read');
    pass(400 * 24 * 60 * MINUTE_MS);
    expect(access.scopeOf(`Bearer ${bearer}`)).toBe('read');
  });
});

describe('guessing', () => {
  it('is noticed after thirty wrong tries in a minute, for a minute, and never keeps out whoever is known', () => {
    const { access, pass } = accessAt();
    const header = `Bearer ${access.issueBearer('trade')}`;
    for (let i = 0; i < 15; i += 1) access.exchange(`wrong-${i}`);
    for (let i = 0; i < 14; i += 1) access.scopeOf(`Bearer ${'a'.repeat(30)}${i}`);
    expect([access.isLockedOut, access.scopeOf(header)]).toEqual([false, 'trade']);
    access.exchange('one more');
    expect([access.isLockedOut, access.scopeOf(header)]).toEqual([true, 'trade']);
    pass(MINUTE_MS);
    expect([access.isLockedOut, access.scopeOf(header)]).toEqual([false, 'trade']);
  });

  it('does not void a code that was given out', () => {
    const { access } = accessAt();
    const code = access.issueCode('trade');
    for (let i = 0; i < 30; i += 1) access.exchange(`wrong-${i}`);
    expect(access.exchange('wrong-again')).toBeNull();
    expect(access.exchange(code)).not.toBeNull();
  });

  it('is not what a caller without a token does, nor one with the right token', () => {
    const { access } = accessAt();
    const header = `Bearer ${access.issueBearer('trade')}`;
    for (let i = 0; i < 100; i += 1) [undefined, '', 'Basic abc', header].forEach((each) => access.scopeOf(each));
    expect(access.isLockedOut).toBe(false);
  });
});
