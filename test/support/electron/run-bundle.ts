import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';
import type { Client } from '../../../renderer/client/client.ts';
import { StandInPage, signalUtility } from '../electron-stand-in.ts';
import { eventually } from '../eventually.ts';

/**
 * Runs the built shell in this process as Node loads it, with the stand-in where it asks for Electron: starts it, opens its page, kills its
 * engine, uses the next one, and quits. Prints what it saw as one JSON value.
 */
const module = new URL('./electron-module.ts', import.meta.url);
registerHooks({
  resolve: (specifier, context, next) => (specifier === 'electron' ? { url: module.href, shortCircuit: true } : next(specifier, context)),
});
const kill = process.kill.bind(process);
process.kill = signalUtility(kill);

const { standIn } = (await import(module.href)) as typeof import('./electron-module.ts');
const root = new URL('../../../', import.meta.url);
process.argv = [process.execPath, fileURLToPath(root)];
await import(new URL('out/main/index.js', root).href);
await eventually(() => {
  if (standIn.windows.length === 0) throw new Error('no window was opened');
}, 30_000);

const page = new StandInPage();
standIn.current.page = page;
Object.assign(globalThis, { window: page.window, location: { origin: 'bitflow://window' } });
const preload = readFileSync(new URL('out/preload/index.cjs', root), 'utf8');
compileFunction(preload, ['require'])(() => standIn.electron);
const { portTransport } = (await import(pathToFileURL(fileURLToPath(new URL('renderer/client/transport.ts', root))).href)) as {
  readonly portTransport: () => { open(): Promise<{ readonly client: Client; readonly closed: Promise<string> }> };
};
const transport = portTransport();
standIn.windows[0].webContents.load(page);

const first = await transport.open();
const { state } = await first.client.engine.status();
standIn.processes[0].signal('SIGKILL');
await first.closed;
const second = await transport.open();
const { incarnation } = await second.client.engine.status();
standIn.app.quit();
await eventually(() => {
  if (standIn.app.quits === 0) throw new Error('it did not quit');
}, 30_000);
process.stdout.write(
  `${JSON.stringify({ state, hasIncarnation: incarnation !== '', engines: standIn.processes.length, lastExit: await standIn.processes[1].ended, sessions: [...standIn.sessions.keys()] })}\n`,
);
process.exit(0);
