import { readFileSync } from 'node:fs';

/** Set by the build to the version of package.json; a process that runs from the sources reads it there. */
declare const BITFLOW_VERSION: string | undefined;

/** The version of this BitFlow, as package.json has it. */
export const VERSION = typeof BITFLOW_VERSION === 'string' ? BITFLOW_VERSION : versionIn(new URL('../../package.json', import.meta.url));

function versionIn(path: URL): string {
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string };
  return version;
}
