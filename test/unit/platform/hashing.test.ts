import { cpSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { codeHash } from '../../../electron/platform/code-version.ts';
import { platformHashes, sha256Hex } from '../../../electron/platform/hashing.ts';
import { temporaryFolder } from '../../support/temporary.ts';

describe('hashes', () => {
  it('are those of FIPS 180-4', () => {
    expect([sha256Hex(''), sha256Hex('abc')]).toEqual([
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    ]);
  });

  it('are the same in portions and in bytes or text', () => {
    const portions = platformHashes.sha256().update('héad').update(new TextEncoder().encode('line €')).digestHex();
    expect(portions).toBe(sha256Hex('héadline €'));
  });
});

describe('the hash of the code', () => {
  const rooms = ['electron/engine', 'electron/adapters/sim', 'electron/adapters/paper', 'shared/base', 'shared/domain', 'shared/config'];

  function aSourceTree(): string {
    const root = temporaryFolder();
    for (const room of rooms) {
      mkdirSync(join(root, room, 'inner'), { recursive: true });
      writeFileSync(join(root, room, 'a.ts'), `// ${room}`);
      writeFileSync(join(root, room, 'inner', 'b.ts'), '// b');
    }
    return root;
  }

  it('is that of this project, the same every time', () => {
    const root = fileURLToPath(new URL('../../..', import.meta.url));
    expect(codeHash(root)).toMatch(/^[0-9a-f]{32}$/);
    expect(codeHash(root)).toBe(codeHash(root));
  });

  it('does not depend on where the sources lie or on files that decide nothing', () => {
    const [one, other] = [aSourceTree(), temporaryFolder()];
    cpSync(one, other, { recursive: true });
    writeFileSync(join(other, 'electron/engine/notes.md'), 'notes');
    mkdirSync(join(other, 'renderer'));
    writeFileSync(join(other, 'renderer/a.ts'), '// another window');
    expect(codeHash(other)).toBe(codeHash(one));
  });

  it.each(rooms)('changes with every file of %s: its content, its name, its being there', (room) => {
    const [original, edited, renamed, more] = [aSourceTree(), aSourceTree(), aSourceTree(), aSourceTree()];
    writeFileSync(join(edited, room, 'inner/b.ts'), '// c');
    renameSync(join(renamed, room, 'a.ts'), join(renamed, room, 'z.ts'));
    writeFileSync(join(more, room, 'c.ts'), '');
    expect(new Set([original, edited, renamed, more].map(codeHash)).size).toBe(4);
  });
});
