import { describe, expect, it } from 'vitest';
import { BitFlowError } from '../../../shared/base/bitflow-error.ts';
import { idFrom, type TradeId, type VenueOrderId } from '../../../shared/domain/ids.ts';
import type { Order } from '../../../shared/domain/order.ts';
import { MINUTE_MS, utcMs } from '../../../shared/domain/time.ts';
import { price, usd } from '../../support/builders.ts';
import { START } from '../../support/engine-harness.ts';
import { eventually } from '../../support/eventually.ts';
import { aBarBlock } from '../../support/market-blocks.ts';
import { aCommand, aRuntime, BUY, CLOSE } from '../../support/runtime-scene.ts';
import { ScriptedBroker } from '../../support/scripted-broker.ts';
import { ScriptedStore } from '../../support/scripted-store.ts';

const STUCK = 'the journal has not answered since 10:32:05 UTC';

/** A runtime whose store takes what it is given and never says that it is on disk. */
function aScene() {
  const store = new ScriptedStore();
  const broker = new ScriptedBroker();
  const scene = { store, broker, ...aRuntime({ store, broker }) };
  return { ...scene, live: (): Order[] => [...scene.core.books.orders.live()] };
}

type Scene = ReturnType<typeof aScene>;

function fill(scene: Scene, { clientOrderId, instrumentId, side, quantity }: Order, tradeId: string): void {
  const tsEvent = utcMs(scene.core.now);
  const costs = { price: price('100.00'), fee: usd('0'), liquidity: 'taker' } as const;
  const trade = { tradeId: idFrom<TradeId>(tradeId), clientOrderId, instrumentId, side, quantity, tsEvent, ...costs };
  scene.broker.say({ kind: 'filled', clientOrderId, fill: trade, tsEvent });
}

/** The same with ten ABC open, a stop and a target, all of it on record; from then on the store is stuck. */
async function anOpenPosition() {
  const scene = aScene();
  await scene.runtime.command(aCommand('open', BUY));
  const [entry, stop, target] = scene.live();
  for (const { clientOrderId } of [entry, stop, target])
    scene.broker.say({
      kind: 'accepted',
      clientOrderId,
      venueOrderId: idFrom<VenueOrderId>('V1'),
      isHeld: false,
      tsEvent: utcMs(scene.core.now),
    });
  fill(scene, entry, 'T1');
  await scene.runtime.settled();
  scene.store.isHeld = true;
  scene.broker.calls.length = 0;
  return { ...scene, entry, stop, target };
}

const cancelledBy = (scene: Scene, { clientOrderId }: Order): void =>
  scene.broker.say({ kind: 'cancelled', clientOrderId, reason: 'cancelled on request', tsEvent: utcMs(scene.core.now) });

