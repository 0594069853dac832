import { describe, expect, it, onTestFinished } from 'vitest';
import { Books } from '../../../../electron/engine/books/books.ts';
import type { StoreFault } from '../../../../electron/engine/ports/durable-store.ts';
import { WorkspaceFeed } from '../../../../electron/host/feeds/workspace-feed.ts';
import { WorkspaceBus } from '../../../../electron/host/workspace-bus.ts';
import type { Cursor, WorkspaceEvent } from '../../../../shared/contract/index.ts';
import { utcMs } from '../../../../shared/domain/time.ts';
import { USD } from '../../../support/builders.ts';
import { settingsWith } from '../../../support/engine-harness.ts';
import { aCommand, aRuntime, BUY } from '../../../support/runtime-scene.ts';
import { ScriptedBroker } from '../../../support/scripted-broker.ts';
import { ScriptedStore } from '../../../support/scripted-store.ts';

/** A feed behind a runtime; commands make its events. */
function aScene() {
  const { runtime } = aRuntime({ store: new ScriptedStore(), broker: new ScriptedBroker() });
  const state: { fault: StoreFault | null; count: number } = { fault: null, count: 0 };
  const feed = new WorkspaceFeed({
    books: new Books(USD),
    incarnation: 'testrunx',
    sequence: runtime.core.sequence,
    settings: () => settingsWith(),
    fault: () => state.fault,
    bus: new WorkspaceBus(() => undefined),
  });
  runtime.onDidRelease((entry) => feed.take(entry));
  /** Halts or resumes trading: one event each. */
  const flip = async (times = 1): Promise<void> => {
    for (let n = 0; n < times; n += 1) {
      state.count += 1;
      const body = state.count % 2 === 1 ? ({ kind: 'kill', isFlattening: false } as const) : ({ kind: 'resume-trading' } as const);
      await runtime.command(aCommand(`flip-${state.count}`, body));
    }
  };
  const read = (from: Cursor): AsyncGenerator<WorkspaceEvent, void, void> => {
    const abort = new AbortController();
    const stream = feed.watch(from, abort.signal);
    onTestFinished(() => abort.abort());
    return stream;
  };
  return { feed, runtime, state, flip, read };
}

async function next(stream: AsyncGenerator<WorkspaceEvent, void, void>): Promise<WorkspaceEvent> {
  const { value } = await stream.next();
  if (value === undefined) throw new Error('the stream ended');
  return value;
}

const BEGINNING: Cursor = { incarnation: '', sequence: 0 };

describe('the feed of the workspace', () => {
  it('begins with a snapshot and its cursor, and goes on with every change in order', async () => {
    const { feed, flip, read } = aScene();
    await flip();
    const stream = read(BEGINNING);
    const first = await next(stream);
    expect(first).toMatchObject({ kind: 'resync', snapshot: { cursor: feed.cursor, trading: { state: 'halted' } } });
    await flip(3);
    const events = [await next(stream), await next(stream), await next(stream)];
    const sequences = events.map((event) => (event.kind === 'changes' ? event.cursor.sequence : Number.NaN));
    expect(sequences).toEqual([1, 2, 3].map((n) => (first.kind === 'resync' ? first.snapshot.cursor.sequence + n : 0)));
  });

  it('goes on behind the cursor that a reader comes back with, missing nothing and repeating nothing', async () => {
    const { feed, flip, read } = aScene();
    await flip(2);
    const { cursor } = feed;
    await flip(3);
    const stream = read(cursor);
    const events = [await next(stream), await next(stream), await next(stream)];
    expect(events.map((event) => (event.kind === 'changes' ? event.cursor.sequence - cursor.sequence : null))).toEqual([1, 2, 3]);
    const waiting = next(stream);
    await flip();
    expect(await waiting).toMatchObject({ kind: 'changes', cursor: feed.cursor });
  });

  it.each<{ what: string; cursor: (now: Cursor) => Cursor }>([
    { what: 'of another run', cursor: (now) => ({ ...now, incarnation: 'otherrun' }) },
    { what: 'of the future', cursor: (now) => ({ ...now, sequence: now.sequence + 1 }) },
  ])('answers a cursor $what with a new start', async ({ cursor }) => {
    const { feed, flip, read } = aScene();
    await flip(2);
    expect(await next(read(cursor(feed.cursor)))).toMatchObject({ kind: 'resync', snapshot: { cursor: feed.cursor } });
  });

  it('tells a reader that is too far behind to start over, with everything as it is now', async () => {
    const { feed, flip, read } = aScene();
    const stream = read(feed.cursor);
    const waiting = next(stream);
    await flip();
    await waiting;
    await flip(1_100);
    const event = await next(stream);
    expect(event).toMatchObject({ kind: 'resync', reason: 'too far behind', snapshot: { cursor: feed.cursor } });
    const after = next(stream);
    await flip();
    expect(await after).toMatchObject({ kind: 'changes', cursor: feed.cursor });
  });

  it('answers a cursor that it does not reach back to with a new start, never with a gap', async () => {
    const { feed, flip, read } = aScene();
    await flip();
    const { cursor } = feed;
    await flip(2_100);
    expect(await next(read(cursor))).toMatchObject({ kind: 'resync', reason: 'that place is not known any more' });
  });

  it('carries an order with its stop and target as soon as it is on disk', async () => {
    const { runtime, feed, read } = aScene();
    const stream = read(feed.cursor);
    const waiting = next(stream);
    await runtime.command(aCommand('buy', BUY));
    const event = await waiting;
    const orders = event.kind === 'changes' ? event.changes.flatMap((change) => (change.kind === 'order' ? [change.order] : [])) : [];
    expect(orders.map(({ role, status }) => [role, status])).toEqual([
      ['entry', 'submitted'],
      ['stop-loss', 'submitted'],
      ['take-profit', 'submitted'],
    ]);
    expect(feed.snapshot().orders.length).toBe(3);
  });

  it('tells that recording stopped also to a reader that comes back with the last cursor', async () => {
    const { feed, flip, state, read } = aScene();
    await flip();
    const { cursor } = feed;
    state.fault = { sequence: null, message: 'the disk is broken' };
    feed.tell({ event: 'systemError', at: utcMs(0), instrumentId: null, message: 'the disk is broken', fill: null });
    const event = await next(read(cursor));
    const notices = event.kind === 'changes' ? event.notices.map(({ message }) => message) : [event.kind];
    expect(notices).toEqual(['the disk is broken']);
  });

  it('gives up a reader that leaves', async () => {
    const { feed } = aScene();
    const abort = new AbortController();
    const stream = feed.watch(feed.cursor, abort.signal);
    const waiting = stream.next();
    abort.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });
});
