import { join } from 'node:path';
import type { Configuration } from 'electron-builder';
import { root } from '../project.ts';

/** Systems that installers are made for, as Node names them. */
export const platforms = ['linux', 'darwin', 'win32'] as const;
export type PackagedPlatform = (typeof platforms)[number];
export type PackagedArch = 'x64' | 'arm64';

export interface PackageTarget {
  readonly platform: PackagedPlatform;
  readonly arch: PackagedArch;
}

export interface BuilderConfigOptions {
  readonly target: PackageTarget;
  /** Folder for what is made. */
  readonly output: string;
  /** Folder with an unpacked Electron to use in place of one that is downloaded, or `null`. */
  readonly electronDist: string | null;
  /** Where installed copies look for updates, an https address, or `null` for none. */
  readonly updateUrl: string | null;
  /** Public half of the key that signs the update feed, PEM, or `null`. */
  readonly updateKey: string | null;
}

/** Native code: it can't be loaded from inside an archive. */
const NATIVE = [
  'node_modules/better-sqlite3/prebuilds/**',
  'node_modules/fs-native-extensions/prebuilds/**',
  'node_modules/onnxruntime-node/bin/**',
];

/** The packages that are not bundled, since they hold or load native code, with what of them is read. */
const UNBUNDLED = [
  'node_modules/better-sqlite3/{package.json,LICENSE,lib/**}',
  'node_modules/fs-native-extensions/{package.json,LICENSE,*.js}',
  'node_modules/{require-addon,which-runtime,bare-addon-resolve,bare-module-resolve,bare-semver}/**',
  'node_modules/@xenova/transformers/{package.json,LICENSE,dist/transformers.node.mjs}',
  'node_modules/@huggingface/{jinja,tokenizers}/**',
  'node_modules/onnxruntime-node/{package.json,dist/**}',
  'node_modules/onnxruntime-common/**',
  'node_modules/{onnxruntime-web,sharp}/**',
];

/** What packages carry that no installed BitFlow reads. */
const NEVER_READ = '!**/*.{map,md,ts,mts,cts}';

/** Returns what electron-builder is told; every choice that the check asserts is made here. */
export function builderConfig({ target, output, electronDist, updateUrl, updateKey }: BuilderConfigOptions): Configuration {
  const { platform, arch } = target;
  return {
    appId: 'io.bitflow.workstation',
    productName: 'BitFlow',
    copyright: 'BitFlow',
    directories: { output, buildResources: join(root, 'resources/icons') },
    ...(electronDist === null ? {} : { electronDist }),
    // Node's own packages build native code against other headers; ours come built for N-API.
    npmRebuild: false,
    buildDependenciesFromSource: false,
    asar: true,
    asarUnpack: NATIVE,
    files: [
      'package.json',
      'out/{main,preload,renderer}/**',
      '!node_modules/**',
      ...UNBUNDLED,
      NEVER_READ,
      `node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node`,
      `node_modules/fs-native-extensions/prebuilds/${platform}-${arch}/*.node`,
      // No inference runtime exists for Intel Macs; there BitFlow scores headlines by its list of words.
      `node_modules/onnxruntime-node/bin/*/${platform}/${arch}/**`,
    ],
    extraResources: [
      { from: 'resources/models', to: 'models' },
      { from: 'resources/icons/256x256.png', to: 'icon.png' },
    ],
    // What updates itself must be signed by its maker as well; without a certificate the build ends.
    forceCodeSigning: updateUrl !== null && platform !== 'linux',
    extraMetadata: {
      main: 'out/main/index.js',
      ...(updateUrl === null ? {} : { bitflowUpdates: { url: updateUrl, publicKey: updateKey } }),
    },
    electronFuses: {
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableCookieEncryption: true,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
      resetAdHocDarwinSignature: platform === 'darwin',
    },
    protocols: [{ name: 'BitFlow', schemes: ['bitflow'] }],
    fileAssociations: [
      { ext: 'csv', name: 'Market file', description: 'Prices, a row per bar', mimeType: 'text/csv', role: 'Viewer', rank: 'Alternate' },
    ],
    publish: updateUrl === null ? null : [{ provider: 'generic', url: updateUrl, channel: 'latest' }],
    linux: {
      target: [
        { target: 'AppImage', arch },
        { target: 'deb', arch },
      ],
      icon: 'resources/icons',
      category: 'Office;Finance',
      synopsis: 'A trading workstation on your own machine',
      executableName: 'bitflow',
    },
    mac: {
      target: [{ target: 'dmg', arch }, ...(updateUrl === null ? [] : [{ target: 'zip' as const, arch }])],
      icon: 'resources/icons/1024x1024.png',
      category: 'public.app-category.finance',
      hardenedRuntime: true,
      gatekeeperAssess: false,
    },
    win: { target: [{ target: 'nsis', arch }], icon: 'resources/icons/512x512.png', verifyUpdateCodeSignature: true },
    nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true, deleteAppDataOnUninstall: false },
  };
}
