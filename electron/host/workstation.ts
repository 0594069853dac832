import { monitorEventLoopDelay } from 'node:perf_hooks';
import { assert } from '../../shared/base/assert.ts';
import { DisposableStore, disposable } from '../../shared/base/disposable.ts';
import { drop } from '../../shared/base/drop.ts';
import { Emitter, type Event } from '../../shared/base/emitter.ts';
import { err, type Result } from '../../shared/base/result.ts';
import type { SettingFault } from '../../shared/config/parse-settings.ts';
import type { EngineView, PlaybackView } from '../../shared/contract/index.ts';
import type { InstrumentId } from '../../shared/domain/ids.ts';
import { intervalOfLength } from '../../shared/domain/interval.ts';
import { joinBlocks } from '../../shared/domain/market-block.ts';
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../shared/domain/time.ts';
import type { Why } from '../../shared/domain/why.ts';
import { BitFlowEngine } from '../engine/bitflow-engine.ts';
import type { Playback } from '../engine/kernel/input.ts';
import { warmUpBars } from '../engine/signals/series-analysis.ts';
import { VERSION } from '../platform/version.ts';
import { CatchUp } from './catch-up.ts';
import { watchEngineThreads } from './engine-threads.ts';
import { type Feeds, openFeeds } from './feeds/feeds.ts';
import { reportLag } from './lag-report.ts';
import { MarketPump } from './market-pump.ts';
import { modelChoice } from './model-choice.ts';
import { checkSpeed, SPEED_RANGE, wholeMs } from './playback-clock.ts';
import type { RecordFault } from './recorded-why.ts';
import { RecordQuestions } from './replay-thread.ts';
import { registerServices, type Services, settingsHash } from './services.ts';
import { guardFolder, holdFolder, type StorageGuard } from './storage-guard.ts';
import { TableWatch } from './table-watch.ts';
import { viewFeed } from './views/feed-view.ts';
import { WorkspaceBus } from './workspace-bus.ts';
import type { WorkstationOptions } from './workstation-options.ts';

/** So long the window says that something was found wrong and repaired. */
const NOTED_MS = 10 * 60_000;

/** How often the event loop is sampled for its delay. */
const LOOP_RESOLUTION_MS = 20;

/**
 * A running workstation: the engine with its stores, its market and its venue, and the feeds that the doors read. Builds
 * everything once; nothing is looked up later.
 */
export class Workstation {
  readonly engine = new BitFlowEngine();
  readonly bus: WorkspaceBus;
  readonly #options: WorkstationOptions;
  readonly #services: ReturnType<typeof registerServices>;
  readonly #held = new DisposableStore();
  readonly #loopDelay = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  readonly #playbackChanged = new Emitter<void>();
  readonly #questions: RecordQuestions;
  #made: Services | null = null;
  #feeds: Feeds | null = null;
  #pump: MarketPump | null = null;
  #tables: TableWatch | null = null;
  #guard: StorageGuard | null = null;

  constructor(options: WorkstationOptions) {
    this.#options = options;
    this.#questions = new RecordQuestions(options.scripts.replayWorker);
    this.bus = new WorkspaceBus((error) => options.log.error('a listener on the bus failed', { error: String(error) }));
    this.#services = registerServices(options);
    this.#registerComponents();
  }

