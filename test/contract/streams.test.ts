import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { ChartFrame, WorkspaceEvent } from '../../shared/contract/index.ts';
import { type DoorName, doorNames, type OpenDoor } from '../support/doors.ts';
import { eventually } from '../support/eventually.ts';
import { type ServedWorkstation, servedMarket } from '../support/served-workstation.ts';

const START = Date.UTC(2024, 0, 2, 6);
const MINUTE_MS = 60_000;

const held: { served: ServedWorkstation | null; nowMs: number } = { served: null, nowMs: START };

beforeAll(async () => {
  held.served = await servedMarket({ bars: 3_000 });
  await held.served.playTo(START);
});

afterAll(async () => {
  await held.served?.close();
});

function served(): ServedWorkstation {
  if (held.served === null) throw new Error('nothing is served');
  return held.served;
}

async function playMinutes(count: number): Promise<void> {
  held.nowMs += count * MINUTE_MS;
  await served().playTo(held.nowMs);
}

async function openFor(name: DoorName): Promise<OpenDoor> {
  const door = await served().open(name, 'trade');
  onTestFinished(() => door.close());
  return door;
}

/** Reads a stream in the background into a list, until the test is over. */
function collect<T>(ask: (signal: AbortSignal) => Promise<AsyncIterable<T>>): {
  readonly seen: T[];
  readonly ended: Promise<unknown>;
  end(): void;
} {
  const ending = new AbortController();
  onTestFinished(() => ending.abort());
  const seen: T[] = [];
  const read = async (): Promise<void> => {
    for await (const value of await ask(ending.signal)) seen.push(value);
  };
  const ended = read().then(
    () => null,
    (error: unknown) => error,
  );
  return { seen, ended, end: () => ending.abort() };
}

const anOrder = { instrumentId: 'ABC.CSV', side: 'buy', type: 'limit', quantity: '1', limitPrice: '10' } as const;
const cursorOf = (event: WorkspaceEvent) => (event.kind === 'resync' ? event.snapshot.cursor : event.cursor);

/** Bars by their opening as a chart has them after all frames so far. */
function barsOf(frames: readonly ChartFrame[]): Map<number, number> {
  const closes = new Map<number, number>();
  for (const { isReset, bars } of frames) {
    if (isReset) closes.clear();
    bars.openTime.forEach((time, place) => closes.set(time, bars.close[place]));
  }
  return closes;
}

