import { ORPCError } from '@orpc/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callProcedure, procedures, sampleInput } from '../support/contract-procedures.ts';
import { type DoorName, doorNames, type OpenDoor } from '../support/doors.ts';
import { type ServedWorkstation, servedMarket } from '../support/served-workstation.ts';

const NOON = Date.UTC(2024, 0, 2, 12);

interface Doors {
  readonly served: ServedWorkstation;
  readonly trade: Readonly<Record<DoorName, OpenDoor>>;
  readonly read: Readonly<Record<DoorName, OpenDoor>>;
}

const held: { doors: Doors | null } = { doors: null };
const doors = (): Doors => {
  if (held.doors === null) throw new Error('the doors are not open');
  return held.doors;
};

beforeAll(async () => {
  const served = await servedMarket({ bars: 1_500 });
  const open = async (scope: 'read' | 'trade') => ({
    'message port': await served.open('message port', scope),
    WebSocket: await served.open('WebSocket', scope),
    REST: await served.open('REST', scope),
  });
  held.doors = { served, trade: await open('trade'), read: await open('read') };
  await served.playTo(NOON);
  const { client } = held.doors.trade['message port'];
  await client.orders.place({ instrumentId: 'ABC.CSV', side: 'buy', type: 'market', quantity: '10', stop: '50', target: '200' });
  await client.orders.place({ instrumentId: 'ABC.CSV', side: 'buy', type: 'limit', quantity: '5', limitPrice: '50' });
  await served.playTo(NOON + 60_000);
});

afterAll(async () => {
  await held.doors?.served.close();
});

/** What an error looks like to a caller. */
function seen(error: unknown): unknown {
  if (!(error instanceof ORPCError)) return error;
  const { code, status, message, data } = error as ORPCError<string, unknown>;
  return { code, status, message, data };
}

/** What each door answers, errors included. */
async function askEach(ask: (door: OpenDoor) => Promise<unknown>, scope: 'read' | 'trade' = 'trade'): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const name of doorNames)
    answers.push(
      await ask(doors()[scope][name]).then(
        (answer) => ({ answer }),
        (error: unknown) => ({ error: seen(error) }),
      ),
    );
  return answers;
}

/** Leaves out what differs between two calls however they come: the machine's clock and load. */
function withoutTheMoment(answer: unknown): unknown {
  return JSON.parse(
    JSON.stringify(answer, (key, value: unknown) =>
      ['wallTime', 'memoryBytes', 'freeBytes', 'eventLoopDelayMs', 'ageMs'].includes(key) ? null : value,
    ),
  );
}

describe('a question', () => {
  const questions = procedures.filter(({ scope, isStream }) => scope === 'read' && !isStream);

  it.each(questions)('$name has the same answer through every door', async (procedure) => {
    const answers = await askEach((door) => callProcedure(door, procedure, sampleInput(procedure)));
    const [port] = answers;
    expect(port).toHaveProperty('answer');
    expect(answers.map(withoutTheMoment)).toEqual([port, port, port].map(withoutTheMoment));
  });

  it('about a custom indicator is answered with what it gives, or with what is wrong and where', async () => {
    const right = await askEach(({ client }) => client.market.checkExpression({ expression: 'rsi( 14 )>70' }));
    const wrong = await askEach(({ client }) => client.market.checkExpression({ expression: 'rsi(14) > seventy' }));
    const outputs = [{ name: 'value', title: 'Value', plot: 'step' }];
    const answer = { isValid: true, text: 'rsi(14) > 70', type: 'boolean', outputs, warmUp: 14, isSparse: false, needsReference: false };
    expect(right).toEqual([{ answer }, { answer }, { answer }]);
    expect(wrong[0]).toMatchObject({
      answer: { isValid: false, code: 'unknown-name', column: 11, message: expect.stringMatching(/seventy/) as string },
    });
    expect(wrong).toEqual([wrong[0], wrong[0], wrong[0]]);
  });

  it('is answered with what is in the books', async () => {
    const [answer] = await askEach(({ client }) => client.positions.list());
    expect(answer).toMatchObject({ answer: [{ instrumentId: 'ABC.CSV', direction: 'long', quantity: '10' }] });
  });
});

