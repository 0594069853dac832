import type { MenuItemConstructorOptions } from 'electron';
import type { ShellAction } from '../../shared/contract/shell-messages.ts';

/** Groups of the palette that are menus, in their order; instruments are too many. */
const MENUS = ['Trade', 'Signals', 'Chart', 'Market', 'View'] as const;

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  /** What the page can do now; empty while there is none. */
  readonly actions: readonly ShellAction[];
  readonly run: (id: string) => void;
  readonly choose: () => void;
  readonly about: () => void;
  /** `null` where nothing is traded yet, so that nothing can be asked. */
  readonly checkForUpdates: (() => void) | null;
  readonly showLogs: () => void;
  readonly showData: () => void;
  /** Leaves the app by the one way out. */
  readonly quit: () => void;
  /** Closes the window, which may ask. */
  readonly close: () => void;
}

type Items = MenuItemConstructorOptions[];

/** Returns the menu of the app: what people expect of every app, and the actions of the palette by its own records. */
export function applicationMenu(options: MenuOptions): Items {
  const { platform, about, checkForUpdates, choose, quit, close } = options;
  const isMac = platform === 'darwin';
  // Not the platform's own role, which ends the app past the question.
  const quitItem: MenuItemConstructorOptions = { label: 'Quit BitFlow', accelerator: 'CommandOrControl+Q', click: quit };
  const closeItem: MenuItemConstructorOptions = { label: 'Close Window', accelerator: 'CommandOrControl+W', click: close };
  const chooseItem: MenuItemConstructorOptions = { label: 'Open Another Account …', accelerator: 'CommandOrControl+O', click: choose };
  const aboutItem: MenuItemConstructorOptions = { label: 'About BitFlow', click: about };
  const updateItems: Items = checkForUpdates === null ? [] : [{ label: 'Check for Updates …', click: checkForUpdates }];
  const appMenu: Items = [
    aboutItem,
    ...updateItems,
    { type: 'separator' },
    { role: 'services' },
    { type: 'separator' },
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    { type: 'separator' },
    quitItem,
  ];
  const zoom: Items = [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }];
  const menus = MENUS.map((group): MenuItemConstructorOptions => {
    const items = options.actions.filter((action) => action.group === group).map((action) => actionItem(action, options));
    return { label: group, submenu: group === 'View' ? [...items, { type: 'separator' }, ...zoom] : items };
  });
  return [
    ...(isMac ? [{ label: 'BitFlow', submenu: appMenu }] : []),
    { label: 'File', submenu: [chooseItem, closeItem, ...(isMac ? [] : [{ type: 'separator' as const }, quitItem])] },
    { role: 'editMenu' },
    ...menus.filter(({ submenu }) => Array.isArray(submenu) && submenu.length > 0),
    { role: 'windowMenu', ...(isMac ? {} : { submenu: [{ role: 'minimize' }] }) },
    {
      role: 'help',
      submenu: [
        { label: 'Show Logs', click: options.showLogs },
        { label: 'Show Data Folder', click: options.showData },
        ...(isMac ? [] : [{ type: 'separator' as const }, ...updateItems, aboutItem]),
      ],
    },
  ];
}

/**
 * The page answers to the keys itself: a menu that did too would run an action twice, or while somebody types. On macOS a key that a menu
 * shows is a key that it takes, so there it shows none.
 */
function actionItem({ id, title, shortcut }: ShellAction, { platform, run }: MenuOptions): MenuItemConstructorOptions {
  const keys = shortcut === null || platform === 'darwin' ? null : acceleratorOf(shortcut);
  return {
    label: title.replaceAll('&', '&&'),
    click: () => run(id),
    ...(keys === null ? {} : { accelerator: keys, registerAccelerator: false }),
  };
}

/** Returns keys such as `mod+shift+k` as Electron writes them. */
function acceleratorOf(shortcut: string): string | null {
  const parts = shortcut.split('+').map((part) => part.toLowerCase());
  const key = parts.at(-1) ?? '';
  const modifiers = parts.slice(0, -1).map((part) => ({ mod: 'CommandOrControl', shift: 'Shift', alt: 'Alt' })[part]);
  if (!/^[a-z0-9,./]$/.test(key) || modifiers.includes(undefined)) return null;
  return [...modifiers, key.toUpperCase()].join('+');
}
