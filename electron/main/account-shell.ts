import {
  app,
  dialog,
  Menu,
  MessageChannelMain,
  Notification,
  nativeImage,
  powerMonitor,
  powerSaveBlocker,
  shell,
  Tray,
  utilityProcess,
} from 'electron';
import type { FromPage, ShellAction, ShellMarket } from '../../shared/contract/shell-messages.ts';
import type { InstrumentId } from '../../shared/domain/ids.ts';
import type { TradingMode } from '../../shared/domain/trading-state.ts';
import { VERSION } from '../platform/version.ts';
import { ConnectionRelay } from '../supervision/connection-relay.ts';
import { EngineClients } from '../supervision/engine-client.ts';
import { Supervisor } from '../supervision/supervisor.ts';
import { aboutText } from './about.ts';
import { AppWindow } from './app-window.ts';
import { EngineFollower } from './engine-follower.ts';
import { EngineWindowLink } from './engine-window-link.ts';
import { keepFatalReport } from './fatal-report.ts';
import { startAnother } from './launch.ts';
import { applicationMenu } from './menu.ts';
import { type Notice, Notices } from './notices.ts';
import { PageLink } from './page-link.ts';
import { followPower, KeepAwake } from './power.ts';
import { type QuitAnswer, QuitFlow } from './quit-flow.ts';
import { quitQuestion } from './quit-question.ts';
import type { ShellEnvironment } from './shell-environment.ts';
import { WindowStore } from './stores.ts';
import { AccountTray, TRAY_SIZES } from './tray.ts';
import { drawTrayIcon } from './tray-icon.ts';
import { openUpdates } from './updates/open-updates.ts';
import { askForUpdate } from './updates/update-dialogue.ts';
import type { Updates } from './updates/updates.ts';
import { whyNotNow } from './updates/why-not-now.ts';
import { forkUtilityEngine } from './utility-engine.ts';

/** The account that a start opens. */
export interface AccountStart {
  readonly dataDir: string;
  readonly market: ShellMarket;
  readonly speed: number | null;
  readonly mode: TradingMode | null;
  /** The instrument of the link that the start came by. */
  readonly instrumentId: InstrumentId | null;
}

/** An engine that was never ready is started so often before the window says why it can't be. */
const MOST_FIRST_STARTS = 5;

/** A system may refuse the kill switch's answer; the user is told after so long. */
const KILL_MS = 5_000;

/** An engine that has not said within this time what is open is not waited for. */
const ASK_MS = 5_000;

/**
 * The shell of one account: its window, its engine under a supervisor, and everything of it that is shown outside the window. Only
 * wires; what each part does is in its own module.
 */
export class AccountShell {
  readonly #environment: ShellEnvironment;
  readonly #start: AccountStart;
  readonly #supervisor: Supervisor;
  readonly #clients: EngineClients;
  readonly #follower: EngineFollower;
  readonly #link: EngineWindowLink;
  readonly #pageLink: PageLink;
  readonly #quitFlow: QuitFlow;
  readonly #window: AppWindow;
  readonly #notices: Notices;
  #updates: Updates | null = null;
  readonly #shown = new Set<Notification>();
  #actions: readonly ShellAction[] | null = null;
  #waitingLink: InstrumentId | null;

