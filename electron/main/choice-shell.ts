import { app, dialog, Menu, MessageChannelMain, type OpenDialogOptions, shell } from 'electron';
import type { FromPage } from '../../shared/contract/shell-messages.ts';
import { baseDataDir } from '../platform/data-dir.ts';
import { AppWindow } from './app-window.ts';
import { relaunchOptions } from './launch.ts';
import { applicationMenu } from './menu.ts';
import { PageLink } from './page-link.ts';
import type { ShellEnvironment } from './shell-environment.ts';
import { startArguments } from './start-request.ts';
import { WindowStore } from './stores.ts';

const PICKS: Readonly<Record<'folder' | 'files' | 'instrument', OpenDialogOptions>> = {
  folder: { title: 'Folder of the account', properties: ['openDirectory', 'createDirectory'] },
  files: {
    title: 'Market files',
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: 'Bars', extensions: ['csv', 'tsv', 'txt'] },
      { name: 'All files', extensions: ['*'] },
    ],
  },
  instrument: { title: 'Description of the instrument', properties: ['openFile'], filters: [{ name: 'JSON', extensions: ['json'] }] },
};

/** The window in which an account is chosen; it runs no engine, and what is chosen is another start. */
export class ChoiceShell {
  readonly #environment: ShellEnvironment;
  readonly #problem: string | null;
  readonly #window: AppWindow;
  readonly #pageLink: PageLink;

  /** `problem` says what was wrong with what was asked for. */
  constructor(environment: ShellEnvironment, problem: string | null) {
    this.#environment = environment;
    this.#problem = problem;
    const { log, places, session, built } = environment;
    this.#pageLink = new PageLink({
      MessageChannelMain,
      onMessage: (message) => void this.#onMessage(message),
      onNonsense: (reason) => log.warn('the page said what is no message', { reason }),
    });
    this.#window = new AppWindow({
      session,
      preload: built('preload/index.cjs'),
      store: new WindowStore(places.userData),
      log,
      page: 'start',
      onPageLoaded: (_page, contents) => {
        this.#pageLink.onPageLoaded(contents);
        this.#tellChoice();
      },
      onPageGone: () => this.#pageLink.onPageGone(),
      onClose: () => undefined,
      onSessionQuery: () => undefined,
      onSessionEnd: () => app.quit(),
    });
    const showLogs = (): void => void shell.openPath(places.logs);
    const template = applicationMenu({
      platform: process.platform,
      actions: [],
      run: () => undefined,
      choose: () => this.#window.show(),
      checkForUpdates: null,
      about: showLogs,
      showLogs,
      showData: () => void shell.openPath(baseDataDir()),
      quit: () => app.quit(),
      close: () => this.#window.close(),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  get isLeaving(): boolean {
    return this.#window.isClosed;
  }

  onStartedAgain(): void {
    this.#window.show();
  }

  #tellChoice(): void {
    this.#pageLink.tell({ kind: 'choice', accounts: this.#environment.known.list(), problem: this.#problem, baseDir: baseDataDir() });
  }

  async #onMessage(message: FromPage): Promise<void> {
    if (message.kind === 'pick') {
      const { canceled, filePaths } = await dialog.showOpenDialog(PICKS[message.what]);
      if (!canceled) this.#pageLink.tell({ kind: 'picked', what: message.what, paths: filePaths });
    } else if (message.kind === 'open') {
      app.relaunch(relaunchOptions(startArguments(message)));
      app.quit();
    } else if (message.kind === 'show-logs') void shell.openPath(this.#environment.places.logs);
    else if (message.kind === 'show-data') void shell.openPath(baseDataDir());
  }
}
