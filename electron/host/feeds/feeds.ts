import type { DisposableStore } from '../../../shared/base/disposable.ts';
import { disposable } from '../../../shared/base/disposable.ts';
import { utcMs } from '../../../shared/domain/time.ts';
import type { BitFlowEngine } from '../../engine/bitflow-engine.ts';
import { restoreBooks, snapshotOf } from '../../engine/books/books-snapshot.ts';
import type { Services } from '../services.ts';
import type { WorkspaceBus } from '../workspace-bus.ts';
import { ChartBoard } from './chart-board.ts';
import { EventFeed } from './event-feed.ts';
import { publishRows } from './market-events.ts';
import { QuoteBoard } from './quote-board.ts';
import { WorkspaceFeed } from './workspace-feed.ts';

/** What the doors read from. */
export interface Feeds {
  readonly workspace: WorkspaceFeed;
  readonly quotes: QuoteBoard;
  readonly charts: ChartBoard;
  readonly events: EventFeed;
}

/** How often the engine's own figures go to those who listen for them. */
const METRICS_MS = 5_000;

export interface FeedOptions {
  readonly services: Services;
  readonly bus: WorkspaceBus;
  readonly engine: BitFlowEngine;
  /** The engine's own figures in words. */
  readonly metrics: () => string;
  /** Ends what goes on by itself. */
  readonly held: DisposableStore;
}

/** Makes the feeds and lets them follow the market, the components and the engine's figures; recorded facts are handed to `workspace` by whoever releases them. */
export function openFeeds({ services, bus, engine, metrics, held }: FeedOptions): Feeds {
  const { barHistory, core, header, marketDoor, recording, runtime, settings } = services;
  const now = () => utcMs(Math.floor(core.now));
  const quotes = new QuoteBoard(core.market, header.instruments.length);
  const charts = new ChartBoard(barHistory, () => core.now);
  const events = new EventFeed(bus);
  const workspace = new WorkspaceFeed({
    // The doors' copy begins where the core's does; from there each takes the facts at its own time.
    books: restoreBooks(snapshotOf(core.books)),
    incarnation: header.incarnation,
    sequence: recording.lastSequence,
    settings: () => settings.current,
    fault: () => runtime.fault,
    bus,
  });
  marketDoor.onDidTakeRows((rows) => {
    quotes.take(rows);
    charts.take(rows);
    publishRows(bus, rows, header.instruments, now());
  });
  const announce = (name: string): void =>
    events.announce({ event: 'componentInitialized', at: now(), instrumentId: null, message: name, fill: null });
  for (const { name, state } of engine.components) if (state === 'running') announce(name);
  engine.onDidChangeComponent(({ name, state }) => (state === 'running' ? announce(name) : undefined));
  const timer = setInterval(() => {
    if (!bus.isHeard('performanceMetrics')) return;
    bus.publish({ event: 'performanceMetrics', at: now(), instrumentId: null, message: metrics(), fill: null });
  }, METRICS_MS);
  held.add(disposable(() => clearInterval(timer)));
  return { workspace, quotes, charts, events };
}
