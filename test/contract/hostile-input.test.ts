import { setTimeout as pause } from 'node:timers/promises';
import { ORPCError } from '@orpc/client';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callProcedure, type InputField, type Procedure, procedures, SAMPLES, sampleInput } from '../support/contract-procedures.ts';
import { type DoorName, doorNames, type OpenDoor } from '../support/doors.ts';
import { type ServedWorkstation, servedMarket } from '../support/served-workstation.ts';

const HUGE = 'x'.repeat(100_000);

/** Values that no field of a kind may take. What a query string can't tell apart from a right value is marked so. */
const WRONG: Readonly<Record<string, readonly unknown[]>> = {
  string: [Number.NaN, 12, true, { a: 1 }, ['a', 'b'], HUGE],
  number: [Number.NaN, -1e300, 1e300, { a: 1 }, 'many', HUGE, '1e', '0x'],
  integer: [Number.NaN, -1, 0.5, 1e300, { a: 1 }, 'many', HUGE, '1e'],
  boolean: [Number.NaN, 1, 'perhaps', { a: 1 }, ['true']],
  array: [Number.NaN, 12, 'many', { a: 1 }, [1], [{}], Array.from({ length: 1_000 }, () => ({}))],
  object: [Number.NaN, 12, 'many', ['a'], { risk: 1 }, { risk: { a: null } }, { [HUGE]: {} }],
  enum: [Number.NaN, 12, true, { a: 1 }, 'nonsense', '', HUGE, '__proto__', 'constructor'],
};

/** Values that look like exact numbers or names and are none. */
const WRONG_BY_NAME: Readonly<Record<string, readonly unknown[]>> = {
  speed: [Number.POSITIVE_INFINITY, 0, -1],
  quantity: ['', '-1', 'NaN', 'Infinity', '1e5', '0x10', '1,5', ' 1', '1 ', '+1', '1.', '.5', '١', '0.0000000000001', '9'.repeat(30)],
  limitPrice: ['', '0', '-1', 'NaN', '1e5', '1,5', '9'.repeat(30)],
  stop: ['', '0', '-1', 'NaN', '1e5'],
  target: ['', '0', '-1', 'NaN', '1e5'],
  instrumentId: ['abc.csv', 'ABC', '../ABC.CSV', 'ABC.CSV\u0000', "ABC.CSV'--"],
  proposalId: ['a b', '../a', 'a\u0000', "'; DROP TABLE orders"],
  clientOrderId: ['a b', '../a', 'a\u0000', 'ä'],
  commandId: ['', 'a b', 'a'.repeat(33), 'ä'],
};

const held: { served: ServedWorkstation | null; doors: Partial<Record<DoorName, OpenDoor>> } = { served: null, doors: {} };

beforeAll(async () => {
  const served = await servedMarket({ bars: 1_500 });
  held.served = served;
  for (const name of doorNames) held.doors[name] = await served.open(name, 'trade');
  await served.playTo(Date.UTC(2024, 0, 2, 6));
  await doorOf('REST').client.orders.place({ instrumentId: 'ABC.CSV', side: 'buy', type: 'market', quantity: '10' });
  await served.playTo(Date.UTC(2024, 0, 2, 6, 5));
});

afterAll(async () => {
  await held.served?.close();
});

function doorOf(name: DoorName): OpenDoor {
  const door = held.doors[name];
  if (door === undefined) throw new Error(`the ${name} is not open`);
  return door;
}

/** Everything that a wrong call must leave alone. */
async function books(): Promise<unknown> {
  const { client } = doorOf('message port');
  const [workspace, ledger, settings, { sequence }] = await Promise.all([
    client.workspace.snapshot(),
    client.account.ledger(),
    client.settings.get(),
    client.engine.status(),
  ]);
  return { workspace, ledger, settings, sequence };
}

function wrongValues({ name, schema }: InputField): readonly unknown[] {
  const kind = schema.enum === undefined ? (schema.type ?? schema.anyOf?.find(({ type }) => type !== 'null')?.type) : 'enum';
  const wrong = WRONG[String(kind)];
  if (wrong === undefined) throw new Error(`say in this test what is wrong for ${name} of kind ${String(kind)}`);
  return [...wrong, ...(WRONG_BY_NAME[name] ?? [])];
}

/** Calls and returns the code of the refusal, or says that there was none. */
async function refusalOf(door: OpenDoor, procedure: Procedure, input: unknown): Promise<string> {
  try {
    await callProcedure(door, procedure, input);
    return 'not refused';
  } catch (error) {
    const code = error instanceof ORPCError ? String(error.code) : String(error);
    if (code !== 'TOO_MANY_REQUESTS') return code;
    // Asked faster than one caller may: what it was refused for says nothing of the input.
    await pause(250);
    return await refusalOf(door, procedure, input);
  }
}

const short = (value: unknown): string => JSON.stringify(value).slice(0, 60);
const withInput = procedures.filter(({ fields }) => fields.length > 0);