  constructor(environment: ShellEnvironment, start: AccountStart) {
    this.#environment = environment;
    this.#start = start;
    this.#waitingLink = start.instrumentId;
    const { log } = environment;
    this.#supervisor = new Supervisor({
      fork: (successor) => this.#fork(successor),
      mostFirstStarts: MOST_FIRST_STARTS,
      onListenerFault: (error) => log.error('a listener of the supervisor failed', { error: wordsOf(error) }),
    });
    this.#link = new EngineWindowLink({ MessageChannelMain }, this.#supervisor);
    this.#clients = new EngineClients(new ConnectionRelay(this.#supervisor));
    this.#follower = new EngineFollower({
      supervisor: this.#supervisor,
      clients: this.#clients,
      onFault: (error) => log.warn('the engine could not be followed', { error: wordsOf(error) }),
    });
    this.#pageLink = new PageLink({
      MessageChannelMain,
      onMessage: (message) => this.#onMessage(message),
      onNonsense: (reason) => log.warn('the page said what is no message', { reason }),
    });
    this.#quitFlow = new QuitFlow({
      stop: (withinMs) => this.#supervisor.stop(withinMs),
      ask: () => this.#ask(),
      quit: () => app.quit(),
      hide: () => this.#window.hide(),
    });
    this.#window = this.#openWindow();
    this.#notices = new Notices({
      show: (notice) => this.#notify(notice),
      settings: () => this.#follower.news.settings?.desktop ?? null,
      isWatched: () => this.#window.isWatched,
      now: () => new Date(),
      symbolOf: (instrumentId) => instrumentId.split('.')[0],
    });
    this.#followEngine();
    this.#followSystem();
    this.#buildMenu();
    this.#supervisor.start();
  }

  /** Whether the app is on its way out. */
  get isLeaving(): boolean {
    return this.#quitFlow.isLeaving || this.#window.isClosed;
  }

  /** Somebody started this account again: brings its window to the front, and shows what a link names. */
  onStartedAgain(instrumentId: InstrumentId | null): void {
    this.#window.show();
    if (instrumentId !== null) this.#showInstrument(instrumentId);
  }

  onBeforeQuit(event: { preventDefault(): void }): void {
    this.#quitFlow.onLeave(event);
  }

  onSignal(): void {
    this.#quitFlow.onSignal();
  }

  #fork(successor: unknown): ReturnType<typeof forkUtilityEngine> {
    const { log, output, places, built } = this.#environment;
    const { dataDir, market, speed, mode } = this.#start;
    const options = {
      dataDir,
      market,
      overrides: mode === null ? {} : { trading: { mode } },
      speed,
      logLevel: process.env['BITFLOW_LOG'] ?? 'warn',
    };
    return forkUtilityEngine({
      utilityProcess,
      signal: (pid, signal) => process.kill(pid, signal),
      modulePath: built('main/engine.js'),
      options: successor ?? options,
      output,
      onFatalEnd: (end) => {
        const report = keepFatalReport(places.crashes, end, Date.now());
        log.error('the engine was ended by V8', { location: end.location, report });
      },
    });
  }

  #openWindow(): AppWindow {
    const { session, log, places, built } = this.#environment;
    return new AppWindow({
      session,
      preload: built('preload/index.cjs'),
      store: new WindowStore(places.userData),
      log,
      page: 'workstation',
      onPageLoaded: (page, contents) => {
        this.#actions = null;
        this.#pageLink.onPageLoaded(contents);
        if (page === 'workstation') this.#link.onPageLoaded(contents);
        else this.#tellTrouble();
      },
      onPageGone: (contents) => {
        this.#link.onPageGone(contents);
        this.#pageLink.onPageGone();
      },
      onClose: (event) => this.#quitFlow.onLeave(event),
      onSessionQuery: () => this.#supervisor.send({ kind: 'power', event: 'shutdown' }),
      // Windows takes no refusal here and gives a few seconds.
      onSessionEnd: () => this.#quitFlow.onSystemEnd({ preventDefault: () => undefined }),
    });
  }

  #followEngine(): void {
    const { log, known } = this.#environment;
    const { dataDir, market } = this.#start;
    this.#supervisor.onDidChange((state) => {
      if (state.kind === 'ready') known.note({ dataDir, market, openedAt: Date.now() });
      if (state.kind === 'waiting') log.warn('the engine ended and is started again', { reason: state.reason, delayMs: state.delayMs });
      if (state.kind !== 'failed') return;
      log.error('the engine can not be kept running', { code: state.code, reason: state.message });
      this.#window.go('start');
      if (!this.#window.isWatched) this.#notify({ title: 'BitFlow can not run its engine', body: state.message });
    });
    const awake = new KeepAwake(powerSaveBlocker);
    const tray = this.#openTray();
    this.#follower.onDidChange((news) => {
      tray.show(news);
      awake.set(news.settings?.desktop.keepsAwake === true && news.trading?.mode === 'auto' && news.trading.state === 'active');
    });
    this.#follower.onDidHappen((notice) => this.#notices.onHappened(notice));
    this.#follower.onDidHalt((trading) => this.#notices.onHalted(trading));
  }

  #followSystem(): void {
    const { log } = this.#environment;
    followPower(
      powerMonitor,
      (event) => {
        log.info('the power of the machine', { event });
        this.#supervisor.send({ kind: 'power', event });
      },
      (event) => this.#quitFlow.onSystemEnd(event),
    );
  }

  #openTray(): AccountTray {
    return new AccountTray({
      makeTray: () => {
        const isMac = process.platform === 'darwin';
        const [first, ...others] = TRAY_SIZES.map(({ size, scaleFactor }) => ({
          buffer: drawTrayIcon(size, isMac ? 0 : 160),
          width: size,
          height: size,
          scaleFactor,
        }));
        const image = nativeImage.createFromBitmap(first.buffer, first);
        for (const other of others) image.addRepresentation(other);
        if (isMac) image.setTemplateImage(true);
        return new Tray(image);
      },
      buildMenu: (template) => Menu.buildFromTemplate(template),
      actions: { show: () => this.#window.show(), kill: () => void this.#kill(), quit: () => app.quit() },
      onMissing: (error) => this.#environment.log.info('there is no place for a tray', { error: wordsOf(error) }),
    });
  }

  #buildMenu(): void {
    const template = applicationMenu({
      platform: process.platform,
      actions: this.#actions ?? [],
      run: (id) => this.#pageLink.tell({ kind: 'run', id }),
      choose: () => this.#choose(),
      about: () => void this.#about(),
      checkForUpdates: () => void this.#checkForUpdates(),
      showLogs: () => void shell.openPath(this.#environment.places.logs),
      showData: () => void shell.openPath(this.#start.dataDir),
      quit: () => app.quit(),
      close: () => this.#window.close(),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  #onMessage(message: FromPage): void {
    switch (message.kind) {
      case 'actions':
        this.#actions = message.actions;
        this.#buildMenu();
        if (this.#waitingLink !== null) this.#showInstrument(this.#waitingLink);
        return;
      case 'retry':
        this.#supervisor.start();
        this.#window.go('workstation');
        return;
      case 'show-logs':
        void shell.openPath(this.#environment.places.logs);
        return;
      case 'show-data':
        void shell.openPath(this.#start.dataDir);
        return;
      case 'about':
        void this.#about();
        return;
      case 'choose':
        this.#choose();
        return;
      case 'pick':
      case 'open':
        // Only the window in which an account is chosen asks for these.
        return;
    }
  }

  #showInstrument(instrumentId: InstrumentId): void {
    // A page that has not said what it can do is not there yet.
    this.#waitingLink = this.#actions === null ? instrumentId : null;
    if (this.#actions !== null) this.#pageLink.tell({ kind: 'run', id: `instrument-${instrumentId}` });
  }

  #tellTrouble(): void {
    const { state } = this.#supervisor;
    if (state.kind !== 'failed') return;
    this.#pageLink.tell({ kind: 'trouble', code: state.code, message: state.message, dataDir: this.#start.dataDir });
  }

  #choose(): void {
    startAnother(['--choose'], (error) => this.#environment.log.error('another BitFlow could not be started', { error: error.message }));
  }

  async #ask(): Promise<QuitAnswer> {
    // Without an engine nothing is traded, and nothing can be asked.
    if (this.#supervisor.state.kind !== 'ready') return 'quit';
    const question = await quitQuestion(
      () => this.#clients.client('read').workspace.snapshot(),
      () => this.#follower.news.engine?.accountKind !== 'live',
    );
    if (question === null) return 'quit';
    const { response } = await dialog.showMessageBox({
      type: 'question',
      ...question,
      buttons: ['Quit', 'Hide the Window, Go On', 'Cancel'],
      defaultId: 1,
      cancelId: 2,
    });
    return response === 0 ? 'quit' : response === 1 ? 'hide' : 'stay';
  }

  async #checkForUpdates(): Promise<void> {
    this.#updates ??= await openUpdates(async () => {
      if (this.#supervisor.state.kind !== 'ready') return 'the engine is not ready, so open orders are not known';
      return whyNotNow(await this.#clients.client('read').workspace.snapshot(undefined, { signal: AbortSignal.timeout(ASK_MS) }));
    });
    await askForUpdate(this.#updates, VERSION, async ({ buttons, ...message }) => {
      const { response } = await dialog.showMessageBox({ ...message, buttons: [...buttons], defaultId: 0, cancelId: buttons.length - 1 });
      return response;
    });
  }

  async #kill(): Promise<void> {
    try {
      const { message } = await this.#clients.client('trade').trading.kill({ flatten: false }, { signal: AbortSignal.timeout(KILL_MS) });
      this.#notify({ title: 'Kill switch', body: message });
    } catch (error) {
      void dialog.showMessageBox({ type: 'error', message: 'The kill switch did not work', detail: wordsOf(error) });
    }
  }

  #notify({ title, body }: Notice): void {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title, body });
    // One that nothing refers to is collected, and can't be clicked any more.
    this.#shown.add(notification);
    notification.on('click', () => this.#window.show());
    notification.on('close', () => this.#shown.delete(notification));
    notification.show();
  }

  async #about(): Promise<void> {
    const { electron, chrome, node } = process.versions;
    const { logs, crashes } = this.#environment.places;
    const detail = aboutText({
      version: VERSION,
      codeHash: null,
      versions: { electron, chrome, node },
      platform: `${process.platform} ${process.arch}`,
      dataDir: this.#start.dataDir,
      logs,
      crashes,
    });
    const { response } = await dialog.showMessageBox({
      type: 'info',
      message: 'BitFlow',
      detail,
      buttons: ['Close', 'Show Logs'],
      cancelId: 0,
    });
    if (response === 1) void shell.openPath(logs);
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
