import { randomInt } from 'node:crypto';
import type { Pulse } from '../../shared/base/pulse.ts';
import type { Settings } from '../../shared/config/settings.ts';
import { decisionSettings } from '../../shared/config/settings.ts';
import { type Incarnation, idFrom } from '../../shared/domain/ids.ts';
import type { Currency } from '../../shared/domain/money.ts';
import { SECOND_MS } from '../../shared/domain/time.ts';
import { PaperVenue } from '../adapters/paper/paper-venue.ts';
import { HistoryThread } from '../adapters/sim/history-thread.ts';
import { FIRST_DAY } from '../adapters/sim/price-path.ts';
import { Books } from '../engine/books/books.ts';
import { EngineCore } from '../engine/engine-core.ts';
import { FactHash } from '../engine/kernel/fact-hash.ts';
import type { RunHeader } from '../engine/kernel/input.ts';
import { ServiceContainer } from '../engine/kernel/service-container.ts';
import type { DurableStore, StoreFault } from '../engine/ports/durable-store.ts';
import type { MarketStore } from '../engine/ports/market-store.ts';
import { MeasurementHistory } from '../inference/measure/measurement-history.ts';
import { ModelLibrary } from '../inference/model-library.ts';
import { ModelManager } from '../inference/model-manager.ts';
import { platformHashes, sha256Hex } from '../platform/hashing.ts';
import { SettingsFile } from '../platform/settings-file.ts';
import { type JournalHistory, JournalStore, readHistory, recordedMarket } from '../storage/journal/journal-store.ts';
import { checkTables } from '../storage/journal/table-check.ts';
import type { RecordDifference } from '../storage/journal/table-comparison.ts';
import { encodeJson } from '../storage/json-codec.ts';
import type { KeptStore } from '../storage/kept-store.ts';
import { MarketDbStore, noMarketStore } from '../storage/market/market-db-store.ts';
import { memoryStore } from '../storage/memory-store.ts';
import { memoryPaperBooks, PaperBooksStore } from '../storage/paper/paper-books-store.ts';
import type { StorageThread } from '../storage/thread/storage-thread.ts';
import { EngineRuntime } from './engine-runtime.ts';
import { MachineClock } from './machine-clock.ts';
import { type OpenedMarket, openMarket } from './market-choice.ts';
import { type BarHistory, CachedHistory, historyAtHand } from './market-history.ts';
import { MarketLag } from './market-lag.ts';
import { modelChoice, placeOf } from './model-choice.ts';
import { checkSpeed, openingPlayback, PlaybackClock, SPEED_RANGE } from './playback-clock.ts';
import { NEWS_BEFORE_MS, PlayedMarketDoor } from './played-market-door.ts';
import { type TimedVenueBooks, timedVenueBooks } from './timed-venue-books.ts';
import type { WorkstationOptions } from './workstation-options.ts';

/** The durable record with what it held when it was opened. */
export interface Recording {
  readonly store: DurableStore;
  readonly fault: StoreFault | null;
  readonly lastSequence: number;
  readonly rebuiltTables: readonly string[];
  /** Holds every row of the tables against the journal, beside the engine; returns what differs. */
  checkTables(signal: AbortSignal): Promise<readonly RecordDifference[]>;
  rebuildTables(): Promise<void>;
  readonly history: JournalHistory | null;
  dropSegments(beforeMs: number): Promise<number>;
  /** The store's own thread; `null` where there is none. */
  readonly thread: StoreThread | null;
}

/** The thread that a store is written by, as whoever watches it sees it. */
export interface StoreThread {
  readonly pulse: Pulse;
  /** What keeps it from writing though it answers; `null` when nothing does. */
  readonly obstacle: string | null;
}

/** Every service of a workstation, by the name it is registered under. */
export interface Services {
  readonly settings: SettingsFile;
  readonly recording: Recording;
  readonly market: OpenedMarket;
  readonly modelManager: ModelManager;
  readonly modelLibrary: ModelLibrary;
  readonly marketStore: MarketStore;
  readonly barHistory: BarHistory & { readonly pulse: Pulse | null; close(): Promise<void> };
  readonly clock: PlaybackClock;
  readonly header: RunHeader;
  readonly core: EngineCore;
  readonly paperStore: PaperBooksStore | null;
  readonly venueBooks: TimedVenueBooks;
  readonly venue: PaperVenue;
  readonly runtime: EngineRuntime;
  readonly marketDoor: PlayedMarketDoor;
  readonly marketLag: MarketLag;
  /** The stores that have files in the data folder. */
  readonly keptStores: readonly KeptStore[];
}

