import { ORPCError } from '@orpc/client';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { indicatorCatalogue } from '../../electron/engine/indicators/catalogue.ts';
import type { Settings } from '../../shared/config/settings.ts';
import { allowedInputs } from '../support/contract-inputs.ts';
import { callProcedure, type Procedure, procedures } from '../support/contract-procedures.ts';
import type { OpenDoor } from '../support/doors.ts';
import { type ServedWorkstation, servedMarket } from '../support/served-workstation.ts';

/** Codes that the contract gives its refusals. Anything else is a defect, above all what the library makes of an exception or of an answer outside its schema. */
const CONTRACT_CODES = [
  'BAD_REQUEST',
  'COMMAND_REFUSED',
  'NOT_FOUND',
  'UNAVAILABLE',
  'EXPRESSION_INVALID',
  'SETTINGS_INVALID',
  'LIMIT_REACHED',
];

/** What takes seconds each time is tried less often. */
const RUNS: Readonly<Record<string, number>> = { 'models.measure': 2, 'models.install': 15, 'signals.testRules': 15, 'signals.why': 25 };

const held: { served: ServedWorkstation | null; names: Record<string, string[]>; settings: Settings | null } = {
  served: null,
  names: {},
  settings: null,
};

beforeAll(async () => {
  const served = await servedMarket({ bars: 1_500 });
  held.served = served;
  await served.playTo(Date.UTC(2024, 0, 2, 6));
  const door = await served.open('message port', 'trade');
  const place = (type: 'market' | 'limit', limitPrice: string | null) =>
    door.client.orders.place({ instrumentId: 'ABC.CSV', side: 'buy', type, quantity: '10', limitPrice });
  const [bought, resting] = [await place('market', null), await place('limit', '10')];
  await served.playTo(Date.UTC(2024, 0, 2, 6, 5));
  const proposals = await door.client.proposals.list();
  held.settings = await door.client.settings.get();
  held.names = {
    instrumentId: ['ABC.CSV', 'ABC.CSV', 'NONE.CSV'],
    reference: ['ABC.CSV', 'NONE.CSV'],
    clientOrderId: [...bought.orderIds, ...resting.orderIds],
    proposalId: proposals.map(({ id }) => id),
    name: indicatorCatalogue.map(({ name }) => name),
    incarnation: [(await door.client.engine.status()).incarnation, ''],
    // A test fetches nothing from the network: every place that a model could be copied from is a folder that is not there.
    folder: ['/nowhere', '/dev/null', '.', '\u0000'],
  };
});

afterAll(async () => {
  await held.served?.close();
});

/** Calls with an input; takes the first values of a stream. Returns the code of the refusal, or `null`. */
async function codeOf(door: OpenDoor, procedure: Procedure, input: unknown): Promise<string | null> {
  const ending = new AbortController();
  try {
    const answer = await callProcedure(door, procedure, input, ending.signal);
    if (!procedure.isStream) return null;
    const stream = answer as AsyncIterator<unknown>;
    const waiting = new Promise<null>((resolve) => {
      setTimeout(() => resolve(null), 40);
    });
    const first = stream.next().then(
      () => null,
      (error: unknown) => error,
    );
    const failure: unknown = await Promise.race([first, waiting]);
    if (failure !== null) throw failure;
    return null;
  } catch (error) {
    if (error instanceof ORPCError) return String(error.code);
    return String(error);
  } finally {
    ending.abort();
  }
}

describe.each(['message port', 'REST'] as const)('every input that the contract allows, through the %s,', (doorName) => {
  // What changes the settings comes last: what they are then is nobody's choice.
  const ordered = procedures.toSorted((a, b) => Number(a.name === 'settings.update') - Number(b.name === 'settings.update'));

  it.each(ordered)('of $name is answered within its schema or refused with a code of the contract', async (procedure) => {
    const { served } = held;
    if (served === null) throw new Error('nothing is served');
    // A caller of its own: what the tests before asked is not counted.
    const door = await served.open(doorName, 'trade');
    onTestFinished(() => door.close());
    await fc.assert(
      fc.asyncProperty(inputsOf(procedure), async (input) => {
        const code = await codeOf(door, procedure, input);
        if (code !== null) expect(CONTRACT_CODES).toContain(code);
      }),
      { numRuns: RUNS[procedure.name] ?? (procedure.isStream || doorName === 'REST' ? 30 : 120) },
    );
  });
});

function inputsOf(procedure: Procedure): fc.Arbitrary<unknown> {
  const inputs = allowedInputs(procedure, held.names);
  // Without a folder a model is fetched from the network.
  if (procedure.name === 'models.install') return inputs.map((input) => ({ ...(input as object), folder: '/nowhere' }));
  if (procedure.name === 'settings.update' && held.settings !== null) return changesOf(held.settings);
  return inputs;
}

/** Changes of settings that exist, to values at the edges of what their kinds can be. */
function changesOf(settings: Settings): fc.Arbitrary<unknown> {
  const section = fc.constantFrom(...(Object.keys(settings) as (keyof Settings)[]));
  const value = fc.oneof(
    fc.constantFrom(0, 1, -1, 1e-12, 1e18, 1e300, Number.MAX_SAFE_INTEGER),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.string({ maxLength: 200 }),
  );
  const change = section.chain((name) =>
    fc.tuple(fc.constantFrom(...Object.keys(settings[name])), value).map(([key, to]) => ({ changes: { [name]: { [key]: to } } })),
  );
  return change;
}
