import type { App, Session, WebContents } from 'electron';

/** The scheme and host that the window is served from; a page of any other origin is not ours. */
export const WINDOW_SCHEME = 'bitflow';
export const WINDOW_ORIGIN = `${WINDOW_SCHEME}://window`;

/** The one permission that a page of ours needs: to put text on the clipboard. */
const GRANTED = 'clipboard-sanitized-write';

/** Denies permissions of every kind, but for writing to the clipboard from our own page. */
export function hardenSession(
  session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>,
): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl, isMainFrame }) =>
    answer(permission === GRANTED && isMainFrame && isOurs(requestingUrl)),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin, { isMainFrame }) => permission === GRANTED && isMainFrame && isOurs(requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
}

/** Holds every page of the app to the window's own origin: no new windows, no other addresses, nothing embedded. */
export function hardenContents(contents: Pick<WebContents, 'setWindowOpenHandler' | 'on'>): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Hardens every page from the moment it is made. */
export function hardenApp(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => hardenContents(contents));
}

export function isOurs(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === `${WINDOW_SCHEME}:` && new URL(url).host === 'window';
}
