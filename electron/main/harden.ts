import type { App, Session, WebContents } from 'electron';

/** The scheme and host that the window is served from; a page of any other origin is not ours. */
export const WINDOW_SCHEME = 'bitflow';
export const WINDOW_ORIGIN = `${WINDOW_SCHEME}://window`;

/** Denies what no page of ours asks for: permissions of every kind. */
export function hardenSession(
  session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>,
): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
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