describe('a refusal', () => {
  const stop = { stop: '1', target: null };
  const refusals: readonly (readonly [string, string, number, (door: OpenDoor) => Promise<unknown>])[] = [
    ['bars of an instrument that is not there', 'NOT_FOUND', 404, ({ client }) => client.market.history({ instrumentId: 'NO.CSV' })],
    [
      'a chart of an instrument that is not there',
      'NOT_FOUND',
      404,
      ({ client }) => client.market.chart({ instrumentId: 'NO.CSV', interval: '1m' }),
    ],
    [
      'a chart with an indicator that is not there',
      'NOT_FOUND',
      404,
      ({ client }) =>
        client.market.chart({ instrumentId: 'ABC.CSV', interval: '1m', indicators: [{ key: 'a', name: 'nonsense', parameters: {} }] }),
    ],
    [
      'a chart with an indicator of no length',
      'NOT_FOUND',
      404,
      ({ client }) =>
        client.market.chart({
          instrumentId: 'ABC.CSV',
          interval: '1m',
          indicators: [{ key: 'a', name: 'sma', parameters: { period: 0 } }],
        }),
    ],
    [
      'a chart compared with an instrument that is not there',
      'NOT_FOUND',
      404,
      ({ client }) =>
        client.market.chart({
          instrumentId: 'ABC.CSV',
          interval: '1m',
          indicators: [{ key: 'a', name: 'correlation', parameters: {}, reference: 'NO.CSV' }],
        }),
    ],
    [
      'a chart with a custom indicator that can not be read',
      'EXPRESSION_INVALID',
      422,
      ({ client }) =>
        client.market.chart({
          instrumentId: 'ABC.CSV',
          interval: '1m',
          indicators: [{ key: 'a', name: 'mine', parameters: {}, expression: 'close + clsoe' }],
        }),
    ],
    ['approval of a proposal that is not there', 'COMMAND_REFUSED', 409, ({ client }) => client.proposals.approve({ proposalId: 'none' })],
    [
      'a change of a proposal that is not there',
      'COMMAND_REFUSED',
      409,
      ({ client }) => client.proposals.amend({ proposalId: 'none', ...stop }),
    ],
    ['cancelling an order that is not there', 'COMMAND_REFUSED', 409, ({ client }) => client.orders.cancel({ clientOrderId: 'none' })],
    ['closing a position that is not there', 'COMMAND_REFUSED', 409, ({ client }) => client.positions.close({ instrumentId: 'NO.CSV' })],
    [
      'an order for nothing',
      'COMMAND_REFUSED',
      409,
      ({ client }) => client.orders.place({ instrumentId: 'ABC.CSV', side: 'buy', type: 'market', quantity: '0' }),
    ],
    [
      'an order beyond the money',
      'COMMAND_REFUSED',
      409,
      ({ client }) => client.orders.place({ instrumentId: 'ABC.CSV', side: 'buy', type: 'market', quantity: '999999999' }),
    ],
    ['a speed that the market has not', 'UNAVAILABLE', 503, ({ client }) => client.market.setPlayback({ speed: 0.001 })],
    ['settings out of range', 'SETTINGS_INVALID', 422, ({ client }) => client.settings.update({ changes: { risk: { riskPerTrade: 5 } } })],
    [
      'settings that are not there',
      'SETTINGS_INVALID',
      422,
      ({ client }) => client.settings.update({ changes: { risk: { riskPerTrad: 0.01 } } }),
    ],
    ['settings of another kind', 'SETTINGS_INVALID', 422, ({ client }) => client.settings.update({ changes: { trading: { mode: true } } })],
  ];

  it.each(refusals)('of %s has the same code and words through every door', async (_what, code, status, ask) => {
    const answers = await askEach(ask);
    const [port] = answers;
    expect(port).toMatchObject({ error: { code, status, message: expect.stringMatching(/\w/) as string } });
    expect(answers).toEqual([port, port, port]);
  });

  it.each(procedures.filter(({ scope }) => scope === 'trade'))(
    'of $name to an access that may only look is the same through every door',
    async (procedure) => {
      const before = await askEach(({ client }) => client.workspace.snapshot());
      const answers = await askEach((door) => callProcedure(door, procedure, sampleInput(procedure)), 'read');
      const forbidden = { error: { code: 'FORBIDDEN', status: 403, message: 'This access may look but not trade.', data: undefined } };
      expect(answers).toEqual([forbidden, forbidden, forbidden]);
      expect(await askEach(({ client }) => client.workspace.snapshot())).toEqual(before);
    },
  );

  it('carries no stack, no path and no cause', async () => {
    for (const [, , , ask] of refusals)
      expect(JSON.stringify(await askEach(ask))).not.toMatch(/node_modules|\.ts:\d|at \w+ \(|"stack"|"cause"/);
  });
});

describe('a command with a name', () => {
  it('that is repeated through another door is the same command: one order, one answer', async () => {
    const order = {
      instrumentId: 'ABC.CSV',
      side: 'buy',
      type: 'limit',
      quantity: '1',
      limitPrice: '40',
      commandId: 'named-once',
    } as const;
    const [port, ...others] = await askEach(({ client }) => client.orders.place(order));
    expect(port).toMatchObject({ answer: { orderIds: [expect.any(String)] } });
    expect(others).toEqual([port, port]);
    const orders = await doors().trade.REST.client.orders.list({});
    expect(orders.filter(({ limitPrice }) => limitPrice === '40')).toHaveLength(1);
  });

  it('that was refused is refused again in the same words', async () => {
    const [port, ...others] = await askEach(({ client }) => client.orders.cancel({ clientOrderId: 'none', commandId: 'refused-once' }));
    expect(others).toEqual([port, port]);
  });

  it('that another command had is refused', async () => {
    await askEach(({ client }) => client.orders.cancel({ clientOrderId: 'none', commandId: 'taken' }));
    const answers = await askEach(({ client }) => client.positions.flatten({ commandId: 'taken' }));
    expect(answers).toMatchObject(
      Array.from({ length: 3 }, () => ({ error: { code: 'COMMAND_REFUSED', data: { code: 'command-id-reused' } } })),
    );
    expect(await doors().trade.REST.client.positions.list()).toHaveLength(1);
  });

  it('sent many times at once is carried out once', async () => {
    const order = { instrumentId: 'ABC.CSV', side: 'buy', type: 'limit', quantity: '1', limitPrice: '41', commandId: 'hasty' } as const;
    const all = doorNames.flatMap((name) => Array.from({ length: 5 }, () => doors().trade[name].client.orders.place(order)));
    const answers = await Promise.all(all);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const orders = await doors().trade.REST.client.orders.list({});
    expect(orders.filter(({ limitPrice }) => limitPrice === '41')).toHaveLength(1);
  });
});
