import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { Arch, build, Platform } from 'electron-builder';
import { ensureBuilt } from './build.ts';
import { builderConfig, type PackagedArch, type PackagedPlatform, type PackageTarget, platforms } from './package/builder-config.ts';
import { loadPackedImports } from './package/load-packed-imports.ts';
import { type PackageFinding, PackedApp } from './package/packed-app.ts';
import { runPackedEngine } from './package/run-packed-engine.ts';
import { signFeeds } from './package/sign-feed.ts';
import { writeStubDistribution } from './package/stub-distribution.ts';
import { root } from './project.ts';

/** Makes installers, or with `--dir` the unpacked application alone; `--check` looks into what was made. */

interface Options {
  readonly dir: boolean;
  readonly check: boolean;
  readonly arch: PackagedArch;
  readonly output: string;
  readonly json: boolean;
}

const BUILDER_PLATFORMS = { linux: Platform.LINUX, darwin: Platform.MAC, win32: Platform.WINDOWS };

function folderOf(text: string): string {
  if (text === '') throw new InvalidArgumentError('Expected a folder.');
  return text;
}

const options = new Command('package')
  .description('Makes the installers of this system (AppImage and deb, dmg, or nsis) from the current build.')
  .option('--dir', 'only the unpacked application, no installer', false)
  .option('--check', 'look at what is inside, its size and its fuses, and start its engine; with --dir it needs no Electron', false)
  .addOption(new Option('--arch <arch>', 'for which processor').choices(['x64', 'arm64']).default(process.arch))
  .option('--output <folder>', 'where to put it', folderOf, join(root, 'out/installers'))
  .option('--json', 'print one JSON object', false)
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<Options>();

const platform = platforms.find((name) => name === process.platform);
if (platform === undefined) {
  console.error(`BitFlow is packaged on ${platforms.join(', ')}; this is ${process.platform}.`);
  process.exit(2);
}
const target: PackageTarget = { platform, arch: options.arch };
const findings = await makePackage(target, options);
report(findings, options.json);
process.exitCode = findings.every(({ isRight }) => isRight) ? 0 : 1;

async function makePackage(target: PackageTarget, { dir, check, output }: Options): Promise<readonly PackageFinding[]> {
  await ensureBuilt((message) => console.error(message));
  const scratch = mkdtempSync(join(tmpdir(), 'bitflow-package-'));
  try {
    const electronDist = electronFor(target.platform, dir && check, scratch);
    const { updateUrl, updateKey } = updateSource();
    await build({
      projectDir: root,
      publish: 'never',
      targets: BUILDER_PLATFORMS[target.platform].createTarget(dir ? 'dir' : null, target.arch === 'x64' ? Arch.x64 : Arch.arm64),
      config: builderConfig({ target, output, electronDist, updateUrl, updateKey }),
    });
    if (updateUrl !== null && !dir) signUpdateFeeds(output);
    return check ? await checkPackage(target, output, scratch) : [];
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** An installed Electron, else the one that the environment names; a stub where only the package is to be looked at and there is neither. */
function electronFor(platform: PackagedPlatform, mayBeStub: boolean, scratch: string): string | null {
  const named = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (named !== undefined) return named;
  if (!mayBeStub || platform !== 'linux') return null;
  const stub = join(scratch, 'electron');
  writeStubDistribution(stub);
  console.error('Electron is not here: a stub stands in for it, and what is made does not start.');
  return stub;
}

/** Where installed copies look for updates, from the environment; an update is only ever taken where its feed is signed. */
function updateSource(): { readonly updateUrl: string | null; readonly updateKey: string | null } {
  const updateUrl = process.env['BITFLOW_UPDATE_URL'] ?? null;
  const keyPath = process.env['BITFLOW_UPDATE_KEY'] ?? null;
  if (updateUrl === null) return { updateUrl: null, updateKey: null };
  if (!updateUrl.startsWith('https://')) throw new Error(`BITFLOW_UPDATE_URL must begin with https://, found ${updateUrl}.`);
  if (keyPath === null)
    throw new Error('BITFLOW_UPDATE_URL needs BITFLOW_UPDATE_KEY, the file with the public half of the key that signs the feed.');
  return { updateUrl, updateKey: readFileSync(keyPath, 'utf8') };
}

/** Only a signed feed is ever taken, so that making one unsigned is a mistake. */
function signUpdateFeeds(output: string): void {
  const keyPath = process.env['BITFLOW_UPDATE_SIGNING_KEY'];
  if (keyPath === undefined)
    throw new Error('The update feed is not signed: BITFLOW_UPDATE_SIGNING_KEY names the file with the private key.');
  for (const name of signFeeds(output, readFileSync(keyPath, 'utf8'))) console.error(`Signed ${name}.`);
}

async function checkPackage(target: PackageTarget, output: string, scratch: string): Promise<readonly PackageFinding[]> {
  if (target.platform !== 'linux') throw new Error('The check looks into the unpacked application for Linux; run it there.');
  const packed = new PackedApp(join(output, target.arch === 'x64' ? 'linux-unpacked' : `linux-${target.arch}-unpacked`), target);
  const extracted = join(scratch, 'app');
  packed.extract(extracted);
  return [
    ...(await packed.look()),
    await loadPackedImports(extracted, join(scratch, 'load')),
    await runPackedEngine(extracted, packed.resources, join(scratch, 'run')),
  ];
}

function report(findings: readonly PackageFinding[], isJson: boolean): void {
  if (isJson) {
    console.log(JSON.stringify({ ok: findings.every(({ isRight }) => isRight), findings }));
    return;
  }
  for (const { what, isRight, seen } of findings) console.log(`${isRight ? 'ok    ' : 'WRONG '} ${what}: ${seen}`);
}
