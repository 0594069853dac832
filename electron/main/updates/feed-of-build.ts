import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Where a copy looks for updates, and the key that signs what it finds there. */
export interface UpdateFeed {
  /** Address of the feed's file for this system. */
  readonly url: string;
  /** PEM. */
  readonly publicKey: string;
}

/** What `npm run package` writes into the package.json of a copy that updates itself. */
const builtWith = z.object({ bitflowUpdates: z.object({ url: z.url({ protocol: /^https$/ }), publicKey: z.string().min(1) }) });

/** Returns the feed that the application in `appPath` was built with; `null` for one without. */
export function feedOfBuild(appPath: string, { platform, arch }: { readonly platform: string; readonly arch: string }): UpdateFeed | null {
  const found = builtWith.safeParse(JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8')));
  if (!found.success) return null;
  const { url, publicKey } = found.data.bitflowUpdates;
  return { url: `${url.replace(/\/+$/, '')}/${feedName(platform, arch)}`, publicKey };
}

/** The names that electron-builder gives to the feeds of its channel `latest`. */
function feedName(platform: string, arch: string): string {
  if (platform === 'win32') return 'latest.yml';
  if (platform === 'darwin') return 'latest-mac.yml';
  return arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${arch}.yml`;
}