describe('while the record does not answer', () => {
  it.each([
    ['an order', BUY],
    ['resuming', { kind: 'resume-trading' }],
    ['moving a stop', { kind: 'protect-position', instrumentId: BUY.instrumentId, stop: price('91.00'), target: null }],
  ] as const)('%s is refused at once and leaves no trace', async (_, body) => {
    const { runtime, core, store } = await anOpenPosition();
    runtime.goAhead(STUCK);
    const [sequence, appends] = [core.sequence, store.appends.length];
    await expect(runtime.command(aCommand('c1', body))).rejects.toMatchObject({
      code: 'store-slow',
      message: expect.stringContaining(STUCK),
    });
    expect([core.sequence, store.appends.length, core.books.commands.size]).toEqual([sequence, appends, 1]);
  });

  it('the kill switch acts at once, is seen at once, and says that it is not recorded', async () => {
    const { runtime, released, broker, stop, target } = await anOpenPosition();
    runtime.goAhead(STUCK);
    const answer = await runtime.command(aCommand('c1', { kind: 'kill', isFlattening: true }));
    expect(answer).toMatchObject({ isDone: true, message: expect.stringContaining(`; not recorded yet: ${STUCK}`) });
    expect(broker.calls).toEqual([`cancel ${stop.clientOrderId}`, `cancel ${target.clientOrderId}`]);
    expect(released.at(-1)?.facts.map(({ kind }) => kind)).toContain('trading-state-changed');
  });

  it('an exit follows its cancellations to the venue without the record', async () => {
    const scene = await anOpenPosition();
    const { runtime, broker, core, stop, target } = scene;
    runtime.goAhead(STUCK);
    await runtime.command(aCommand('c1', CLOSE));
    for (const order of [stop, target]) cancelledBy(scene, order);
    const [exit] = scene.live();
    expect([exit.role, broker.calls.at(-1)]).toEqual(['exit', `submit ${exit.clientOrderId}`]);
    fill(scene, exit, 'T2');
    expect(core.books.positions.size).toBe(0);
  });

  it('what waited for the record acts at once when it is noticed, in its order, and is answered', async () => {
    const { runtime, broker, stop, target } = await anOpenPosition();
    const answer = runtime.command(aCommand('c1', CLOSE));
    expect([broker.calls, runtime.isSending]).toEqual([[], true]);
    runtime.goAhead(STUCK);
    expect((await answer).message).toContain('not recorded yet');
    expect([broker.calls, runtime.isSending]).toEqual([[`cancel ${stop.clientOrderId}`, `cancel ${target.clientOrderId}`], false]);
  });

  it('an entry that waited for the record is taken back, never sent, and its caller hears it', async () => {
    const { runtime, broker, core, store } = aScene();
    store.isHeld = true;
    const answer = runtime.command(aCommand('c1', BUY));
    const ids = [...core.books.orders.live()].map(({ clientOrderId }) => clientOrderId);
    const cancelled = runtime.command(aCommand('c2', { kind: 'cancel-order', clientOrderId: ids[1] }));
    runtime.goAhead(STUCK);
    await expect(answer).rejects.toMatchObject({ code: 'store-slow', message: expect.stringContaining('taken back') });
    expect((await cancelled).isDone).toBe(true);
    await expect(runtime.command(aCommand('c1', BUY))).rejects.toMatchObject({ code: 'store-slow' });
    store.isHeld = false;
    store.release();
    await runtime.settled();
    expect([broker.calls, ids.map((id) => core.books.orders.get(id)?.status)]).toEqual([[], ids.map(() => 'cancelled')]);
  });

  it('the market goes on, without waiting for the disk', async () => {
    const { runtime, released } = await anOpenPosition();
    runtime.recordRows();
    runtime.goAhead(STUCK);
    expect(runtime.takeRows(aBarBlock(START + 3 * MINUTE_MS, [80]), 0, 1)).toEqual({ taken: 1, hasOrders: true });
    await runtime.paced();
    expect(released.at(-1)?.facts.map(({ kind }) => kind)).toContain('position-changed');
  });

  it('says of a venue that takes nothing that it has not taken it', async () => {
    const { runtime, broker } = await anOpenPosition();
    broker.cancel = () => new Promise(() => undefined);
    runtime.goAhead(STUCK);
    const answer = await runtime.command(aCommand('c1', CLOSE));
    expect(answer.message).toContain('the venue has not taken it yet');
  });

  it('fails what the venue fails to take', async () => {
    const { runtime, broker } = await anOpenPosition();
    broker.failure = new BitFlowError('The disk is full.', { code: 'disk-full' });
    runtime.goAhead(STUCK);
    await expect(runtime.command(aCommand('c1', CLOSE))).rejects.toMatchObject({
      code: 'venue-failed',
      message: expect.stringContaining('The disk is full.'),
    });
  });
});