  /** @throws {BitFlowError} {ConfigError} naming what to do; nothing is left half open. */
  async start(): Promise<void> {
    this.#loopDelay.enable();
    try {
      await this.engine.start();
    } catch (error) {
      this.#held.dispose();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.engine.stop();
    this.#held.dispose();
    this.#loopDelay.disable();
  }

  /** Watches over the data folder; `null` where nothing is kept, and before the start. */
  get guard(): StorageGuard | null {
    return this.#guard;
  }

  get services(): Services {
    assert(this.#made !== null, 'the workstation was used before it was started');
    return this.#made;
  }

  get feeds(): Feeds {
    assert(this.#feeds !== null, 'the workstation was used before it was started');
    return this.#feeds;
  }

  /** Announces that the market was paused, resumed or played at another speed; carries nothing. */
  get onDidChangePlayback(): Event<void> {
    return this.#playbackChanged.event;
  }

  /** Market time of what was taken so far. */
  get marketNow(): number {
    return this.services.core.now;
  }

  /** Tells why an instrument had a signal or none at a market time of the past, as the record has it. @throws {BitFlowError} `replay-failed` */
  async whyAt(instrumentId: InstrumentId, atMs: number): Promise<Result<Why, RecordFault>> {
    const { folder, codeHash } = this.#options;
    if (folder === null) return err({ code: 'not-recorded', message: 'This run keeps no record; only the present can be asked about.' });
    this.services.runtime.recordRows();
    await this.services.runtime.settled();
    return await this.#questions.ask({ journal: folder.journal, codeHash, instrumentId, atMs });
  }

  /** Begins to play the market along the wall's clock. */
  play(): void {
    this.#pump?.start();
    this.services.modelManager.begin();
  }

  /** Plays everything that is left, as fast as it goes. */
  async playToEnd(): Promise<void> {
    const { marketDoor, runtime } = this.services;
    await marketDoor.advance(Infinity);
    runtime.recordRows();
    await runtime.settled();
  }

  /** Resolves when everything that was taken so far is on disk; at once where nothing is recorded any more. */
  async flush(): Promise<void> {
    const { runtime } = this.services;
    if (runtime.fault !== null) return;
    runtime.recordRows();
    await runtime.settled();
  }

  /** Pauses, resumes or changes the speed. @throws {BitFlowError} `speed-out-of-range`, `store-faulted` */
  async setPlayback(change: { readonly speed?: number; readonly isPaused?: boolean }): Promise<PlaybackView> {
    const { market, clock, marketDoor, marketLag, runtime } = this.services;
    const [minimum, maximum] = SPEED_RANGE[market.market.identity.kind];
    if (change.speed !== undefined) checkSpeed(change.speed, minimum, maximum);
    const apply = async (): Promise<PlaybackView> => {
      // What was due until this moment is played at the speed before, so that a market that is paused has been seen up to its last second.
      marketLag.look();
      const dueMs = clock.marketTime(this.#options.wallNow());
      if (Number.isFinite(dueMs) && !marketLag.isBehind && runtime.isDeciding) await marketDoor.advance(dueMs);
      this.#changePlayback(change, dueMs);
      return this.playbackView();
    };
    return await (this.#pump === null ? apply() : this.#pump.between(apply));
  }

  playbackView(): PlaybackView {
    const { clock, marketDoor, market } = this.services;
    const { speed, isPaused } = clock.playback;
    const [minimumSpeed, maximumSpeed] = SPEED_RANGE[market.market.identity.kind];
    const total = market.market.rowsAfter(null);
    return {
      speed,
      isPaused,
      marketTime: wholeMs(this.marketNow),
      wallTime: this.#options.wallNow(),
      minimumSpeed,
      maximumSpeed,
      isAtEnd: marketDoor.isAtEnd,
      progress: total === null ? null : { played: marketDoor.playedRows, total },
    };
  }

  engineView(): EngineView {
    const { runtime, market, header, modelManager, marketDoor, core } = this.services;
    const { identity } = market.market;
    return {
      state: this.engine.state,
      reasons: [...this.engine.reasons],
      incarnation: header.incarnation,
      market: { kind: identity.kind, title: market.title, assumptions: [...market.assumptions] },
      accountKind: 'paper',
      venue: 'paper',
      feed: viewFeed(this.services, this.#options.wallNow()),
      model: { name: modelManager.model, hash: modelManager.modelHash.slice(0, 12), lastScoreMs: marketDoor.lastScoreMs },
      playback: this.playbackView(),
      components: this.engine.components.map((component) => ({ ...component, dependencies: [...component.dependencies] })),
      sequence: runtime.core.sequence,
      factsHash: core.factsHash,
      rows: core.rowCount,
      version: VERSION,
      memoryBytes: process.memoryUsage.rss(),
      // The histogram counts the time between two samples, not what came on top of it.
      eventLoopDelayMs: Number.isNaN(this.#loopDelay.mean) ? 0 : Math.max(0, this.#loopDelay.mean / 1e6 - LOOP_RESOLUTION_MS),
      interval: intervalOfLength(header.barMs),
      barMs: header.barMs,
    };
  }

  /** The order here is the order of the pipeline; what is started when follows from the dependencies. */
  #registerComponents(): void {
    const { folder } = this.#options;
    const services = this.#services;
    const get = <K extends keyof Services>(name: K): Promise<Services[K]> => services.get(name);
    const add = (
      name: string,
      dependencies: string[],
      start: () => Promise<unknown>,
      stop: () => Promise<unknown> = () => Promise.resolve(),
    ): void => this.engine.register({ name, dependencies, start: async () => void (await start()), stop: async () => void (await stop()) });

    add('data-folder', [], async () => (folder === null ? null : this.#held.add(await holdFolder(folder, this.#options))));
    add(
      'settings',
      ['data-folder'],
      () => this.#startSettings(),
      () => Promise.resolve(services.peek('settings')?.close()),
    );
    add(
      'model-manager',
      ['settings'],
      () => this.#startModel(),
      () => {
        services.peek('modelLibrary')?.close();
        return services.peek('modelManager')?.close() ?? Promise.resolve();
      },
    );
    add('market-data', ['settings'], () => get('market'));
    add(
      'recording',
      ['market-data'],
      () => get('recording'),
      () => services.peek('recording')?.store.close() ?? Promise.resolve(),
    );
    add(
      'market-store',
      ['data-folder'],
      () => get('marketStore'),
      () => services.peek('marketStore')?.close() ?? Promise.resolve(),
    );
    add(
      'bar-history',
      ['market-store', 'market-data'],
      () => get('barHistory'),
      () => services.peek('barHistory')?.close() ?? Promise.resolve(),
    );
    add(
      'paper-venue',
      ['market-data', 'recording'],
      () => get('venue'),
      () => services.peek('venue')?.close() ?? Promise.resolve(),
    );
    add(
      'engine-core',
      ['model-manager', 'recording', 'paper-venue'],
      () => this.#startCore(),
      () => this.#stopCore(),
    );
    add(
      'market-door',
      ['engine-core', 'bar-history'],
      () => this.#startMarket(),
      () => this.#stopMarket(),
    );
  }

  async #startSettings(): Promise<void> {
    const settings = await this.#services.get('settings');
    settings.watch();
    const refuse = (faults: readonly SettingFault[]): void => {
      const words = faults.map(({ path, message }) => `${path}: ${message}`).join('; ');
      this.engine.impair('settings', 'degraded', `The settings file was refused, the settings before stay in force: ${words}`);
    };
    settings.onDidRefuse(refuse);
    if (settings.faultsAtStart !== null) refuse(settings.faultsAtStart);
    settings.onDidChange(() => this.engine.lift('settings'));
  }

  /** Follows the model and its settings; it is loaded when the market plays, or for the first headline, whichever is earlier. */
  async #startModel(): Promise<void> {
    const [settings, models] = [await this.#services.get('settings'), await this.#services.get('modelManager')];
    models.onDidChange(({ state, reason }) => {
      if (state === 'degraded') this.engine.impair('model-manager', 'degraded', `Headlines are scored by a list of words: ${reason}`);
      else this.engine.lift('model-manager');
    });
    settings.onDidChange((current) => models.choose(modelChoice(current, this.#options)));
  }

  async #startCore(): Promise<void> {
    const names = [
      'settings',
      'recording',
      'market',
      'modelManager',
      'modelLibrary',
      'marketStore',
      'paperStore',
      'barHistory',
      'clock',
      'header',
      'core',
      'venueBooks',
      'venue',
      'runtime',
      'marketDoor',
      'marketLag',
      'keptStores',
    ] as const;
    const made: Partial<Services> = {};
    for (const name of names) Object.assign(made, { [name]: await this.#services.get(name) });
    this.#made = made as Services;
    const { settings, core, runtime, header } = this.services;
    this.#feeds = openFeeds({
      services: this.services,
      bus: this.bus,
      engine: this.engine,
      metrics: () => this.#metricsInWords(),
      held: this.#held,
    });
    const { workspace } = this.#feeds;
    runtime.onDidRelease((entry) => {
      workspace.take(entry);
      this.#noteTradingState();
    });
    runtime.onDidFault((fault) => this.#noteFault(fault.message));
    settings.onDidChange((current) => {
      if (runtime.fault !== null) return;
      runtime.take({ kind: 'settings', at: wholeMs(core.now), settings: current, settingsHash: settingsHash(current) });
    });
    if (runtime.fault !== null) this.#noteFault(runtime.fault.message);
    else runtime.take({ kind: 'run-opened', at: header.startsAt, header });
  }

  async #startMarket(): Promise<void> {
    const { clock, core, marketDoor, marketLag, recording, runtime, venue } = this.services;
    // The venue has lived up to there already, whatever the machine's clock says now.
    const workedMs = venue.workedUntil?.timeMs ?? -Infinity;
    const { playback } = clock;
    if (playback.speed !== null && workedMs > playback.marketMs) clock.apply({ ...playback, marketMs: workedMs });
    const openedMs = clock.playback.marketMs;
    const catchUp = new CatchUp({
      lag: marketLag,
      clock,
      door: marketDoor,
      venue,
      runtime,
      leaveOutUntil: (timeMs) => this.#leaveOutUntil(timeMs),
    });
    if (runtime.fault === null) {
      runtime.take({ kind: 'playback', at: wholeMs(core.now), playback: clock.playback });
      await runtime.settled();
      await runtime.compareVenue('opened');
      await runtime.reconcile();
      if (catchUp.canLeaveOut(openedMs)) marketDoor.skipTo(openedMs);
      // Before anything can be asked of it the core knows whether prices are old.
      marketLag.look();
      await this.#warmUp(marketDoor.reachedMs);
      await runtime.settled();
      // Entries that the venue never had are decided on now that there is a market to hold them against.
      await runtime.reconcile();
      await runtime.compareVenue('reconciled');
      const { predecessor = null } = this.#options;
      // Under its own id: where it is on record after all, this is no second one.
      if (predecessor?.kill) await runtime.command(predecessor.kill);
      this.#tables = new TableWatch({
        recording,
        log: this.#options.log,
        tell: (message) => this.#tellOfTables(message),
        onBroken: (message) => {
          this.#options.log.error('the record is not as it was written', { reason: message });
          const advice = 'The past can not be asked about or decided again there; put journal.db back from a copy to have it whole';
          this.engine.impair('record', 'degraded', `${message}. ${advice}.`);
        },
      });
      this.#dropOldSegments();
      const timer = setInterval(() => this.#dropOldSegments(), HOUR_MS);
      this.#held.add(disposable(() => clearInterval(timer)));
    }
    this.#reportLag();
    this.#pump = new MarketPump({
      play: () => catchUp.play(),
      record: () => runtime.recordRows(),
      onFailure: (error) => runtime.fail(error),
    });
    const { engine, services } = this;
    this.#held.add(watchEngineThreads({ services, engine, wallNow: this.#options.wallNow, replayPulse: () => this.#questions.pulse }));
    this.#guard = guardFolder(this.#options, { services: this.services, engine: this.engine, held: this.#held });
  }

  #reportLag(): void {
    const { engine } = this;
    const { core, marketLag } = this.services;
    const tell = (message: string): void =>
      this.feeds.workspace.tell({ event: 'systemError', at: wholeMs(core.now), instrumentId: null, message, fill: null });
    this.#held.add(disposable(reportLag({ lag: marketLag, engine, log: this.#options.log, tell })));
    marketLag.onDidChange(() => this.#playbackChanged.fire());
  }

  /** Leaves out what lies before a market time: history tells it, to the analysis and to whoever watches. */
  async #leaveOutUntil(timeMs: number): Promise<void> {
    const untilMs = Math.floor(timeMs / SECOND_MS) * SECOND_MS;
    await this.#warmUp(untilMs);
    await this.feeds.charts.beginAnew();
  }

  /** Deletes recorded market data that is older than the settings want it kept; a run that began before can then be read, not decided again. */
  #dropOldSegments(): void {
    const { core, recording, runtime, settings } = this.services;
    if (runtime.fault !== null) return;
    const keepMs = settings.current.storage.segmentDays * DAY_MS;
    drop(recording.dropSegments(core.now - keepMs), (error) =>
      this.#options.log.warn('old market data was not deleted', { error: String(error) }),
    );
  }

  /** Warms the analysis with the bars before this run, and says what today has brought so far. */
  async #warmUp(untilMs: number): Promise<void> {
    const { barHistory, header, marketDoor, runtime } = this.services;
    const knownMs = header.isBarMarket ? (marketDoor.position?.timeMs ?? 0) : untilMs;
    const { barMs, instruments, settings } = header;
    const all = instruments.map((instrument, index) =>
      barHistory.bars(index, barMs, knownMs, warmUpBars(settings.indicators, instrument, barMs)),
    );
    const bars = (await Promise.all(all)).filter((block) => block.length > 0);
    const day = Math.floor(untilMs / DAY_MS);
    const days = await Promise.all(header.instruments.map((_, index) => barHistory.bars(index, DAY_MS, knownMs, 1)));
    if (!runtime.isDeciding) return;
    if (bars.length > 0) runtime.warmUp(joinBlocks(bars), wholeMs(untilMs));
    // In the same turn, so that nobody finds the market there and the core's prices not.
    if (untilMs > marketDoor.reachedMs) marketDoor.skipTo(untilMs);
    days.forEach((block, index) => {
      if (block.length === 1 && block.openTime[0] === day * DAY_MS) this.feeds.quotes.seedDay(index, day, block.open[0], block.volume[0]);
    });
  }

  async #stopMarket(): Promise<void> {
    await this.#tables?.stop();
    await this.#pump?.stop();
    const { market, runtime } = this.services;
    const { clock } = this.services;
    if (runtime.fault === null && market.market.endTimeMs === null)
      this.#changePlayback({ isAway: true }, clock.marketTime(this.#options.wallNow()));
  }

  async #stopCore(): Promise<void> {
    const { runtime } = this.services;
    if (runtime.fault === null) runtime.recordRows();
    await runtime.settled();
    await this.#guard?.finish();
  }

  /** Records and applies another mapping of wall time to market time, from the moment that market time has `reachedMs`. */
  #changePlayback(
    change: { readonly speed?: number; readonly isPaused?: boolean; readonly isAway?: boolean },
    reachedMs: number,
  ): Playback {
    const { clock, runtime, core } = this.services;
    const marketMs = Number.isFinite(reachedMs) ? Math.max(core.now, reachedMs) : core.now;
    const playback = clock.changed(change, this.#options.wallNow(), Math.floor(marketMs));
    runtime.take({ kind: 'playback', at: wholeMs(core.now), playback });
    clock.apply(playback);
    this.#playbackChanged.fire();
    return playback;
  }

  #metricsInWords(): string {
    const { memoryBytes, eventLoopDelayMs, rows, sequence } = this.engineView();
    return `event loop ${eventLoopDelayMs.toFixed(1)} ms, memory ${Math.round(memoryBytes / 1e6)} MB, ${rows} rows, ${sequence} inputs`;
  }

  #noteTradingState(): void {
    const { state, reason } = this.feeds.workspace.books.tradingState;
    if (state === 'halted') this.engine.impair('trading', 'halted', `Trading is halted: ${reason}`);
    else if (state === 'reducing') this.engine.impair('trading', 'degraded', `Only closing is allowed: ${reason}`);
    else this.engine.lift('trading');
  }

  #tellOfTables(message: string): void {
    this.engine.impair('tables', 'noted', `${message}.`);
    const timer = setTimeout(() => this.engine.lift('tables'), NOTED_MS);
    this.#held.add(disposable(() => clearTimeout(timer)));
    const now = wholeMs(this.services.core.now);
    this.feeds.workspace.tell({ event: 'systemError', at: now, instrumentId: null, message, fill: null });
  }

  #noteFault(message: string): void {
    this.engine.impair('recording', 'halted', `Trading is halted and nothing is recorded: ${message}`);
    this.#options.log.error('recording stopped', { reason: message });
    const now = wholeMs(this.services.core.now);
    this.feeds.workspace.tell({ event: 'systemError', at: now, instrumentId: null, message, fill: null });
  }
}
