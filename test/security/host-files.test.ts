import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WindowFiles } from '../../electron/supervision/window-files.ts';
import { bareHost, WINDOW_PAGE } from '../support/bare-host.ts';
import { temporaryFolder } from '../support/temporary.ts';

describe('the files of the window', () => {
  it('are served without a bearer, the page never kept and the rest for ever', async () => {
    const { ask } = await bareHost();
    const page = await ask('/');
    const script = await ask('/assets/index-abc.js');
    expect([page.text, page.headers['content-type'], page.headers['cache-control']]).toEqual([
      WINDOW_PAGE,
      'text/html; charset=utf-8',
      'no-store',
    ]);
    expect([script.text, script.headers['content-type'], script.headers['cache-control']]).toEqual([
      'export {};',
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
    ]);
  });

  const escapes = [
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/%252e%252e%252fsecret.txt',
    '/assets/%00/../../../secret.txt',
    '/index.html%00.txt',
    '/..;/secret.txt',
    '//secret.txt',
    '/./../secret.txt',
    '/assets',
    '/assets/',
    '/INDEX.HTML',
  ];

  it.each(escapes)('do not include %s', async (path) => {
    const { ask } = await bareHost();
    const answer = await ask(path);
    expect(answer.text).not.toContain('not for you');
    expect([400, 404]).toContain(answer.status);
  });

  it('do not include a file by its absolute path', async () => {
    const { folder, ask } = await bareHost();
    const path = join(folder, 'secret.txt');
    for (const name of [path, `/${path}`, `/${encodeURIComponent(path)}`, `/file://${path}`]) {
      const answer = await ask(name);
      expect(answer.text).not.toContain('not for you');
      expect([400, 404]).toContain(answer.status);
    }
  });

  it('are only read: no other method is taken', async () => {
    const { ask } = await bareHost();
    const statuses = await Promise.all(['POST', 'PUT', 'DELETE', 'PATCH'].map(async (method) => (await ask('/', { method })).status));
    expect(statuses).toEqual([405, 405, 405, 405]);
  });

  it('are those that were there when the host started', () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'index.html'), WINDOW_PAGE);
    const files = new WindowFiles(root);
    writeFileSync(join(root, 'later.html'), 'put here by somebody else');
    expect([files.find('/')?.content.toString(), files.find('/later.html')]).toEqual([WINDOW_PAGE, null]);
  });

  it('are none, and no error, where the window was not built', () => {
    const files = new WindowFiles(join(temporaryFolder(), 'nowhere'));
    expect([files.isBuilt, files.find('/')]).toEqual([false, null]);
  });
});