/** Registers every service in one visible place: core, data, AI, strategy, execution and risk (row A3). */
export function registerServices(options: WorkstationOptions): ServiceContainer<Services> {
  const { folder, scripts, wallNow, interposers } = options;
  const services = new ServiceContainer<Services>();
  const kept: KeptStore[] = [];

  services.register(
    'settings',
    [],
    () => new SettingsFile(folder?.settings ?? null, { overrides: options.overrides, lastGood: options.predecessor?.settings ?? null }),
  );

  services.register('market', ['settings'], ({ settings }) =>
    openMarket(options.market, settings.current, folder === null ? null : recordedMarket(folder.journal)),
  );

  services.register('recording', ['market'], ({ market }) =>
    openRecording(options, market.market.instruments[0].quoteCurrency, (store) => kept.push(store)),
  );

  services.register(
    'modelManager',
    ['settings'],
    ({ settings }) => new ModelManager({ script: scripts.inferenceWorker, choice: modelChoice(settings.current, options), wallNow }),
  );

  services.register('modelLibrary', ['settings', 'modelManager'], ({ settings, modelManager }) => {
    const library = new ModelLibrary({
      script: scripts.inferenceWorker,
      history: new MeasurementHistory(folder?.measurements ?? null),
      wallNow,
      folderOf: (id) => placeOf(id, settings.current, options),
    });
    library.onDidChangeFiles((id) => {
      if (id === settings.current.sentiment.model) modelManager.reload();
    });
    return library;
  });

  services.register('marketStore', [], async () => {
    if (folder === null) return noMarketStore;
    const store = await MarketDbStore.open(scripts.storageWorker, folder.market);
    kept.push(keptStore(folder.market, store.thread));
    return store;
  });

  services.register('barHistory', ['market', 'marketStore'], ({ market, marketStore }) => {
    const { identity, instruments } = market.market;
    if (identity.kind === 'csv') return { ...historyAtHand(market.market), pulse: null, close: () => Promise.resolve() };
    const thread = new HistoryThread(scripts.historyWorker, identity.seed);
    const cached = new CachedHistory({
      store: marketStore,
      source: (instrument, day, untilMs) => thread.minutes(instrument, day, untilMs),
      seriesOf: (instrument) => `sim-${identity.seed}-${identity.version}-${instruments[instrument].symbol}`,
      firstDay: FIRST_DAY + 1,
    });
    return {
      bars: (instrument, lengthMs, untilMs, limit) => cached.bars(instrument, lengthMs, untilMs, limit),
      get pulse() {
        return thread.pulse;
      },
      close: () => thread.close(),
    };
  });

  services.register('clock', ['market', 'recording'], ({ market, recording }) => {
    const [slowest, fastest] = SPEED_RANGE[market.market.identity.kind];
    if (options.speed !== undefined && options.speed !== null) checkSpeed(options.speed, slowest, fastest);
    const last = recording.history?.lastPlayback?.input;
    const before = { playback: last?.kind === 'playback' ? last.playback : null, lastTimeMs: recording.history?.lastTimeMs ?? null };
    const wallMs = wallNow();
    const startTimeMs = market.market.startTime(wallMs);
    return new PlaybackClock(
      openingPlayback(before, { speed: options.speed, goesOnWhileAway: market.market.endTimeMs === null, startTimeMs, wallMs }),
    );
  });

  services.register(
    'header',
    ['settings', 'market', 'recording', 'clock', 'modelManager'],
    ({ settings, market, recording, clock, modelManager }): RunHeader => {
      const { instruments, barMs, identity, isBarMarket } = market.market;
      return {
        incarnation: newIncarnation(),
        startsAt: (recording.history?.lastTimeMs ?? clock.playback.marketMs) as RunHeader['startsAt'],
        wallMs: wallNow(),
        market: identity,
        instruments,
        barMs,
        isBarMarket,
        settings: settings.current,
        settingsHash: settingsHash(settings.current),
        codeHash: options.codeHash,
        modelHash: modelManager.modelHash,
      };
    },
  );

  services.register('core', ['header', 'recording'], ({ header, recording }) => {
    const { history } = recording;
    const factHash = new FactHash(platformHashes, history?.lastEntry?.factHash ?? null);
    for (const run of history?.runs ?? []) if (run.input?.kind === 'run-opened') factHash.openRun(run.input.header.incarnation);
    const books = history?.books ?? new Books(header.instruments[0].quoteCurrency);
    for (const { id } of books.venue.followed) factHash.openBooks(id);
    return new EngineCore({ header, books, factHash }, recording.lastSequence);
  });

  services.register('paperStore', [], async () => {
    if (folder === null) return null;
    const store = await PaperBooksStore.open(scripts.storageWorker, folder.paper);
    kept.push(keptStore(folder.paper, store.thread));
    return store;
  });

  services.register('venueBooks', ['paperStore'], ({ paperStore }) => {
    const books = paperStore ?? memoryPaperBooks;
    return timedVenueBooks(interposers?.venueBooks(books) ?? books);
  });

  services.register('venue', ['venueBooks', 'market', 'settings', 'clock'], ({ venueBooks, market, settings, clock }) => {
    const { participation, spreadBasisPoints } = settings.current.paper;
    const now = (): RunHeader['startsAt'] => Math.floor(Math.min(clock.marketTime(wallNow()), lastRowTime())) as RunHeader['startsAt'];
    // The venue lives in the market's time: that of the last row it was shown, which a paused or unpaced market does not leave.
    const lastRowTime = (): number => services.peek('marketDoor')?.position?.timeMs ?? clock.playback.marketMs;
    return PaperVenue.open({ instruments: market.market.instruments, participation, spreadBasisPoints, store: venueBooks, now });
  });

  services.register('runtime', ['core', 'recording', 'venue', 'header'], ({ core, recording, venue, header }) => {
    const store = interposers?.store(recording.store) ?? recording.store;
    const broker = interposers?.broker(venue) ?? venue;
    const runs = new Set<string>([header.incarnation]);
    for (const { input } of recording.history?.runs ?? []) if (input?.kind === 'run-opened') runs.add(input.header.incarnation);
    return new EngineRuntime({ core, store, broker, runs, isKeepingMarket: folder !== null, fault: recording.fault });
  });

  services.register('marketDoor', ['market', 'venue', 'runtime', 'modelManager', 'clock', 'recording'], (made) => {
    const { market, venue, runtime, modelManager, clock, recording } = made;
    // A market without an end has no first row to begin with: it begins now.
    const position =
      recording.history?.lastPosition ??
      (market.market.endTimeMs === null ? { timeMs: clock.playback.marketMs, instrument: 0xffff } : null);
    const lastHeadlineMs = Math.max(-Infinity, ...[...runtime.core.books.headlines.values()].map((headline) => headline.tsEvent));
    return new PlayedMarketDoor({
      market: market.market,
      venue,
      runtime,
      scorer: modelManager,
      clock,
      position,
      // A file was not played on meanwhile.
      reachedMs: market.market.endTimeMs === null ? (position?.timeMs ?? clock.playback.marketMs) : clock.playback.marketMs,
      headlinesAfterMs: Math.max(lastHeadlineMs, clock.playback.marketMs - NEWS_BEFORE_MS),
    });
  });

  services.register('marketLag', ['market', 'marketDoor', 'runtime', 'clock', 'settings'], (made) => {
    const { market, marketDoor, runtime, clock, settings } = made;
    const machine = new MachineClock({ wallNow, steadyNow: options.steadyNow ?? (() => performance.now()) });
    const lag = new MarketLag({
      clock,
      machine,
      runtime,
      reachedMs: () => marketDoor.reachedMs,
      goesOn: market.market.endTimeMs === null,
      staleMs: () => settings.current.risk.staleSeconds * SECOND_MS,
    });
    runtime.lookFirst(() => lag.look());
    return lag;
  });

  services.register('keptStores', ['recording', 'marketStore', 'paperStore'], () => kept);

  return services;
}

