import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';

/** What became of the desktop shell: it ran and ended, or it never came up, with what to tell the user. */
export type DesktopEnd =
  | { readonly kind: 'ended'; readonly code: number }
  | { readonly kind: 'did-not-start'; readonly reason: string; readonly remedy: string };

/** A shell that fails within so long of its start never had a window that was of use. */
const EARLY_MS = 15_000;

/** So much of what it says is kept to tell why. */
const TAIL_CHARACTERS = 8_000;

const FLAGS = new Set([
  '--data-dir',
  '--market',
  '--seed',
  '--timezone',
  '--instrument',
  '--skip-bad-rows',
  '--speed',
  '--mode',
  '--choose',
]);
const LINK = 'bitflow:';

/** Whether the desktop understands all of these arguments; what it does not is for `serve`. */
export function isForDesktop(args: readonly string[]): boolean {
  return args.every((arg) => !arg.startsWith('-') || FLAGS.has(arg.split('=')[0]));
}

/** Returns the arguments without those that only the desktop understands. */
export function withoutDesktopOnly(args: readonly string[]): string[] {
  return args.filter((arg) => arg !== '--choose' && !arg.startsWith(LINK));
}

/**
 * Runs the desktop shell until it ends. What ends this process is passed on: a terminal's Ctrl-C reaches both by itself, and the shell
 * then has the time that it needs.
 */
export function runDesktop(binary: string, args: readonly string[]): Promise<DesktopEnd> {
  // Electron must not take the variables of the Node that starts it for its own.
  const { ELECTRON_RUN_AS_NODE: _, NODE_OPTIONS: __, ...env } = process.env;
  const startedMs = performance.now();
  const child = spawn(binary, args, { stdio: ['inherit', 'inherit', 'pipe'], env });
  let said = '';
  child.stderr?.on('data', (data: Buffer) => {
    process.stderr.write(data);
    said = (said + data.toString()).slice(-TAIL_CHARACTERS);
  });
  const ignore = (): void => undefined;
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGINT', ignore);
  process.on('SIGTERM', pass);
  process.on('SIGHUP', pass);
  return new Promise<DesktopEnd>((resolve) => {
    child.once('error', (error) => {
      const reason = `it could not be started (${error.message})`;
      resolve({ kind: 'did-not-start', reason, remedy: `Look at ${binary}; "npx install-electron" fetches it anew.` });
    });
    child.once('close', (code, signal) => {
      const isEarly = performance.now() - startedMs < EARLY_MS;
      const isAsked = signal === 'SIGINT' || signal === 'SIGTERM' || signal === 'SIGHUP';
      if (!isEarly || isAsked || code === 0) resolve({ kind: 'ended', code: code ?? 1 });
      else {
        const how = signal === null ? `with exit code ${String(code)}` : `by ${signal}`;
        resolve({ kind: 'did-not-start', reason: `it ended at once, ${how}`, remedy: remedyFor(binary, said) });
      }
    });
  }).finally(() => {
    process.off('SIGINT', ignore);
    process.off('SIGTERM', pass);
    process.off('SIGHUP', pass);
  });
}

/** Says what helps, by what the shell said before it ended. */
function remedyFor(binary: string, said: string): string {
  if (/running as root/i.test(said))
    return 'The desktop shell does not run as root, which would undo its sandbox: start BitFlow as an ordinary user.';
  if (/sandbox|namespace/i.test(said)) {
    const helper = join(dirname(binary), 'chrome-sandbox');
    return [
      'Its sandbox can not be set up here, and BitFlow does not run without: it is what keeps a page from your files.',
      'On Ubuntu 23.10 and later, AppArmor allows it only to programs that have a profile. Either install the deb package, which brings one, or let an administrator run once:',
      `  sudo chown root:root ${helper} && sudo chmod 4755 ${helper}`,
    ].join('\n');
  }
  return 'What it said is above; its log is in the folder that docs/desktop.md names.';
}
