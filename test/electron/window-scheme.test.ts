import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serveWindow } from '../../electron/main/serve-window.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** The handler of the window's scheme, over a folder with a page and, beside it, something that is not of the window. */
function served(): (url: string, init?: RequestInit) => Promise<Response> {
  const folder = temporaryFolder();
  const root = join(folder, 'window');
  mkdirSync(root);
  writeFileSync(join(root, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'secret.txt'), 'not for you');
  const handlers = new Map<string, (request: Request) => Response | Promise<Response>>();
  serveWindow({ handle: (scheme, handler) => void handlers.set(scheme, handler) }, root);
  return async (url, init) => {
    const handler = handlers.get('bitflow');
    if (handler === undefined) throw new Error('nothing handles the scheme');
    return await handler(new Request(url, init));
  };
}

describe('the scheme of the window', () => {
  it('serves its page under a policy that lets it reach nothing else', async () => {
    const answer = await served()('bitflow://window/');
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'text/html; charset=utf-8',
      '<!doctype html>',
    ]);
    const policy = answer.headers.get('content-security-policy') ?? '';
    for (const directive of ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"])
      expect(policy).toContain(directive);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    'bitflow://other/',
    'bitflow://window.evil/',
    'bitflow://window/../secret.txt',
    'bitflow://window/%2e%2e/secret.txt',
    'bitflow://window/..%2fsecret.txt',
    'bitflow://window//etc/passwd',
    'bitflow://window/index.html%00',
  ])('serves nothing at %s', async (url) => {
    const answer = await served()(url);
    expect([answer.status, await answer.text()]).toEqual([404, 'There is no such file.']);
  });

  it('takes nothing but GET', async () => {
    expect((await served()('bitflow://window/', { method: 'POST' })).status).toBe(404);
  });
});