describe.each(doorNames)('through the %s', (doorName) => {
  it('the workspace begins with a snapshot and goes on with every change after it', async () => {
    const { client } = await openFor(doorName);
    const { seen } = collect((signal) => client.workspace.watch({}, { signal }));
    await eventually(() => expect(seen).toHaveLength(1));
    expect(seen[0]).toMatchObject({ kind: 'resync', snapshot: { cursor: { incarnation: expect.stringMatching(/./) as string } } });
    const { orderIds } = await client.orders.place(anOrder);
    const changed = (): string[] =>
      seen.flatMap((event) =>
        event.kind === 'changes' ? event.changes.flatMap((change) => (change.kind === 'order' ? [change.order.clientOrderId] : [])) : [],
      );
    await eventually(() => expect(changed()).toContain(orderIds[0]));
    await client.orders.cancel({ clientOrderId: orderIds[0] });
    const sequences = seen.map((event) => cursorOf(event).sequence);
    expect(sequences).toEqual([...new Set(sequences)].toSorted((a, b) => a - b));
  });

  it('the workspace goes on from a cursor with exactly what was missed', async () => {
    const { client } = await openFor(doorName);
    const { cursor } = await client.workspace.snapshot();
    const whole = collect((signal) => client.workspace.watch(cursor, { signal }));
    await client.orders.place(anOrder);
    await client.trading.kill({});
    await client.trading.resume({});
    const { cursor: last } = await client.workspace.snapshot();
    await eventually(() => expect(whole.seen.at(-1)).toMatchObject({ cursor: last }));
    const middle = cursorOf(whole.seen[1]);
    const rest = collect((signal) => client.workspace.watch(middle, { signal }));
    await eventually(() => expect(rest.seen).toEqual(whole.seen.slice(2)));
  });

  it.each([
    ['of another run', { incarnation: 'another', sequence: 5 }],
    ['that was never reached', { incarnation: null, sequence: 1_000_000_000 }],
  ])('the workspace answers a cursor %s with a snapshot, not with a gap', async (_what, cursor) => {
    const { client } = await openFor(doorName);
    const snapshot = await client.workspace.snapshot();
    const { seen } = collect((signal) =>
      client.workspace.watch({ ...cursor, incarnation: cursor.incarnation ?? snapshot.cursor.incarnation }, { signal }),
    );
    await eventually(() => expect(seen).toEqual([{ kind: 'resync', reason: 'that place is not known any more', snapshot }]));
  });

  it('a snapshot and the changes after it make the next snapshot', async () => {
    const { client } = await openFor(doorName);
    const before = await client.workspace.snapshot();
    const { seen } = collect((signal) => client.workspace.watch(before.cursor, { signal }));
    await client.orders.place(anOrder);
    await playMinutes(120);
    const after = await client.workspace.snapshot();
    await eventually(() => expect(seen.at(-1)).toMatchObject({ cursor: after.cursor }));
    const orders = new Map(before.orders.map((order) => [order.clientOrderId, order]));
    const signals = new Set(before.signals.map(({ id }) => id));
    for (const event of seen) {
      if (event.kind !== 'changes') continue;
      for (const change of event.changes) {
        if (change.kind === 'order') orders.set(change.order.clientOrderId, change.order);
        if (change.kind === 'signal') signals.add(change.signal.id);
      }
    }
    expect(after.orders.map((order) => orders.get(order.clientOrderId))).toEqual(after.orders);
    expect(after.signals.filter(({ id }) => !signals.has(id))).toEqual([]);
  });

  it('quotes give the latest price, not every price on the way', async () => {
    const { client } = await openFor(doorName);
    const { seen } = collect((signal) => client.market.quotes(undefined, { signal }));
    await eventually(() => expect(seen).toHaveLength(1));
    await playMinutes(100);
    const account = await client.account.get();
    await eventually(() => expect(seen.at(-1)).toMatchObject({ asOf: account.asOf }));
    const history = await client.market.history({ instrumentId: 'ABC.CSV', limit: 1 });
    expect(seen.at(-1)?.last).toEqual(history.close);
    expect(seen.length).toBeLessThan(50);
  });

  it('a chart gives all its bars at first and then only what changes, which together is the history', async () => {
    const { client } = await openFor(doorName);
    const indicators = [{ key: 'slow', name: 'sma', parameters: { period: 20 } }];
    const { seen } = collect((signal) =>
      client.market.chart({ instrumentId: 'ABC.CSV', interval: '5m', limit: 40, indicators }, { signal }),
    );
    await eventually(() => expect(seen).toHaveLength(1));
    expect(seen[0]).toMatchObject({ isReset: true, hasOlder: true });
    expect(seen[0].bars.openTime).toHaveLength(40);
    for (let i = 0; i < 4; i += 1) {
      await playMinutes(3);
      const place = seen.length;
      await eventually(() => expect(seen.length).toBeGreaterThanOrEqual(Math.min(place, i + 2)));
    }
    await eventually(() => expect(seen.at(-1)?.asOf).toBe(held.nowMs));
    expect(seen.slice(1).every(({ isReset, bars }) => !isReset && bars.openTime.length <= 4)).toBe(true);
    const { openTime, close } = await client.market.history({ instrumentId: 'ABC.CSV', interval: '5m', limit: 30 });
    const closes = barsOf(seen);
    expect(openTime.map((time) => closes.get(time))).toEqual(close);
  });

  it('a chart shows a custom indicator, and one that compares with another instrument', async () => {
    const { client } = await openFor(doorName);
    const indicators: { key: string; name: string; parameters: Record<string, number>; expression?: string; reference?: string }[] = [
      { key: 'mine', name: 'mine', parameters: {}, expression: '(high + low) / 2 - hl2 + close' },
      { key: 'self', name: 'correlation', parameters: { period: 5 }, reference: 'ABC.CSV' },
      { key: 'alone', name: 'correlation', parameters: { period: 5 } },
    ];
    const { seen } = collect((signal) =>
      client.market.chart({ instrumentId: 'ABC.CSV', interval: '5m', limit: 20, indicators }, { signal }),
    );
    await eventually(() => expect(seen).toHaveLength(1));
    await playMinutes(7);
    await eventually(() => expect(seen.at(-1)?.asOf).toBe(held.nowMs));
    for (const { bars, lines, isReset } of seen) {
      const [mine, self, alone] = lines.map(({ values }) => values);
      const known = self.slice(isReset ? 4 : 0);
      expect(mine).toEqual(bars.close);
      expect(known.every((value) => value === 0 || Math.abs((value ?? 0) - 1) < 1e-9)).toBe(true);
      expect(alone.every((value) => value === null)).toBe(true);
      expect(bars.openTime.length).toBe(isReset ? 20 : mine.length);
      if (!isReset) expect(bars.openTime.length).toBeLessThanOrEqual(4);
    }
  });

  it('a chart that is closed is not followed any more', async () => {
    const { client } = await openFor(doorName);
    const chart = collect((signal) => client.market.chart({ instrumentId: 'ABC.CSV', interval: '1m', limit: 5 }, { signal }));
    await eventually(() => expect(chart.seen).toHaveLength(1));
    chart.end();
    await chart.ended;
    await expectNobodyFollows();
  });

  it('the status comes at once and again when the market is paused', async () => {
    const { client } = await openFor(doorName);
    const { seen } = collect((signal) => client.engine.watch(undefined, { signal }));
    await eventually(() => expect(seen.length).toBeGreaterThan(0));
    await client.market.setPlayback({ isPaused: true });
    await eventually(() => expect(seen.at(-1)?.playback.isPaused).toBe(true));
    await client.market.setPlayback({ isPaused: false });
    await eventually(() => expect(seen.at(-1)?.playback.isPaused).toBe(false));
  });
});

