import { spawn } from 'node:child_process';
import { chmodSync, existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { dataFolder } from '../../electron/storage/data-folder.ts';
import { holdDataFolder } from '../../electron/storage/hold-folder.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Holds a folder in another process, which says so and then waits. */
async function heldByOther(path: string): Promise<{ readonly pid: number; kill(): void }> {
  const module = (name: string) => JSON.stringify(new URL(`../../electron/storage/${name}.ts`, import.meta.url).href);
  const script = `const { dataFolder } = await import(${module('data-folder')}); const { holdDataFolder } = await import(${module('hold-folder')});
    globalThis.held = holdDataFolder(dataFolder(${JSON.stringify(path)})); console.log('held'); setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await new Promise((resolve) => {
    child.stdout.once('data', resolve);
  });
  return { pid: child.pid ?? 0, kill: () => void child.kill('SIGKILL') };
}

describe('a data folder', () => {
  it('is made where it is missing, with the folders above it, for its owner only', () => {
    const path = join(temporaryFolder(), 'a', 'b');
    const held = holdDataFolder(dataFolder(path));
    onTestFinished(() => held.dispose());
    expect(statSync(path).mode & 0o777).toBe(0o700);
  });

  it('is held by one at a time, also within a process, and free again afterwards', () => {
    const folder = dataFolder(temporaryFolder());
    const held = holdDataFolder(folder);
    expect(() => holdDataFolder(folder)).toThrow(
      expect.objectContaining({ code: 'folder-in-use', message: expect.stringContaining(folder.path) }),
    );
    held.dispose();
    const again = holdDataFolder(folder);
    again.dispose();
  });

  it('is not given to a second process, which hears who holds it, until the first is gone in any way', async () => {
    const folder = dataFolder(temporaryFolder());
    const other = await heldByOther(folder.path);
    writeFileSync(folder.instance, JSON.stringify({ pid: other.pid }));
    expect(() => holdDataFolder(folder)).toThrow(
      expect.objectContaining({ code: 'folder-in-use', message: expect.stringContaining(`process id ${other.pid}`) }),
    );
    other.kill();
    const held = await eventually(() => holdDataFolder(folder));
    held.dispose();
  });

  it('says of the holder what it can when the instance file is damaged', () => {
    const folder = dataFolder(temporaryFolder());
    const held = holdDataFolder(folder);
    onTestFinished(() => held.dispose());
    writeFileSync(folder.instance, '{"pid":');
    expect(() => holdDataFolder(folder)).toThrow(`held by the BitFlow with process id ${process.pid}`);
    rmSync(folder.lock);
    expect(() => holdDataFolder(folder)).toThrow(/held by another BitFlow/);
  });

  it('is refused where a file is in its place, and the file is left alone', () => {
    const path = join(temporaryFolder(), 'file');
    writeFileSync(path, 'mine');
    for (const place of [path, join(path, 'below')]) {
      expect(() => holdDataFolder(dataFolder(place))).toThrow(
        expect.objectContaining({ code: 'disk-read-only', message: expect.stringContaining(place) }),
      );
    }
    expect(statSync(path).size).toBe(4);
  });

  it.skipIf(process.getuid?.() === 0)('is refused where it can not be written (skipped where the tests run as root)', () => {
    const path = temporaryFolder();
    chmodSync(path, 0o500);
    expect(() => holdDataFolder(dataFolder(path))).toThrow(expect.objectContaining({ code: 'disk-read-only' }));
    expect(existsSync(join(path, 'lock.db'))).toBe(false);
  });
});
