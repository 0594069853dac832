import { spawn } from 'node:child_process';
import { type App, app, type RelaunchOptions } from 'electron';

/** Where the program is that a start runs: an AppImage is not the file that runs inside it. */
function program(): string {
  return process.env['APPIMAGE'] ?? process.execPath;
}

/** The arguments before ours: a program that is not packed is told where the app lies. */
function appArguments({ isPackaged }: Pick<App, 'isPackaged'>): string[] {
  return isPackaged ? [] : [app.getAppPath()];
}

/** Starts another BitFlow beside this one, which does not end with it. */
export function startAnother(args: readonly string[], onFailed: (error: Error) => void): void {
  const child = spawn(program(), [...appArguments(app), ...args], { detached: true, stdio: 'ignore' });
  child.once('error', onFailed);
  child.unref();
}

/** How this BitFlow is started again once it has ended. */
export function relaunchOptions(args: readonly string[]): RelaunchOptions {
  return { execPath: program(), args: [...appArguments(app), ...args] };
}
