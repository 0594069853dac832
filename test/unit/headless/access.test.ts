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
    expect([exchanged?.scope, access.callerOf(`Bearer ${exchanged?.bearer ?? ''}`)?.scope, access.exchange(code)]).toEqual([
      'read',
      'read',
      null,
    ]);
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
    expect([access.callerOf(`Bearer ${access.issueCode('trade')}`), access.exchange(access.issueBearer('trade'))]).toEqual([null, null]);
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
    expect(headers.map((header) => access.callerOf(header)?.scope ?? null)).toEqual([
      'trade',
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('goes on working however much time passes', () => {
    const { access, pass } = accessAt();
    const bearer = access.issueBearer('read');
    pass(400 * 24 * 60 * MINUTE_MS);
    expect(access.callerOf(`Bearer ${bearer}`)?.scope).toBe('read');
  });
});

describe('what is remembered', () => {
  it('is who comes: each bearer is a caller of its own', () => {
    const { access } = accessAt();
    const ids = Array.from({ length: 3 }, () => access.callerOf(`Bearer ${access.issueBearer('read')}`)?.id);
    expect(new Set(ids).size).toBe(3);
  });

  it('is a hundred codes, of which the oldest go first', () => {
    const { access } = accessAt();
    const codes = Array.from({ length: 101 }, () => access.issueCode('read'));
    expect([codes[0], codes[1], codes[100]].map((code) => access.exchange(code) !== null)).toEqual([false, true, true]);
  });

  it('is two hundred exchanged bearers, and never fewer of those that the host made for itself', () => {
    const { access } = accessAt();
    const token = access.issueBearer('trade');
    const bearers = Array.from({ length: 201 }, () => access.exchange(access.issueCode('read'))?.bearer ?? '');
    const known = [token, bearers[0], bearers[1], bearers[200]].map((bearer) => access.callerOf(`Bearer ${bearer}`) !== null);
    expect(known).toEqual([true, false, true, true]);
  });

  it('is nothing of wrong tries, after which a code that was given out is good', () => {
    const { access } = accessAt();
    const code = access.issueCode('trade');
    for (let i = 0; i < 1_000; i += 1) access.exchange(`wrong-${i}`);
    expect(access.exchange(code)).not.toBeNull();
  });
});
