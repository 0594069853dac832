import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { extractAll, listPackage, statFile } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import type { PackageTarget } from './builder-config.ts';

/** One thing that was looked at in a package. */
export interface PackageFinding {
  readonly what: string;
  readonly isRight: boolean;
  /** What was seen; for what is wrong, what was expected as well. */
  readonly seen: string;
}

/** The most that BitFlow adds to Electron, in bytes. */
const MOST_BYTES = 130 * 1024 * 1024;

/** Names that have no place in what a user installs. */
const FORBIDDEN: readonly (readonly [string, RegExp])[] = [
  ['sources of our own', /^\/(electron|renderer|shared|scripts|test|bench|training|stubs)\//],
  ['TypeScript', /\.[cm]?tsx?$/],
  ['source maps', /\.map$/],
  ['tests of packages', /\/(tests?|__tests__)\//],
  ['Node binaries', /\/node_modules\/node-(linux|win|darwin)-/],
  ["SQLite's sources", /\/better-sqlite3\/(deps|src)\//],
  ['databases and settings', /\.(db|sqlite|env|pem|key)$/],
  ['tools of development', /\/node_modules\/(vite|vitest|typescript|electron|electron-builder|playwright|playwright-core|fast-check)\//],
];

/** The unpacked result of electron-builder: an application beside Electron's own files. */
export class PackedApp {
  readonly #folder: string;
  readonly #target: PackageTarget;
  readonly #files: readonly string[];

  /** `folder` is where the executable lies. @throws when there is no archive in it. */
  constructor(folder: string, target: PackageTarget) {
    this.#folder = folder;
    this.#target = target;
    this.#files = listPackage(this.archive, { isPack: false }).map((name) => name.replaceAll('\\', '/'));
  }

  get resources(): string {
    return join(this.#folder, 'resources');
  }

  get archive(): string {
    return join(this.resources, 'app.asar');
  }

  /** Writes the archive's files, those beside it included, as plain files. */
  extract(to: string): void {
    extractAll(this.archive, to);
  }

  /** Looks at what is inside, at what must not be, at the size and at the fuses. */
  async look(): Promise<readonly PackageFinding[]> {
    return [...this.#lookForForbidden(), ...this.#lookForNeeded(), this.#lookAtNative(), this.#lookAtSize(), await this.#lookAtFuses()];
  }

  #lookForForbidden(): PackageFinding[] {
    return FORBIDDEN.map(([what, pattern]) => {
      const found = this.#files.filter((name) => pattern.test(name) && !this.#isFolder(name));
      return { what: `no ${what}`, isRight: found.length === 0, seen: found.length === 0 ? 'none' : found.slice(0, 5).join(', ') };
    });
  }

  #lookForNeeded(): PackageFinding[] {
    const inArchive = ['/package.json', '/out/main/index.js', '/out/main/engine.js', '/out/preload/index.cjs', '/out/renderer/index.html'];
    const beside = ['models/tiny/onnx', 'models/tiny/tokenizer.json', 'icon.png'];
    const missing = [
      ...inArchive.filter((name) => !this.#files.includes(name)),
      ...beside.filter((name) => !existsSync(join(this.resources, name))),
    ];
    return [
      {
        what: 'the shell, the engine, the window and the bundled model',
        isRight: missing.length === 0,
        seen: missing.join(', ') || 'all there',
      },
    ];
  }

  /** Native code of this system only, and outside the archive, from where it can be loaded. */
  #lookAtNative(): PackageFinding {
    const { platform, arch } = this.#target;
    const isNative = (name: string): boolean => /\.(node|so(\.\d+)*|dylib|dll)$/.test(name);
    const packed = this.#files.filter((name) => isNative(name) && statFile(this.archive, name.slice(1)).unpacked !== true);
    const foreign = this.#files.filter(
      (name) => isNative(name) && !name.includes(`${platform}-${arch}`) && !name.includes(`${platform}/${arch}`),
    );
    const hasSqlite = this.#files.some((name) => name.endsWith(`better-sqlite3/prebuilds/${platform}-${arch}.node`));
    const wrong = [
      ...packed.map((name) => `${name} is inside the archive`),
      ...foreign.map((name) => `${name} is of another system`),
      ...(hasSqlite ? [] : ["SQLite's library is missing"]),
    ];
    return {
      what: 'native code of this system only, beside the archive',
      isRight: wrong.length === 0,
      seen: wrong.slice(0, 5).join('; ') || 'so it is',
    };
  }

  #lookAtSize(): PackageFinding {
    const bytes = bytesBelow(this.resources);
    const mebibytes = (count: number): string => `${(count / 1024 / 1024).toFixed(1)} MiB`;
    const what = `at most ${mebibytes(MOST_BYTES)} without Electron`;
    return { what, isRight: bytes <= MOST_BYTES, seen: `${mebibytes(bytes)}, the archive ${mebibytes(statSync(this.archive).size)} of it` };
  }

  async #lookAtFuses(): Promise<PackageFinding> {
    const wire = await getCurrentFuseWire(join(this.#folder, 'bitflow'));
    const wanted: readonly (readonly [FuseV1Options, FuseState])[] = [
      [FuseV1Options.RunAsNode, FuseState.DISABLE],
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable, FuseState.DISABLE],
      [FuseV1Options.EnableNodeCliInspectArguments, FuseState.DISABLE],
      [FuseV1Options.EnableCookieEncryption, FuseState.ENABLE],
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseState.ENABLE],
      [FuseV1Options.OnlyLoadAppFromAsar, FuseState.ENABLE],
      [FuseV1Options.GrantFileProtocolExtraPrivileges, FuseState.DISABLE],
    ];
    const wrong = wanted.filter(([fuse, state]) => wire[fuse] !== state).map(([fuse]) => FuseV1Options[fuse]);
    return {
      what: 'fuses',
      isRight: wrong.length === 0,
      seen: wrong.length === 0 ? 'set as they must be' : `not as they must be: ${wrong.join(', ')}`,
    };
  }

  #isFolder(name: string): boolean {
    return 'files' in statFile(this.archive, name.slice(1), false);
  }
}

function bytesBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
