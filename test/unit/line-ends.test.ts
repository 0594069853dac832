import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const FILES = [
  '.gitattributes',
  'electron/engine/engine-core.ts',
  'resources/models/tiny/config.json',
  'resources/models/tiny/tokenizer.json',
  'resources/models/tiny/onnx/model.onnx',
];
const hasGit = spawnSync('git', ['--version']).status === 0;

describe('a checkout on Windows', () => {
  it.skipIf(!hasGit)(`has the bytes that hashes were taken over${hasGit ? '' : ' (skipped: there is no git)'}`, () => {
    const folder = temporaryFolder();
    const git = (...args: readonly string[]): void => {
      const own = ['-c', 'core.autocrlf=true', '-c', 'core.eol=crlf', '-c', 'user.name=x', '-c', 'user.email=x@example.org'];
      const { status, stderr } = spawnSync('git', [...own, ...args], { cwd: folder, encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
    };
    git('init', '--quiet');
    for (const file of FILES) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      copyFileSync(join(root, file), join(folder, file));
    }
    git('add', '.');
    git('commit', '--quiet', '--message', 'x');
    for (const file of FILES) rmSync(join(folder, file));
    git('checkout', '--quiet', '--', '.');
    for (const file of FILES) expect(readFileSync(join(folder, file)).equals(readFileSync(join(root, file))), file).toBe(true);
  });
});