describe('when the record answers again', () => {
  it('it holds everything in the order in which it was decided, and orders are taken as before', async () => {
    const { runtime, store, released, live } = await anOpenPosition();
    runtime.goAhead(STUCK);
    await runtime.command(aCommand('c1', { kind: 'kill', isFlattening: false }));
    store.isHeld = false;
    store.release();
    await runtime.settled();
    runtime.goAhead(null);
    await runtime.command(aCommand('c2', { kind: 'resume-trading' }));
    await runtime.command(aCommand('c3', BUY));
    const numbers = store.entries.map(({ sequence }) => sequence);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(released.map(({ sequence }) => sequence)).toEqual(numbers);
    expect(live().filter(({ role, isCancelRequested }) => role === 'entry' && !isCancelRequested)).toHaveLength(1);
  });

  it('it tells when each hold began and ended, so that the run can be decided again', async () => {
    const { runtime, store } = aScene();
    runtime.goAhead(STUCK);
    runtime.goAhead(null);
    await eventually(() =>
      expect(store.entries.map(({ input }) => input)).toMatchObject([
        { kind: 'entry-hold', reason: STUCK },
        { kind: 'entry-hold', reason: null },
      ]),
    );
  });
});

describe('when the record can not be written any more', () => {
  it('also while it was ahead of it already, nobody is left with a rejection', async () => {
    const { runtime, store } = await anOpenPosition();
    runtime.goAhead(STUCK);
    const answer = await runtime.command(aCommand('c1', { kind: 'kill', isFlattening: false }));
    expect(answer.isDone).toBe(true);
    while (runtime.fault === null) {
      store.fail(new BitFlowError('The disk is full.', { code: 'disk-full' }));
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }
    expect((await runtime.command(aCommand('c2', CLOSE))).message).toContain('could not be recorded');
  });

  it('what reduces acts and says that it could not be recorded; the market goes on', async () => {
    const { runtime, broker, store, stop, target } = await anOpenPosition();
    runtime.recordRows();
    const waiting = runtime.command(aCommand('c0', { kind: 'cancel-order', clientOrderId: target.clientOrderId }));
    store.fail(new BitFlowError('The disk is full.', { code: 'disk-full' }));
    expect((await waiting).message).toContain('could not be recorded: The disk is full.');
    const answer = await runtime.command(aCommand('c1', CLOSE));
    expect(answer.message).toContain('could not be recorded: The disk is full.');
    expect(broker.calls).toEqual([`cancel ${target.clientOrderId}`, `cancel ${stop.clientOrderId}`]);
    expect([runtime.isDeciding, runtime.unrecordedSinceMs]).toEqual([true, null]);
  });

  it('the kill switch works as well when the market or the venue is what failed', async () => {
    const { runtime } = await anOpenPosition();
    runtime.fail(new Error('a defect'));
    const answer = await runtime.command(aCommand('c1', { kind: 'kill', isFlattening: false }));
    expect(answer.message).toContain('could not be recorded: a defect');
  });
});

describe('a kill switch that is not on record', () => {
  it('is told until it is', async () => {
    const { runtime, store } = await anOpenPosition();
    const told: (string | null)[] = [];
    runtime.onDidChangeUnrecordedKill((kill) => told.push(kill?.commandId ?? null));
    runtime.goAhead(STUCK);
    await runtime.command(aCommand('k-1', { kind: 'kill', isFlattening: false }));
    expect([told, runtime.unrecordedKill?.commandId]).toEqual([['k-1'], 'k-1']);
    store.release();
    await runtime.settled();
    await eventually(() => expect([told, runtime.unrecordedKill]).toEqual([['k-1', null], null]));
  });

  it('is told for good where recording has failed', async () => {
    const { runtime, store } = await anOpenPosition();
    runtime.recordRows();
    const answer = runtime.command(aCommand('k-1', { kind: 'kill', isFlattening: true }));
    store.fail(new BitFlowError('The disk is full.', { code: 'disk-full' }));
    await answer;
    expect(runtime.unrecordedKill?.commandId).toBe('k-1');
  });
});

it('tells since when the oldest record is not on disk', async () => {
  const { runtime, store } = aScene();
  expect(runtime.unrecordedSinceMs).toBeNull();
  store.isHeld = true;
  const before = performance.now();
  const answer = runtime.command(aCommand('c1', BUY));
  expect(runtime.unrecordedSinceMs).toBeGreaterThanOrEqual(before);
  store.release();
  await answer;
  await runtime.settled();
  expect(runtime.unrecordedSinceMs).toBeNull();
});
