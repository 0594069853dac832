import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { VERSION } from '../../../electron/platform/version.ts';

it('the version is that of the package', () => {
  const path = new URL('../../../package.json', import.meta.url);
  expect(VERSION).toBe((JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string }).version);
});
