import { describe, expect, it } from 'vitest';
import { idFrom, type TradeId, type VenueOrderId } from '../../../shared/domain/ids.ts';
import { MINUTE_MS, utcMs } from '../../../shared/domain/time.ts';
import { price, usd } from '../../support/builders.ts';
import { START } from '../../support/engine-harness.ts';
import { eventually } from '../../support/eventually.ts';
import { aBarBlock } from '../../support/market-blocks.ts';
import { aCommand, aRuntime, BUY } from '../../support/runtime-scene.ts';
import { ScriptedBroker } from '../../support/scripted-broker.ts';
import { ScriptedStore } from '../../support/scripted-store.ts';

const BARS_AT = START + 3 * MINUTE_MS;
const DISK = new Error('the disk is broken');

function aScene(options: { isHeld?: boolean; keepsMarket?: boolean } = {}) {
  const store = new ScriptedStore();
  store.isHeld = options.isHeld ?? false;
  const broker = new ScriptedBroker();
  return { store, broker, ...aRuntime({ store, broker, keepsMarket: options.keepsMarket ?? true }) };
}

/** Whether a promise has settled by the next turn of the event loop. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending');
  const turn = new Promise((resolve) => {
    setImmediate(() => resolve(pending));
  });
  return (await Promise.race([promise.catch(() => null), turn])) !== pending;
}

describe('what follows from an input', () => {
  it('leaves only when the input is on disk: the order, the answer, and the word to who watches', async () => {
    const { runtime, core, store, broker, released } = aScene({ isHeld: true });
    const answer = runtime.command(aCommand('c1', BUY));
    const ids = [...core.books.orders.live()].map(({ clientOrderId }) => clientOrderId);
    expect(await isSettled(answer)).toBe(false);
    expect([store.entries.length, broker.calls, released]).toEqual([1, [], []]);
    store.release();
    expect((await answer).isDone).toBe(true);
    expect(broker.calls).toEqual([`submit ${ids.join(' ')}`]);
    expect(released).toEqual(store.entries);
  });

  it('leaves in the order of the inputs, one after the other as each is on disk', async () => {
    const { runtime, store, released } = aScene({ isHeld: true });
    const first = runtime.command(aCommand('c1', { kind: 'kill', isFlattening: false }));
    const second = runtime.command(aCommand('c2', { kind: 'resume-trading' }));
    store.release(1);
    await first;
    expect([released.length, await isSettled(second)]).toEqual([1, false]);
    store.release(1);
    await second;
    expect(released.map(({ sequence }) => sequence)).toEqual(store.entries.map(({ sequence }) => sequence));
  });

  it('is under way to the venue from the decision until the venue has it', async () => {
    const { runtime, store } = aScene({ isHeld: true });
    expect(runtime.isSending).toBe(false);
    const answer = runtime.command(aCommand('c1', BUY));
    expect(runtime.isSending).toBe(true);
    store.release();
    await answer;
    await runtime.settled();
    expect([runtime.isSending, runtime.backlog]).toEqual([false, 0]);
  });

  it('is sent once for a command that comes twice, which gets the same answer both times', async () => {
    const { runtime, broker } = aScene();
    const answers = await Promise.all([runtime.command(aCommand('c1', BUY)), runtime.command(aCommand('c1', BUY))]);
    expect(answers[0]).toEqual(answers[1]);
    expect(broker.calls.length).toBe(1);
    const reused = await runtime.command(aCommand('c1', { kind: 'flatten' }));
    expect(reused).toMatchObject({ isDone: false, code: 'command-id-reused' });
  });
});

describe('when the disk fails', () => {
  it('nothing that opens is sent or answered, and the fault is told once', async () => {
    const { runtime, core, store, broker, faults } = aScene({ isHeld: true });
    const answer = runtime.command(aCommand('c1', BUY));
    const later = runtime.command(aCommand('c2', { ...BUY, side: 'sell' })).catch(() => undefined);
    const refused = expect(answer).rejects.toThrow(DISK.message);
    store.fail(DISK);
    await refused;
    // What was on its way already may reach the disk; it must not reach the venue.
    store.release();
    await later;
    await runtime.settled();
    expect({ calls: broker.calls, live: core.books.orders.liveCount, faults, fault: runtime.fault }).toEqual({
      calls: [],
      live: 0,
      faults: [{ sequence: null, message: DISK.message }],
      fault: { sequence: null, message: DISK.message },
    });
  });

  it('nothing more is recorded or opened, whoever asks', async () => {
    const { runtime, store, core } = aScene({ isHeld: true });
    const answer = runtime.command(aCommand('c1', BUY)).catch(() => undefined);
    store.fail(DISK);
    await answer;
    const halted = expect.objectContaining({ code: 'store-faulted', message: expect.stringContaining('Trading is halted') });
    expect(runtime.takeRows(aBarBlock(BARS_AT, [101]), 0, 1).taken).toBe(1);
    runtime.recordRows();
    for (const body of [BUY, { kind: 'resume-trading' }] as const)
      await expect(runtime.command(aCommand('c2', body))).rejects.toEqual(halted);
    expect([core.books.orders.liveCount, store.appends.length]).toEqual([0, 1]);
  });

  it('what the market or the venue failed with stops the market as well', () => {
    const { runtime } = aScene();
    runtime.fail(DISK);
    const halted = expect.objectContaining({ code: 'store-faulted' });
    expect(() => runtime.takeRows(aBarBlock(BARS_AT, [101]), 0, 1)).toThrow(halted);
    expect(() => runtime.warmUp(aBarBlock(BARS_AT, [101]), utcMs(BARS_AT))).toThrow(halted);
  });

  it('rows that were played reach the fault as well, though nobody waits for them', async () => {
    const { runtime, store, faults } = aScene({ isHeld: true });
    runtime.takeRows(aBarBlock(BARS_AT, [101, 102]), 0, 2);
    runtime.recordRows();
    store.fail(DISK);
    await runtime.settled();
    expect(faults.length).toBe(1);
  });

  it('nothing is decided at all when the record was found faulty at the start', async () => {
    const store = new ScriptedStore();
    const { runtime } = aRuntime({ store, broker: new ScriptedBroker(), fault: { sequence: 7, message: 'entry 7 was altered' } });
    await expect(runtime.command(aCommand('c1', BUY))).rejects.toMatchObject({
      code: 'store-faulted',
      message: expect.stringContaining('entry 7 was altered'),
    });
    expect(store.appends).toEqual([]);
  });
});

describe('market rows', () => {
  it('are on disk in one group with the input that comes after them, before anything of it leaves', async () => {
    const { runtime, store, core } = aScene();
    const block = aBarBlock(BARS_AT, [100, 101, 102, 103]);
    const before = core.sequence;
    runtime.takeRows(block, 0, 2);
    runtime.takeRows(block, 2, 3);
    expect(store.appends).toEqual([]);
    await runtime.command(aCommand('c1', BUY));
    expect(store.appends.length).toBe(1);
    expect(store.segments).toEqual([
      {
        purpose: 'live',
        at: BARS_AT + MINUTE_MS,
        firstSequence: before + 1,
        lastSequence: before + 3,
        block: aBarBlock(BARS_AT, [100, 101, 102]),
      },
    ]);
    expect(store.entries[0].sequence).toBe(before + 4);
  });

  it('make segments that end where an input came between, without a gap in the numbers', async () => {
    const { runtime, store, core } = aScene();
    const block = aBarBlock(BARS_AT, [100, 101, 102, 103]);
    const before = core.sequence;
    runtime.takeRows(block, 0, 1);
    await runtime.command(aCommand('c1', { kind: 'kill', isFlattening: false }));
    runtime.takeRows(block, 1, 4);
    runtime.recordRows();
    await runtime.settled();
    const numbers = [
      ...store.segments.flatMap(({ firstSequence, lastSequence }) =>
        Array.from({ length: lastSequence - firstSequence + 1 }, (_, n) => firstSequence + n),
      ),
      ...store.entries.filter(({ input }) => input !== null).map(({ sequence }) => sequence),
    ];
    expect(numbers.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5].map((n) => before + n));
  });

  it('are recorded without a reason once there are very many', async () => {
    const { runtime, store } = aScene();
    const block = aBarBlock(
      BARS_AT,
      Array.from({ length: 8_192 }, () => 100),
    );
    for (let row = 0; row < block.length; ) row += runtime.takeRows(block, row, block.length).taken;
    await runtime.settled();
    expect(store.segments.reduce((sum, segment) => sum + segment.block.length, 0)).toBe(8_192);
  });

  it('are not kept in a run that leaves nothing behind', async () => {
    const { runtime, store } = aScene({ keepsMarket: false });
    runtime.takeRows(aBarBlock(BARS_AT, [100, 101]), 0, 2);
    runtime.warmUp(aBarBlock(BARS_AT, [100]), utcMs(BARS_AT + 2 * MINUTE_MS));
    runtime.recordRows();
    await runtime.command(aCommand('c1', BUY));
    expect([store.segments, store.entries.length]).toEqual([[], 1]);
  });
});

describe('the venue', () => {
  it('is heard: what it says is recorded like every input, at no earlier time than the core has come to', async () => {
    const { runtime, store, broker, core } = aScene();
    await runtime.command(aCommand('c1', BUY));
    const [id] = [...core.books.orders.live()].map(({ clientOrderId }) => clientOrderId);
    broker.say({ kind: 'accepted', clientOrderId: id, venueOrderId: idFrom<VenueOrderId>('V1'), isHeld: false, tsEvent: utcMs(START) });
    await runtime.settled();
    expect(core.books.orders.get(id)?.status).toBe('working');
    expect(store.entries.at(-1)).toMatchObject({ at: core.now, input: { kind: 'venue-report' } });
  });

  it('gets what was asked in the order it was asked: a cancellation never overtakes its order', async () => {
    const { runtime, store, broker, core } = aScene({ isHeld: true });
    const placed = runtime.command(aCommand('c1', BUY));
    const ids = [...core.books.orders.live()].map(({ clientOrderId }) => clientOrderId);
    const cancelled = runtime.command(aCommand('c2', { kind: 'cancel-order', clientOrderId: ids[0] }));
    store.release();
    await Promise.all([placed, cancelled]);
    expect(broker.calls).toEqual([`submit ${ids.join(' ')}`, `cancel ${ids[0]}`]);
  });

  it('whose side fails to take an order fails whoever waits for the market to go on', async () => {
    const { runtime, broker } = aScene();
    broker.failure = DISK;
    await runtime.command(aCommand('c1', BUY));
    await expect(runtime.settled()).rejects.toBe(DISK);
  });

  it('is asked after a restart for every order that is not over, and what it does not know is sent again', async () => {
    const { runtime, broker, core } = aScene();
    await runtime.command(aCommand('c1', BUY));
    const ids = [...core.books.orders.live()].map(({ clientOrderId }) => clientOrderId);
    broker.known = ids.map((clientOrderId) => ({ kind: 'unknown', clientOrderId, tsEvent: utcMs(core.now) }));
    await runtime.reconcile();
    const submits = broker.calls.filter((call) => call.startsWith('submit'));
    expect(broker.calls[1]).toBe(`reconcile ${ids.join(' ')}`);
    expect([submits.length, submits[0]]).toEqual([2, submits[1]]);
  });

  it('is asked again to cancel what it was asked to cancel before the restart and did not answer', async () => {
    const { runtime, broker, core } = aScene();
    await runtime.command(aCommand('c1', { ...BUY, type: 'limit', limitPrice: BUY.stop, stop: null, target: null }));
    const [id] = [...core.books.orders.live()].map(({ clientOrderId }) => clientOrderId);
    const accepted = {
      kind: 'accepted',
      clientOrderId: id,
      venueOrderId: idFrom<VenueOrderId>('V1'),
      isHeld: false,
      tsEvent: utcMs(core.now),
    } as const;
    broker.say(accepted);
    await runtime.command(aCommand('c2', { kind: 'cancel-order', clientOrderId: id }));
    broker.known = [accepted];
    await runtime.reconcile();
    expect(broker.calls.filter((call) => call === `cancel ${id}`).length).toBe(2);
  });

  it('is not sent after a restart what it never had and was to cancel', async () => {
    const { runtime, broker, core } = aScene();
    await runtime.command(aCommand('c1', BUY));
    const ids = [...core.books.orders.live()].map(({ clientOrderId }) => clientOrderId);
    await runtime.command(aCommand('c2', { kind: 'cancel-order', clientOrderId: ids[0] }));
    broker.known = ids.map((clientOrderId) => ({ kind: 'unknown', clientOrderId, tsEvent: utcMs(core.now) }));
    await runtime.reconcile();
    expect(broker.calls.filter((call) => call.startsWith('submit'))).toHaveLength(1);
    expect(core.books.orders.liveCount).toBe(0);
  });

  it('is sent again with a stop that it never had where that was to be moved', async () => {
    const { runtime, broker, core } = aScene();
    await runtime.command(aCommand('c1', BUY));
    const [entry, stop, target] = [...core.books.orders.live()];
    const tsEvent = utcMs(core.now);
    const { clientOrderId, instrumentId, side, quantity } = entry;
    const costs = { price: price('100.00'), fee: usd('0'), liquidity: 'taker' } as const;
    const fill = { tradeId: idFrom<TradeId>('T1'), clientOrderId, instrumentId, side, quantity, tsEvent, ...costs };
    broker.say({ kind: 'filled', clientOrderId, fill, tsEvent });
    await runtime.command(aCommand('c2', { kind: 'protect-position', instrumentId, stop: price('91.00'), target: null }));
    broker.known = [stop, target].map((order) => ({ kind: 'unknown', clientOrderId: order.clientOrderId, tsEvent }));
    broker.calls.length = 0;
    await runtime.reconcile();
    expect(broker.calls.slice(1)).toEqual([
      `submit ${stop.clientOrderId} ${target.clientOrderId}`,
      `replace ${stop.clientOrderId} ${price('91.00')}`,
    ]);
  });

  it('is asked what its own account led to only when that is on disk', async () => {
    const { runtime, broker, core, store } = aScene();
    await runtime.command(aCommand('c1', BUY));
    const [entry, stop, target] = [...core.books.orders.live()];
    const tsEvent = utcMs(core.now);
    const { clientOrderId, instrumentId, side, quantity } = entry;
    const costs = { price: price('100.00'), fee: usd('0'), liquidity: 'taker' } as const;
    broker.say({
      kind: 'filled',
      clientOrderId,
      fill: { tradeId: idFrom<TradeId>('T1'), clientOrderId, instrumentId, side, quantity, tsEvent, ...costs },
      tsEvent,
    });
    await runtime.settled();
    // The stop is gone, so the position is closed, and for that the target is cancelled first.
    broker.known = [
      { kind: 'accepted', clientOrderId: target.clientOrderId, venueOrderId: idFrom<VenueOrderId>('V3'), isHeld: false, tsEvent },
      { kind: 'rejected', clientOrderId: stop.clientOrderId, reason: 'no', tsEvent },
    ];
    store.isHeld = true;
    const reconciled = runtime.reconcile();
    const cancel = `cancel ${target.clientOrderId}`;
    await eventually(() => expect(core.books.orders.get(target.clientOrderId)?.isCancelRequested).toBe(true));
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    expect(broker.calls).not.toContain(cancel);
    store.isHeld = false;
    store.release();
    await reconciled;
    expect(broker.calls.filter((call) => call === cancel)).toEqual([cancel]);
  });
});
