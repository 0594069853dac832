import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { feedOfBuild } from '../../../electron/main/updates/feed-of-build.ts';
import { type OfferedUpdate } from '../../../electron/main/updates/signed-feed.ts';
import { askForUpdate } from '../../../electron/main/updates/update-dialogue.ts';
import { type UpdaterLike, Updates } from '../../../electron/main/updates/updates.ts';
import { whyNotNow } from '../../../electron/main/updates/why-not-now.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const SHA = `${'a'.repeat(86)}==`;
const OTHER_SHA = `${'b'.repeat(86)}==`;
const OFFERED: OfferedUpdate = { version: '2.0.0', files: [{ url: 'BitFlow-2.0.0.AppImage', sha512: SHA }] };
const FEED = `version: 2.0.0
files:
  - url: BitFlow-2.0.0.AppImage
    sha512: ${SHA}
    size: 1
path: BitFlow-2.0.0.AppImage
sha512: ${SHA}
releaseDate: '2026-11-28T00:00:00.000Z'
`;

interface Scene {
  readonly feed?: string;
  /** `null`: there is no signature beside the feed. */
  readonly signature?: string | null;
  readonly offered?: OfferedUpdate | null;
  readonly whyNotNow?: () => Promise<string | null>;
  readonly isBuiltWithFeed?: boolean;
}

const keys = generateKeyPairSync('ed25519');
const signatureOf = (text: string, key: KeyObject = keys.privateKey): string => sign(null, Buffer.from(text), key).toString('base64');

function scene({ feed = FEED, signature = signatureOf(feed), offered = OFFERED, whyNotNow, isBuiltWithFeed = true }: Scene = {}) {
  const calls: string[] = [];
  const updater: UpdaterLike = {
    autoDownload: true,
    autoInstallOnAppQuit: true,
    allowDowngrade: true,
    checkForUpdates: () => Promise.resolve(offered === null ? null : { isUpdateAvailable: true, updateInfo: offered }),
    downloadUpdate: () => Promise.resolve(calls.push('download')),
    quitAndInstall: () => void calls.push('install'),
    on: () => undefined,
  };
  const updates = new Updates({
    updater,
    feed: isBuiltWithFeed
      ? { url: 'https://updates.example/latest-linux.yml', publicKey: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString() }
      : null,
    fetchText: (url) => {
      if (!url.endsWith('.sig')) return Promise.resolve(feed);
      return signature === null ? Promise.reject(new Error('404')) : Promise.resolve(signature);
    },
    whyNotNow: whyNotNow ?? (() => Promise.resolve(null)),
  });
  return { updates, updater, calls };
}

describe('updates', () => {
  it('does nothing by itself: neither downloads, nor installs on quit, nor goes back', () => {
    const { updater } = scene();
    expect(updater).toMatchObject({ autoDownload: false, autoInstallOnAppQuit: false, allowDowngrade: false });
  });

  it('takes what a signed feed offers, step by step', async () => {
    const { updates, calls } = scene();
    expect(await updates.ask()).toEqual({ kind: 'available', version: '2.0.0' });
    expect(calls).toEqual([]);
    expect(await updates.download()).toEqual({ kind: 'ready', version: '2.0.0' });
    expect(await updates.install()).toEqual({ isBegun: true });
    expect(calls).toEqual(['download', 'install']);
  });

  const stranger = generateKeyPairSync('ed25519').privateKey;
  it.each<[string, Scene]>([
    ['has no signature', { signature: null }],
    ['has an empty signature', { signature: '' }],
    ['is signed by another key', { signature: signatureOf(FEED, stranger) }],
    ['was changed after it was signed', { feed: FEED.replace('size: 1', 'size: 2'), signature: signatureOf(FEED) }],
    ['is signed for another version', { offered: { ...OFFERED, version: '2.0.1' } }],
    ['names two versions', { feed: `${FEED}version: 9.0.0\n` }],
    ['lacks the hash of the file', { offered: { version: '2.0.0', files: [{ url: 'other.AppImage', sha512: OTHER_SHA }] } }],
    [
      'offers a hash that is only the beginning of a signed one',
      { offered: { version: '2.0.0', files: [{ url: 'x', sha512: SHA.slice(0, 20) }] } },
    ],
    ['offers no file', { offered: { version: '2.0.0', files: [] } }],
  ])('refuses an update whose feed %s', async (_, given) => {
    const { updates, calls } = scene(given);
    expect((await updates.ask()).kind).toBe('refused');
    await updates.download();
    expect(await updates.install()).toMatchObject({ isBegun: false });
    expect(calls).toEqual([]);
  });

  it('never installs while orders are open, and says why', async () => {
    const { updates, calls } = scene({ whyNotNow: () => Promise.resolve('2 orders are open') });
    await updates.ask();
    await updates.download();
    expect(await updates.install()).toEqual({ isBegun: false, reason: 'Not updated: 2 orders are open.' });
    expect(calls).toEqual(['download']);
  });

  it('never installs while the engine does not say whether orders are open', async () => {
    const { updates, calls } = scene({ whyNotNow: () => Promise.reject(new Error('no answer')) });
    await updates.ask();
    await updates.download();
    expect(await updates.install()).toMatchObject({ isBegun: false });
    expect(calls).toEqual(['download']);
  });

  it('is off where BitFlow was built without a feed', async () => {
    const { updates } = scene({ isBuiltWithFeed: false });
    expect(await updates.ask()).toEqual({ kind: 'off' });
  });

  it('says that nothing is newer', async () => {
    expect(await scene({ offered: null }).updates.ask()).toEqual({ kind: 'current' });
  });
});

