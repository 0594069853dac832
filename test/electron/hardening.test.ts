import { describe, expect, it } from 'vitest';
import { hardenContents, hardenSession } from '../../electron/main/harden.ts';
import { StandInContents, StandInSession } from '../support/electron-stand-in.ts';

const AWAY = [
  'https://evil.example/',
  'http://127.0.0.1/',
  'file:///etc/passwd',
  'bitflow://other/',
  'bitflow://window.evil/',
  'bitflow://window:81/',
  'javascript:alert(1)',
  'data:text/html,x',
  'about:blank',
  '',
];

function hardened(): StandInContents {
  const contents = new StandInContents();
  // Electron types `on` to return the whole of the contents; nothing here uses that.
  hardenContents(contents as unknown as Parameters<typeof hardenContents>[0]);
  return contents;
}

describe('a page', () => {
  it.each(AWAY)('does not go to "%s", by itself or sent there, and opens no window on it', (url) => {
    const contents = hardened();
    expect([contents.mayGo('will-navigate', url), contents.mayGo('will-redirect', url), contents.open(url)]).toEqual([
      false,
      false,
      'deny',
    ]);
  });

  it('goes to its own address, but opens no second window even on that', () => {
    const contents = hardened();
    const url = 'bitflow://window/#x';
    expect([contents.mayGo('will-navigate', url), contents.mayGo('will-redirect', url), contents.open(url)]).toEqual([true, true, 'deny']);
  });

  it('embeds nothing', () => {
    expect(hardened().mayGo('will-attach-webview', 'bitflow://window/')).toBe(false);
  });

  it.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'fileSystem', 'hid', 'serial', 'usb'])(
    'is not granted %s, asked for, looked up or as a device',
    (permission) => {
      const session = new StandInSession();
      hardenSession(session);
      const answers: boolean[] = [];
      const anyone = {} as never;
      session.requestHandler?.(anyone, permission as never, (isGranted) => answers.push(isGranted), anyone);
      answers.push(session.checkHandler?.(anyone, permission as never, '', anyone) ?? true, session.deviceHandler?.(anyone) ?? true);
      expect(answers).toEqual([false, false, false]);
    },
  );
});