function keptStore(path: string, thread: StorageThread): KeptStore {
  return {
    path,
    rescue: (target) => thread.rescue(target),
    abandon: (error) => thread.abandon(error),
  };
}

/** Returns the hash of what decisions depend on. */
export function settingsHash(settings: Settings): string {
  return sha256Hex(encodeJson(decisionSettings(settings)));
}

async function openRecording(
  { folder, scripts, codeHash }: WorkstationOptions,
  currency: Currency,
  onOpened: (store: KeptStore) => void,
): Promise<Recording> {
  if (folder === null) {
    const nothing = { fault: null, lastSequence: 0, rebuiltTables: [], history: null };
    const done = { checkTables: () => Promise.resolve([]), rebuildTables: () => Promise.resolve(), dropSegments: () => Promise.resolve(0) };
    return { store: memoryStore, ...nothing, ...done, thread: null };
  }
  const store = await JournalStore.open(scripts.storageWorker, { path: folder.journal, currency, codeHash });
  onOpened(keptStore(folder.journal, store.thread));
  const { fault, lastSequence, rebuiltTables } = store.report;
  const history = readHistory(folder.journal, { currency, codeHash, before: fault?.sequence ?? null });
  return {
    store,
    fault,
    lastSequence,
    rebuiltTables,
    history,
    checkTables: (signal) => checkTables(scripts.storageWorker, { path: folder.journal, currency }, signal),
    rebuildTables: () => store.rebuildTables(),
    dropSegments: (beforeMs) => store.dropSegments(beforeMs),
    thread: store,
  };
}

/** Eight letters and digits; two runs that share them are as good as impossible. */
function newIncarnation(): Incarnation {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  return idFrom<Incarnation>(Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join(''));
}
