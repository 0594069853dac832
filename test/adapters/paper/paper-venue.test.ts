import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PaperVenue } from '../../../electron/adapters/paper/paper-venue.ts';
import type { VenueReport } from '../../../electron/engine/ports/broker.ts';
import type { VenueBooksStore } from '../../../electron/engine/ports/venue-books-store.ts';
import { threadScripts } from '../../../electron/platform/program-files.ts';
import { PaperBooksStore } from '../../../electron/storage/paper/paper-books-store.ts';
import { type ClientOrderId, idFrom } from '../../../shared/domain/ids.ts';
import type { MarketBlock } from '../../../shared/domain/market-block.ts';
import type { Order } from '../../../shared/domain/order.ts';
import { utcMs } from '../../../shared/domain/time.ts';
import { anInstrument, anOrder, price, quantity } from '../../support/builders.ts';
import { aTickBlock } from '../../support/market-blocks.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { ScriptedVenueBooks } from '../../support/venue-books.ts';

const NOW = utcMs(1_000_000);
const ID = idFrom<ClientOrderId>('run-1');
const STOP = idFrom<ClientOrderId>('run-2');

async function aVenue(store: VenueBooksStore): Promise<{ venue: PaperVenue; reports: VenueReport[] }> {
  const venue = await PaperVenue.open({ instruments: [anInstrument()], participation: 1, spreadBasisPoints: 2, store, now: () => NOW });
  const reports: VenueReport[] = [];
  venue.onDidReport((report) => reports.push(report));
  return { venue, reports };
}

const limitBuy = (change: Partial<Order> = {}): Order =>
  anOrder({ type: 'limit', limitPrice: price('10.00'), status: 'submitted', venueOrderId: null, ...change });

/** Shows a venue all rows of a block, and waits until it has said what it has to say. */
async function show(venue: PaperVenue, block: MarketBlock): Promise<boolean[]> {
  const changed: boolean[] = [];
  for (let row = 0; row < block.length; row += 1) {
    changed.push(venue.work(block, row));
    await venue.settled();
  }
  return changed;
}

const kinds = (reports: readonly VenueReport[]): string[] => reports.map(({ kind }) => kind);

const ALL_KNOWN = { isKnown: () => true, isOurs: () => true };

