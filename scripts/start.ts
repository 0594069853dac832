import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../electron/cli/main.ts';
import { ensureBuilt } from './build.ts';
import { root, runNode } from './project.ts';

/** Brings up the workstation: in its own window where there is one to be had, else on loopback with an address to open. */
export async function start(args: readonly string[]): Promise<void> {
  const isHeadless = args.includes('--headless');
  const rest = args.filter((arg) => arg !== '--headless');
  await ensureBuilt((message) => console.error(message));
  if (!isHeadless && rest.length === 0) {
    const binary = await electronBinary();
    if (binary !== null) {
      runDesktop(binary);
      return;
    }
  }
  await main(['serve', ...rest]);
}

/** Returns Electron's binary, fetched now if there is a screen to show it on; `null` where there is neither. */
async function electronBinary(): Promise<string | null> {
  const hasDisplay = process.platform !== 'linux' || process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
  if (!hasDisplay) {
    console.error('There is no display here, so BitFlow is served for a browser.');
    return null;
  }
  const known = installedElectron();
  if (known !== null) return known;
  console.error('Fetching the desktop shell, once …');
  await runNode(join(root, 'node_modules/electron/install.js'), [], { output: 'capture' });
  const fetched = installedElectron();
  if (fetched === null)
    console.error('The desktop shell could not be fetched, so BitFlow is served for a browser. "npx install-electron" tries again.');
  return fetched;
}

function installedElectron(): string | null {
  const folder = join(root, 'node_modules/electron');
  const name = existsSync(join(folder, 'path.txt')) ? readFileSync(join(folder, 'path.txt'), 'utf8') : 'electron';
  const binary = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), name);
  return existsSync(binary) ? binary : null;
}

function runDesktop(binary: string): void {
  // Electron must not take the variables of the Node that starts it for its own.
  const { ELECTRON_RUN_AS_NODE: _, NODE_OPTIONS: __, ...env } = process.env;
  const child = spawn(binary, [root], { stdio: 'inherit', env });
  child.once('close', (code) => process.exit(code ?? 1));
}
