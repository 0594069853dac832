import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CanonicalEncoder } from '../../../../electron/engine/kernel/canonical-encoder.ts';
import { FactHash } from '../../../../electron/engine/kernel/fact-hash.ts';
import { InputDigest } from '../../../../electron/engine/kernel/input-digest.ts';
import { platformHashes } from '../../../../electron/platform/hashing.ts';
import { InvariantError } from '../../../../shared/base/invariant-error.ts';
import type { Fact } from '../../../../shared/domain/fact.ts';
import { type ClientOrderId, idFrom } from '../../../../shared/domain/ids.ts';
import { allocateBars, allocateTicks } from '../../../../shared/domain/market-block.ts';
import { utcMs } from '../../../../shared/domain/time.ts';

function bytesOf(value: unknown): string {
  const encoder = new CanonicalEncoder((text) => text);
  encoder.write(value);
  return Buffer.from(encoder.take()).toString('hex');
}

const data = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    fc.double({ noNaN: true }),
    fc.bigInt(),
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ maxLength: 3 }), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

/** The same data with the keys of every record in reverse. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

/** Data as text, records in the order of their keys, to tell whether two are the same. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null)
    return Object.is(value, -0) ? '0' : typeof value === 'string' ? JSON.stringify(value) : String(value);
  const entries = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${textOf(member)}`);
  return `{${entries.toSorted().join()}}`;
}

describe('the canonical form of data', () => {
  it('does not depend on the order in which a record was put together', () => {
    fc.assert(
      fc.property(data, (value) => {
        expect(bytesOf(reversed(value))).toBe(bytesOf(value));
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on what the encoder wrote before', () => {
    fc.assert(
      fc.property(fc.array(data, { maxLength: 6 }), (values) => {
        const encoder = new CanonicalEncoder((text) => text);
        const written = values.map((value) => {
          encoder.write(value);
          return Buffer.from(encoder.take()).toString('hex');
        });
        expect(written).toEqual(values.map(bytesOf));
      }),
    );
  });

  it('differs where data differs', () => {
    fc.assert(
      fc.property(data, data, (a, b) => {
        expect(bytesOf(a) === bytesOf(b)).toBe(textOf(a) === textOf(b));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a number and an exact number', 1, 1n],
    ['a number and its text', 1, '1'],
    ['an exact number and its text', 1n, '1'],
    ['nothing and a list of nothing', null, []],
    ['an empty list and an empty record', [], {}],
    ['two texts and one', ['a', 'b'], ['ab']],
    ['nested and flat', [['a'], 'b'], ['a', ['b']]],
    ['a record and the list of its entries', { a: 1 }, ['a', 1]],
    ['no member and a member that is nothing', {}, { a: null }],
  ])('differs between %s', (_what, a, b) => {
    expect(bytesOf(a)).not.toBe(bytesOf(b));
  });

  it('writes text as UTF-8 and minus zero as zero', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 50 }), (text) => {
        expect(bytesOf(text).slice(10)).toBe(Buffer.from(text, 'utf8').toString('hex'));
      }),
    );
    expect(bytesOf(-0)).toBe(bytesOf(0));
  });

  it('holds data larger than its first buffer', () => {
    const long = 'é'.repeat(10_000);
    expect(bytesOf([long, 1]).length / 2).toBe(1 + 4 + (1 + 4 + 20_000) + (1 + 8));
  });

  it('has none for what is no data', () => {
    for (const value of [undefined, () => 1, Symbol('s'), { a: undefined }]) expect(() => bytesOf(value)).toThrow(InvariantError);
  });
});

function resent(id: string, at = 0): Fact {
  return { kind: 'order-resent', clientOrderId: idFrom<ClientOrderId>(id), at: utcMs(at) };
}

/** The hash after these facts, in a run of this name. */
function hashOf(incarnation: string, facts: readonly Fact[], digest = 'digest', previous: string | null = null): string {
  const hash = new FactHash(platformHashes, previous);
  hash.openRun(incarnation);
  for (const fact of facts) hash.add(fact, digest);
  return hash.chained;
}

describe('the hash of facts', () => {
  it('is equal for two runs that decide alike under different names', () => {
    expect(hashOf('runone', [resent('runone-1'), resent('runone-2')])).toBe(hashOf('runtwo', [resent('runtwo-1'), resent('runtwo-2')]));
  });

  it('tells runs apart that name what another run made', () => {
    expect(hashOf('runone', [resent('runone-1')])).not.toBe(hashOf('runtwo', [resent('runone-1')]));
  });

  it('changes with every fact, with their order, with their time and with the market they were decided on', () => {
    const [first, second] = [resent('run-1'), resent('run-2')];
    const hashes = [
      hashOf('run', []),
      hashOf('run', [first]),
      hashOf('run', [first, second]),
      hashOf('run', [second, first]),
      hashOf('run', [resent('run-1', 1)]),
      hashOf('run', [first], 'another market'),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('goes on from where a run before ended', () => {
    const whole = hashOf('run', [resent('run-1'), resent('run-2')]);
    expect(hashOf('run', [resent('run-2')], 'digest', hashOf('run', [resent('run-1')]))).toBe(whole);
  });

  it('names runs in the order they were opened, once each', () => {
    const hash = new FactHash(platformHashes);
    for (const run of ['first', 'second', 'first']) hash.openRun(run);
    const other = new FactHash(platformHashes);
    for (const run of ['eins', 'zwei']) other.openRun(run);
    hash.add(resent('second-9'), '');
    other.add(resent('zwei-9'), '');
    expect(hash.chained).toBe(other.chained);
  });

  it('of quiet times still follows the market', () => {
    const hash = new FactHash(platformHashes);
    expect(hash.valueAt('a')).not.toBe(hash.valueAt('b'));
    expect(hash.chained).toBe('0'.repeat(64));
  });
});

describe('the digest of market values', () => {
  function digestOf(values: readonly number[]): string {
    const digest = new InputDigest();
    for (const value of values) digest.add(value);
    return digest.toString();
  }

  it('is the same on every machine', () => {
    expect([digestOf([]), digestOf([1]), digestOf([100.25, 0.5, 1e9])]).toMatchInlineSnapshot(`
      [
        "243f6a8885a308d3",
        "844183980c96a489",
        "3e7b64db5ac01701",
      ]
    `);
  });

  it('changes with any value, with the order and with the count', () => {
    const values = fc.array(
      fc.double({ noNaN: true }).map((value) => value + 0),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(values, values, (a, b) => {
        const isSame = a.length === b.length && a.every((value, place) => Object.is(value, b[place]));
        expect(digestOf(a) === digestOf(b)).toBe(isSame);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['closeTime', 'open', 'high', 'low', 'close', 'volume', 'instrument'] as const)('sees the %s of a bar', (column) => {
    expect(rowDigest(() => undefined)).not.toBe(rowDigest((bars) => (bars[column][0] = 3)));
  });

  it.each(['time', 'price', 'bid', 'ask', 'volume', 'instrument'] as const)('sees the %s of a tick', (column) => {
    const [plain, changed] = [allocateTicks(1), allocateTicks(1)];
    changed[column][0] = 3;
    const [a, b] = [new InputDigest(), new InputDigest()];
    a.addRow(plain, 0);
    b.addRow(changed, 0);
    expect(a.toString()).not.toBe(b.toString());
  });

  function rowDigest(change: (bars: ReturnType<typeof allocateBars>) => void): string {
    const bars = allocateBars(1);
    change(bars);
    const digest = new InputDigest();
    digest.addRow(bars, 0);
    return digest.toString();
  }
});
