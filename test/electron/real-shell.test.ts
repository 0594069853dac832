import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../support/temporary.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'node_modules/electron');
const name = existsSync(join(folder, 'path.txt')) ? readFileSync(join(folder, 'path.txt'), 'utf8') : 'electron';
const binary = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), name);
const hasScreen = process.platform !== 'linux' || process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
const reason = [
  ...(existsSync(binary) ? [] : ['Electron is not installed here']),
  ...(hasScreen ? [] : ['there is no display']),
  ...(existsSync(join(root, 'out/main/index.js')) ? [] : ['the shell is not built']),
].join(', ');

describe('the real desktop shell', () => {
  it.skipIf(reason !== '')(`shows its window with prices from its engine${reason === '' ? '' : ` (skipped: ${reason})`}`, async () => {
    const env = { ...process.env, BITFLOW_DATA_DIR: join(temporaryFolder(), 'data') };
    const shell = await _electron.launch({ executablePath: binary, args: [root], env });
    onTestFinished(() => shell.close());
    const page = await shell.firstWindow();
    expect(page.url()).toBe('bitflow://window/');
    await page.getByText('NVK').first().waitFor();
    expect(await page.evaluate('typeof require + typeof process')).toBe('undefinedundefined');
    expect(await page.evaluate('window.open("https://evil.example/") === null')).toBe(true);
  });
});
