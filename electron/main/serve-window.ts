import type { Protocol } from 'electron';
import { securityHeaders, WindowFiles } from '../supervision/window-files.ts';
import { isOurs, WINDOW_SCHEME } from './harden.ts';

/** What the scheme must be before the app is ready, so that a page on it counts as secure and has an origin. */
export const WINDOW_PRIVILEGES: Electron.CustomScheme = {
  scheme: WINDOW_SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
};

/** Serves the built window on its own scheme, and nothing else. */
export function serveWindow(protocol: Pick<Protocol, 'handle'>, windowRoot: string): void {
  const files = new WindowFiles(windowRoot);
  const headers = securityHeaders([]);
  protocol.handle(WINDOW_SCHEME, (request) => {
    const file = isOurs(request.url) && request.method === 'GET' ? files.find(new URL(request.url).pathname) : null;
    if (file === null) return new Response('There is no such file.', { status: 404, headers: { ...headers } });
    return new Response(file.content, { headers: { ...headers, 'Content-Type': file.type } });
  });
}
