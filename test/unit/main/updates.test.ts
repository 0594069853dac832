import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type OfferedUpdate } from '../../../electron/main/updates/signed-feed.ts';
import { type UpdaterLike, Updates } from '../../../electron/main/updates/updates.ts';

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