describe.each(['message port', 'WebSocket'] as const)('a %s', (doorName) => {
  it('that is closed takes its streams with it, on both sides', async () => {
    const door = await served().open(doorName, 'trade');
    const chart = collect((signal) => door.client.market.chart({ instrumentId: 'ABC.CSV', interval: '1m', limit: 5 }, { signal }));
    await eventually(() => expect(chart.seen).toHaveLength(1));
    door.close();
    expect(await chart.ended).not.toBeNull();
    await expectNobodyFollows();
  });

  it('that carries many streams at once keeps them apart', async () => {
    const { client } = await openFor(doorName);
    const intervals = ['1m', '5m', '15m', '1h'] as const;
    const charts = intervals.map((interval) =>
      collect((signal) => client.market.chart({ instrumentId: 'ABC.CSV', interval, limit: 3 }, { signal })),
    );
    await eventually(() => expect(charts.every(({ seen }) => seen.length > 0)).toBe(true));
    const steps = charts.map(({ seen: [{ bars }] }) => bars.openTime[1] - bars.openTime[0]);
    expect(steps).toEqual([1, 5, 15, 60].map((minutes) => minutes * MINUTE_MS));
  });
});

/** A chart board that nobody follows says nothing when the market goes on. */
async function expectNobodyFollows(): Promise<void> {
  await eventually(async () => {
    let count = 0;
    const subscription = served().workstation.feeds.charts.onDidMove(() => (count += 1));
    await playMinutes(1);
    subscription.dispose();
    expect(count).toBe(0);
  });
}
