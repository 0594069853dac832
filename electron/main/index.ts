import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { app, crashReporter, protocol, session } from 'electron';
import { AccountShell } from './account-shell.ts';
import { ChoiceShell } from './choice-shell.ts';
import { chooseStart } from './choose-start.ts';
import { parseDeepLink } from './deep-link.ts';
import { hardenApp, hardenSession, WINDOW_SCHEME } from './harden.ts';
import { relaunchOptions, startAnother } from './launch.ts';
import { placesOf } from './places.ts';
import { serveWindow, WINDOW_PRIVILEGES } from './serve-window.ts';
import type { ShellEnvironment } from './shell-environment.ts';
import { openShellLog } from './shell-log.ts';
import { parseStart } from './start-request.ts';
import { KnownAccounts } from './stores.ts';

/**
 * The desktop shell: what must be before Electron is ready, and then the shell of the account that this start asks for, or the window in
 * which one is chosen. Every account has its own, so that two can be open and none twice.
 */

const built = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

const ownArguments = process.argv.slice(app.isPackaged ? 1 : 2);
const appData = app.getPath('appData');
const known = new KnownAccounts(placesOf(appData, null).shell);
const start = chooseStart(parseStart(ownArguments, process.cwd()), known.list());
const places = placesOf(appData, start.kind === 'account' ? start.dataDir : null);

mkdirSync(places.userData, { recursive: true, mode: 0o700 });
// Before the lock, which is kept there, and before anything is written.
app.setPath('userData', places.userData);
app.setPath('crashDumps', places.crashes);
crashReporter.start({ uploadToServer: false });

app.enableSandbox();
protocol.registerSchemesAsPrivileged([WINDOW_PRIVILEGES]);
hardenApp(app);

/** Links that came before the shell was there, as they do on macOS. */
const links: string[] = [];
let onLink = (url: string): void => void links.push(url);
app.on('open-url', (event, url) => {
  event.preventDefault();
  onLink(url);
});
app.on('open-file', (event, path) => {
  event.preventDefault();
  startAnother([`--market=csv:${path}`], () => undefined);
});

if (app.requestSingleInstanceLock({ args: ownArguments })) {
  void app.whenReady().then(open);
} else {
  app.quit();
}

function open(): void {
  const { log, output } = openShellLog(places.logs, { isEchoed: !app.isPackaged });
  process.on('uncaughtException', (error) => log.error('a fault of the shell', { error: error.stack ?? error.message }));
  process.on('unhandledRejection', (error) => log.error('a fault of the shell', { error: String(error) }));
  app.on('child-process-gone', (_event, details) => log.error('a process ended', { ...details }));
  // Kept over starts: preferences of the window, and the code cache that makes it open quickly.
  const windowSession = session.fromPartition('persist:bitflow-window');
  hardenSession(windowSession);
  serveWindow(windowSession.protocol, built('renderer'));
  // Only an installed program can be named; what runs from sources would name Electron itself.
  if (app.isPackaged) app.setAsDefaultProtocolClient(WINDOW_SCHEME);

  const environment: ShellEnvironment = { places, session: windowSession, known, log, output, built };
  if (start.kind === 'account') openAccount(new AccountShell(environment, start));
  else openChoice(new ChoiceShell(environment, start.problem));
  app.on('window-all-closed', () => app.quit());
  app.once('quit', () => output.end());
}

function openAccount(shell: AccountShell): void {
  let isStartedAgain = false;
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    if (!shell.isLeaving) {
      shell.onStartedAgain(linkIn(data));
      return;
    }
    // The engine is writing down what it holds: whoever started BitFlow again gets it after that, once.
    if (!isStartedAgain) app.relaunch(relaunchOptions(ownArguments));
    isStartedAgain = true;
  });
  app.on('activate', () => shell.onStartedAgain(null));
  app.on('before-quit', (event) => shell.onBeforeQuit(event));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => shell.onSignal());
  onLink = (url) => shell.onStartedAgain(parseDeepLink(url));
  for (const url of links) onLink(url);
}

function openChoice(shell: ChoiceShell): void {
  app.on('second-instance', () => shell.onStartedAgain());
  app.on('activate', () => shell.onStartedAgain());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
}

/** The link in what another start has sent along; its arguments as the platform hands them on may be in another order. */
function linkIn(data: unknown): ReturnType<typeof parseDeepLink> {
  const args: unknown = typeof data === 'object' && data !== null && 'args' in data ? data.args : [];
  const request = Array.isArray(args) ? parseStart(args.map(String), process.cwd()) : null;
  return request?.ok === true ? request.value.instrumentId : null;
}