describe('the dialogue of an update', () => {
  /** Answers each message in turn; returns the messages. */
  async function said(given: Scene, answers: readonly number[]): Promise<{ messages: string[]; calls: string[] }> {
    const { updates, calls } = scene(given);
    const messages: string[] = [];
    await askForUpdate(updates, '1.0.0', ({ message, detail }) => {
      messages.push(`${message}: ${detail}`);
      return Promise.resolve(answers[messages.length - 1] ?? 0);
    });
    return { messages, calls };
  }

  it('downloads and installs when both are wanted', async () => {
    const { messages, calls } = await said({}, [0, 0]);
    expect(messages).toHaveLength(2);
    expect(calls).toEqual(['download', 'install']);
  });

  it('does nothing at the first no', async () => {
    expect((await said({}, [1])).calls).toEqual([]);
    expect((await said({}, [0, 1])).calls).toEqual(['download']);
  });

  it.each<[string, Scene, RegExp]>([
    ['that it has no feed', { isBuiltWithFeed: false }, /built without an update feed/],
    ['that it is the newest', { offered: null }, /1\.0\.0 is the newest/],
    ['why an update is refused', { signature: null }, /was not taken: .*signature/],
  ])('says %s', async (_, given, words) => {
    const { messages, calls } = await said(given, []);
    expect(messages.join()).toMatch(words);
    expect(calls).toEqual([]);
  });

  it('says that orders are open, and installs nothing', async () => {
    const { messages, calls } = await said({ whyNotNow: () => Promise.resolve('1 order is open') }, [0, 0, 0]);
    expect(messages.at(-1)).toMatch(/1 order is open/);
    expect(calls).toEqual(['download']);
  });
});

describe('the feed of a build', () => {
  const feedIn = (packageJson: unknown, platform = 'linux', arch = 'x64') => {
    const app = join(temporaryFolder(), 'app');
    mkdirSync(app);
    writeFileSync(join(app, 'package.json'), JSON.stringify(packageJson));
    return feedOfBuild(app, { platform, arch })?.url ?? null;
  };
  const built = { bitflowUpdates: { url: 'https://updates.example/bitflow/', publicKey: 'PEM' } };

  it('is the file of the system', () => {
    expect(feedIn(built)).toBe('https://updates.example/bitflow/latest-linux.yml');
    expect(feedIn(built, 'linux', 'arm64')).toBe('https://updates.example/bitflow/latest-linux-arm64.yml');
    expect(feedIn(built, 'darwin')).toBe('https://updates.example/bitflow/latest-mac.yml');
    expect(feedIn(built, 'win32')).toBe('https://updates.example/bitflow/latest.yml');
  });

  it('is none without a key, without encryption, or where none was given', () => {
    expect(feedIn({ name: 'bitflow' })).toBeNull();
    expect(feedIn({ bitflowUpdates: { url: 'https://updates.example' } })).toBeNull();
    expect(feedIn({ bitflowUpdates: { url: 'http://updates.example', publicKey: 'PEM' } })).toBeNull();
  });
});

it('counts every order and position that is open', () => {
  expect(whyNotNow({ orders: [], positions: [] })).toBeNull();
  expect(whyNotNow({ orders: [{ status: 'working' }, { status: 'filled' }], positions: [] })).toBe('1 order is open');
  expect(whyNotNow({ orders: [{ status: 'submitted' }, { status: 'held' }], positions: [{}] })).toBe(
    '2 orders are open and 1 position is open',
  );
});