it('every field of the contract has a sample here', () => {
  const names = new Set(procedures.flatMap(({ fields }) => fields.map(({ name }) => name)));
  expect([...names].filter((name) => !(name in SAMPLES))).toEqual([]);
});

describe.each(['message port', 'WebSocket'] as const)('through the %s', (doorName) => {
  it.each(withInput)('$name refuses every wrong value of every field and changes nothing', async (procedure) => {
    const before = await books();
    const found: string[] = [];
    for (const field of procedure.fields) {
      for (const value of wrongValues(field)) {
        const code = await refusalOf(doorOf(doorName), procedure, { ...sampleInput(procedure), [field.name]: value });
        if (code !== 'BAD_REQUEST') found.push(`${field.name} = ${short(value)}: ${code}`);
      }
    }
    expect(found).toEqual([]);
    expect(await books()).toEqual(before);
  });

  it.each(withInput)('$name refuses an input that is no object, and a missing or unknown field', async (procedure) => {
    const before = await books();
    const sample = sampleInput(procedure) ?? {};
    const missing = procedure.fields
      .filter(({ isRequired }) => isRequired)
      .map(({ name }) => Object.fromEntries(Object.entries(sample).filter(([each]) => each !== name)));
    const inputs: unknown[] = ['text', 12, true, null, [], [sample], { ...sample, unknownField: 1 }, ...missing];
    const codes = [];
    for (const input of inputs) codes.push(await refusalOf(doorOf(doorName), procedure, input));
    expect(codes).toEqual(inputs.map(() => 'BAD_REQUEST'));
    expect(await books()).toEqual(before);
  });

  it('a procedure that is not there is not found', async () => {
    const codeOf = (name: string): Promise<string> =>
      refusalOf(doorOf(doorName), { name, scope: 'trade', isStream: false, method: 'POST', route: '', fields: [] }, {});
    for (const name of ['engine.shutdown', 'orders', 'orders.place.handler', 'x'.repeat(100)]) expect(await codeOf(name)).toBe('NOT_FOUND');
    expect(await codeOf('x'.repeat(10_000))).toBe('BAD_REQUEST');
  });
});

describe('over REST', () => {
  const posted = withInput.filter(({ method }) => method !== 'GET');

  it.each(posted)('$name refuses every wrong value of every field in its body and changes nothing', async (procedure) => {
    const before = await books();
    const found: string[] = [];
    for (const field of procedure.fields.filter(({ name }) => !procedure.route.includes(`{${name}}`))) {
      for (const value of wrongValues(field)) {
        const isOmitted = typeof value === 'number' && !Number.isFinite(value);
        // JSON has no such numbers: they arrive as null, which some fields take for "none".
        if (isOmitted && JSON.stringify(field.schema).includes('"null"')) continue;
        const code = await refusalOf(doorOf('REST'), procedure, { ...sampleInput(procedure), [field.name]: value });
        if (code !== 'BAD_REQUEST') found.push(`${field.name} = ${short(value)}: ${code}`);
      }
    }
    expect(found).toEqual([]);
    expect(await books()).toEqual(before);
  });

  it.each(withInput)('$name refuses an unknown field', async (procedure) => {
    expect(await refusalOf(doorOf('REST'), procedure, { ...sampleInput(procedure), unknownField: 'x' })).toBe('BAD_REQUEST');
  });

  const inQuery = withInput.filter(({ method }) => method === 'GET');

  it.each(inQuery)('$name refuses words where its query needs a number, and lists where it needs one value', async (procedure) => {
    const found: string[] = [];
    for (const { name, schema } of procedure.fields.filter((field) => !procedure.route.includes(`{${field.name}}`))) {
      const values =
        schema.type === 'string' ? [[HUGE.slice(0, 2_000)], ['a', 'b']] : ['many', '1e', 'NaN', '-1e300', ['1', '2'], HUGE.slice(0, 2_000)];
      for (const value of values) {
        const code = await refusalOf(doorOf('REST'), procedure, { ...sampleInput(procedure), [name]: value });
        if (code !== 'BAD_REQUEST') found.push(`${name} = ${short(value)}: ${code}`);
      }
    }
    expect(found).toEqual([]);
  });
});

describe('any JSON at all', () => {
  it.each(withInput.filter(({ scope }) => scope === 'trade'))(
    'as input of $name is answered or refused with a code, and never breaks the door',
    async (procedure) => {
      const codes = ['BAD_REQUEST', 'COMMAND_REFUSED', 'SETTINGS_INVALID', 'UNAVAILABLE'];
      const field = fc.constantFrom(...procedure.fields.map(({ name }) => name));
      // Commands that need nothing would be carried out; a field that is not there keeps them from it.
      const input = fc.dictionary(field, fc.jsonValue({ maxDepth: 2 })).map((fields) => ({ ...fields, unknownField: true }));
      await fc.assert(
        fc.asyncProperty(fc.oneof(input, fc.array(fc.jsonValue()), fc.string(), fc.double()), async (value) => {
          expect(codes).toContain(await refusalOf(doorOf('message port'), procedure, value));
        }),
        { numRuns: 40 },
      );
    },
  );
});
