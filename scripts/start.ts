import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../electron/cli/main.ts';
import { ensureBuilt } from './build.ts';
import { isForDesktop, runDesktop, withoutDesktopOnly } from './desktop.ts';
import { root, runNode } from './project.ts';

/** Brings up the workstation: in its own window where there is one to be had, else on loopback with an address to open. */
export async function start(args: readonly string[]): Promise<void> {
  const isHeadless = args.includes('--headless');
  const rest = args.filter((arg) => arg !== '--headless');
  await ensureBuilt((message) => console.error(message));
  const binary = isHeadless || !isForDesktop(rest) ? null : await electronBinary();
  if (binary !== null) {
    const end = await runDesktop(binary, [root, ...rest]);
    if (end.kind === 'ended') {
      process.exitCode = end.code;
      return;
    }
    console.error(`\nThe desktop shell did not come up: ${end.reason}.\n${end.remedy}\n\nBitFlow is served for a browser instead.\n`);
  }
  await main(['serve', ...withoutDesktopOnly(rest)]);
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
