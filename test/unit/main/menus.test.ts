import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import type { AccountNews } from '../../../electron/main/engine-follower.ts';
import { applicationMenu } from '../../../electron/main/menu.ts';
import { AccountTray, accountLine, modeLine, trayMenu } from '../../../electron/main/tray.ts';
import { drawTrayIcon } from '../../../electron/main/tray-icon.ts';
import { StandInTray } from '../../support/electron/system.ts';

const actions = [
  { id: 'buy', title: 'Buy …', group: 'Trade', shortcut: 'b' },
  { id: 'kill', title: 'Kill switch …', group: 'Trade', shortcut: 'mod+shift+k' },
  { id: 'tab-orders', title: 'Show orders & fills', group: 'View', shortcut: null },
];

function menu(platform: NodeJS.Platform) {
  const calls: string[] = [];
  const note = (call: string) => () => void calls.push(call);
  const items = applicationMenu({
    platform,
    actions,
    run: (id) => calls.push(id),
    choose: note('choose'),
    about: note('about'),
    checkForUpdates: () => undefined,
    showLogs: note('logs'),
    showData: note('data'),
    quit: note('quit'),
    close: note('close'),
  });
  const all = items.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
  const press = (label: string): void => {
    const click = all.find((item) => item.label === label)?.click as (() => void) | undefined;
    if (click === undefined) throw new Error(`the menu has no "${label}" to press`);
    click();
  };
  return { items, all, calls, press };
}

describe('the menu of the app', () => {
  it.each(['linux', 'win32', 'darwin'] as const)('on %s has the actions of the page by group, and the ways out that ask', (platform) => {
    const { items, calls, press } = menu(platform);
    const labels = items.map(({ label, role }) => label ?? role);
    expect(labels).toEqual([...(platform === 'darwin' ? ['BitFlow'] : []), 'File', 'editMenu', 'Trade', 'View', 'windowMenu', 'help']);
    for (const label of ['Buy …', 'Quit BitFlow', 'Close Window', 'Open Another Account …', 'Show Logs', 'Show orders && fills'])
      press(label);
    expect(calls).toEqual(['buy', 'quit', 'close', 'choose', 'logs', 'tab-orders']);
  });

  it('has no role that quits or closes past the question', () => {
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      const { all, items } = menu(platform);
      expect(all.map(({ role }) => role).filter((role) => role === 'quit' || role === 'close')).toEqual([]);
      // The platform's own window menu would bring its own "Close".
      if (platform !== 'darwin') expect(items.find(({ role }) => role === 'windowMenu')?.submenu).toBeDefined();
    }
  });

  it('shows keys that the page answers to, and takes none of them from it', () => {
    const keysOf = (platform: NodeJS.Platform): (MenuItemConstructorOptions['accelerator'] | boolean)[] =>
      menu(platform)
        .all.filter(({ label }) => label === 'Buy …' || label === 'Kill switch …')
        .flatMap(({ accelerator, registerAccelerator }) => [accelerator, registerAccelerator]);
    expect(keysOf('linux')).toEqual(['B', false, 'CommandOrControl+Shift+K', false]);
    expect(keysOf('darwin')).toEqual([undefined, undefined, undefined, undefined]);
  });
});

const news: AccountNews = {
  account: { equity: '100312.449', currency: 'USD', dayPnl: '-12.5', dayPnlRatio: -0.00012 } as AccountNews['account'],
  trading: { state: 'active', cause: 'start', reason: '', mode: 'auto', autoConfidence: 0.6 },
  engine: { accountKind: 'paper' } as AccountNews['engine'],
  settings: null,
};

describe('the tray', () => {
  it('says the account, today and who approves', () => {
    expect(accountLine(news)).toBe('PAPER · 100\u202f312.44 USD · today -12.50 (-0.01 %)');
    expect(modeLine(news)).toBe('Auto mode: BitFlow approves trades');
    expect(accountLine({ ...news, account: null })).toBe('BitFlow: the engine is starting');
  });

  it('has a kill switch that can be pressed while something may trade', () => {
    const noop = { show: () => undefined, kill: () => undefined, quit: () => undefined };
    const kill = (given: AccountNews) => trayMenu(given, noop).find(({ click }) => click === noop.kill);
    expect(kill(news)).toMatchObject({ label: 'Kill switch: halt trading now', enabled: true });
    const halted = { ...news, trading: { ...news.trading, state: 'halted', reason: 'x' } as AccountNews['trading'] };
    expect(kill(halted)).toMatchObject({ label: 'Trading is halted', enabled: false });
    expect(kill({ ...news, trading: null })).toMatchObject({ enabled: false });
  });

  it('is done without where the desktop has no place for it, and left alone while it says the same', () => {
    const missing: unknown[] = [];
    const built: unknown[] = [];
    const actions = { show: () => undefined, kill: () => undefined, quit: () => undefined };
    const options = {
      buildMenu: (template: MenuItemConstructorOptions[]) => (built.push(template), template as never),
      actions,
      onMissing: (error: unknown) => missing.push(error),
    };
    new AccountTray({
      ...options,
      makeTray: () => {
        throw new Error('no tray');
      },
    }).show(news);
    expect([missing.length, built.length]).toEqual([1, 0]);
    const tray = new AccountTray({ ...options, makeTray: () => new StandInTray() as never });
    tray.show(news);
    tray.show({ ...news });
    expect(built).toHaveLength(1);
  });

  it('has an icon with something on it in every size', () => {
    for (const size of [16, 32]) {
      const bitmap = drawTrayIcon(size, 160);
      expect(bitmap).toHaveLength(size * size * 4);
      const drawn = Array.from({ length: size * size }, (_, pixel) => bitmap[pixel * 4 + 3]).filter((alpha) => alpha === 255).length;
      expect(drawn / (size * size)).toBeGreaterThan(0.15);
      expect(drawn / (size * size)).toBeLessThan(0.6);
    }
  });
});