describe('the paper venue', () => {
  it('acknowledges an order only when its own disk has it', async () => {
    const store = new ScriptedVenueBooks();
    const { venue, reports } = await aVenue(store);
    store.isHeld = true;
    const handedOver = venue.submit(limitBuy(), []);
    await Promise.resolve();
    expect([reports, store.books.orders]).toEqual([[], []]);
    store.release();
    await handedOver;
    expect(reports).toEqual([{ kind: 'accepted', clientOrderId: ID, venueOrderId: 'P1', isHeld: false, tsEvent: NOW }]);
    expect(store.books.orders.map(({ clientOrderId, status }) => [clientOrderId, status])).toEqual([[ID, 'working']]);
  });

  it('says of a fill, a cancel and a change of price only what its disk has', async () => {
    const store = new ScriptedVenueBooks();
    const { venue, reports } = await aVenue(store);
    await venue.submit(limitBuy(), []);
    for (const act of [
      () => venue.replace(ID, price('9.50')),
      () => (venue.work(aTickBlock([{ time: NOW + 1, price: 9.4, volume: 40 }]), 0), venue.settled()),
      () => venue.cancel(ID),
    ]) {
      const [said, stored] = [reports.length, store.books.orders[0]];
      store.isHeld = true;
      const done = act();
      await Promise.resolve();
      expect([reports.length, store.books.orders[0]]).toEqual([said, stored]);
      store.release();
      await done;
      expect(reports.length).toBeGreaterThan(said);
      expect(store.books.orders[0]).not.toEqual(stored);
    }
    expect(kinds(reports)).toEqual(['accepted', 'replaced', 'filled', 'cancelled']);
  });

  it('takes an order that is sent twice, at once or later, as one', async () => {
    const store = new ScriptedVenueBooks();
    const { venue, reports } = await aVenue(store);
    await Promise.all([venue.submit(limitBuy(), []), venue.submit(limitBuy(), [])]);
    await show(venue, aTickBlock([{ time: NOW + 1, price: 9 }]));
    await venue.submit(limitBuy(), []);
    expect([...venue.orders()].length).toBe(1);
    expect(store.books).toMatchObject({ orderCount: 1, tradeCount: 1 });
    expect(new Set(reports.flatMap((report) => (report.kind === 'filled' ? [report.fill.tradeId] : [])))).toEqual(new Set(['T1']));
    expect(kinds(reports)).toEqual(['accepted', 'accepted', 'filled', 'accepted', 'filled']);
  });

  it('knows its orders and trades after a restart, fills on, and never uses a number twice', async () => {
    const path = join(temporaryFolder(), 'paper.db');
    const open = async (): Promise<PaperBooksStore> => PaperBooksStore.open(threadScripts.storageWorker, path);
    const before = await aVenue(await open());
    const stop = anOrder({
      clientOrderId: STOP,
      groupId: ID,
      role: 'stop-loss',
      side: 'sell',
      type: 'stop',
      stopPrice: price('8.00'),
      status: 'submitted',
      venueOrderId: null,
    });
    await before.venue.submit(limitBuy(), [stop]);
    await show(before.venue, aTickBlock([{ time: NOW + 1, price: 9.9, volume: 60 }]));
    await before.venue.close();

    const { venue, reports } = await aVenue(await open());
    onTestFinished(() => venue.close());
    const told = await venue.reconcile([ID, STOP, idFrom<ClientOrderId>('run-9')], ALL_KNOWN);
    // Whoever has forgotten both is told of them unasked.
    const unasked = await venue.reconcile([], { isKnown: () => false, isOurs: () => false });
    expect(unasked.map(({ clientOrderId }) => clientOrderId)).toEqual(expect.arrayContaining([ID, STOP]));
    expect(told.toSorted((a, b) => (a.kind + a.clientOrderId < b.kind + b.clientOrderId ? -1 : 1))).toMatchObject([
      { kind: 'accepted', clientOrderId: ID, venueOrderId: 'P1', isHeld: false },
      { kind: 'accepted', clientOrderId: STOP, venueOrderId: 'P2', isHeld: true },
      { kind: 'activated', clientOrderId: STOP, quantity: quantity('60') },
      { kind: 'filled', clientOrderId: ID, fill: { tradeId: 'T1', quantity: quantity('60') } },
      { kind: 'unknown', clientOrderId: 'run-9' },
    ]);
    await show(venue, aTickBlock([{ time: NOW + 2, price: 9.9 }]));
    expect(reports).toMatchObject([
      { kind: 'filled', fill: { tradeId: 'T2', quantity: quantity('40') } },
      { kind: 'activated', clientOrderId: STOP, quantity: quantity('100') },
    ]);
    await venue.submit(limitBuy({ clientOrderId: idFrom<ClientOrderId>('run-3') }), []);
    expect(reports.at(-1)).toMatchObject({ kind: 'accepted', venueOrderId: 'P3' });
  });

  it('tells whole what a run of ours named and the record lacks, and what it was before all that came of it', async () => {
    const { venue } = await aVenue(new ScriptedVenueBooks());
    await venue.submit(limitBuy(), []);
    await show(venue, aTickBlock([{ time: NOW + 1, price: 9.9, volume: 60 }]));
    const told = await venue.reconcile([], { isKnown: () => false, isOurs: (id) => id === ID });
    expect(told).toMatchObject([
      { kind: 'recovered', clientOrderId: ID, order: { side: 'buy', type: 'limit', role: 'entry', quantity: quantity('100') } },
      { kind: 'accepted', clientOrderId: ID, venueOrderId: 'P1' },
      { kind: 'filled', clientOrderId: ID, fill: { tradeId: 'T1', quantity: quantity('60') } },
    ]);
  });

  it('works a row once, also when it is shown again after a restart', async () => {
    const store = new ScriptedVenueBooks();
    const rows = aTickBlock([
      { time: NOW + 1, price: 9.9, volume: 30 },
      { time: NOW + 2, price: 9.9, volume: 30 },
    ]);
    const before = await aVenue(store);
    await before.venue.submit(limitBuy(), []);
    expect(await show(before.venue, rows)).toEqual([true, true]);
    expect(await show(before.venue, rows)).toEqual([false, false]);

    const { venue, reports } = await aVenue(store);
    expect(await show(venue, rows)).toEqual([false, false]);
    expect(reports).toEqual([]);
    expect([...venue.orders()][0].filledQuantity).toBe(quantity('60'));
  });

  it('reports nothing that it could not save, and fails whoever waits', async () => {
    const store = new ScriptedVenueBooks();
    const { venue, reports } = await aVenue(store);
    store.failure = new Error('the disk is broken');
    await expect(venue.submit(limitBuy(), [])).rejects.toThrow('the disk is broken');
    await expect(venue.settled()).rejects.toThrow('the disk is broken');
    await expect(venue.reconcile([ID], ALL_KNOWN)).rejects.toThrow('the disk is broken');
    expect(reports).toEqual([]);
  });

  it('lets go of its disk when it is closed, even after a save failed', async () => {
    const store = new ScriptedVenueBooks();
    const { venue } = await aVenue(store);
    store.failure = new Error('the disk is broken');
    await expect(venue.submit(limitBuy(), [])).rejects.toThrow();
    await venue.close().catch(() => undefined);
    expect(store.isClosed).toBe(true);
  });

  it('rejects what it does not trade, without keeping it', async () => {
    const store = new ScriptedVenueBooks();
    const { venue, reports } = await aVenue(store);
    await venue.submit(limitBuy({ quantity: quantity('0.5') }), []);
    await venue.submit(limitBuy({ clientOrderId: STOP, limitPrice: price('10.005') }), []);
    expect(kinds(reports)).toEqual(['rejected', 'rejected']);
    expect(store.books.orders).toEqual([]);
  });
});
