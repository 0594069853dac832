import { EventEmitter } from 'node:events';
import type {
  CrashReporter,
  CrashReporterStartOptions,
  Dialog,
  Display,
  Menu,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  NativeImage,
  NotificationConstructorOptions,
  OpenDialogOptions,
  PowerMonitor,
  PowerSaveBlocker,
  Rectangle,
  Screen,
  Shell,
  Tray,
} from 'electron';
import { StandInEmitter } from './typed-events.ts';

/** What of a display the shell looks at. */
export type StandInDisplay = Pick<Display, 'id' | 'workArea'>;

export const FULL_HD: StandInDisplay = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } };

/** The desktop around the app, with everything that was asked of it. */
export class StandInSystem {
  /** Details of the message boxes that were shown, and of error boxes, oldest first. */
  readonly errors: string[] = [];
  readonly questions: MessageBoxOptions[] = [];
  /** Which button is pressed in a message box, 0 the first. */
  answer = 0;
  readonly picks: OpenDialogOptions[] = [];
  picked: string[] = [];
  readonly opened: string[] = [];
  readonly menus: MenuItemConstructorOptions[][] = [];
  readonly trays: StandInTray[] = [];
  hasTray = true;
  readonly notifications: StandInNotification[] = [];
  readonly crashStarts: CrashReporterStartOptions[] = [];
  readonly awake = new Set<number>();
  displays: StandInDisplay[] = [FULL_HD];
  readonly powerMonitor = new StandInEmitter<PowerMonitor>();

  readonly dialog = {
    showErrorBox: (_title: string, content: string) => void this.errors.push(content),
    showMessageBox: (options: MessageBoxOptions) => {
      this.errors.push(options.detail ?? '');
      this.questions.push(options);
      return Promise.resolve({ response: this.answer, checkboxChecked: false });
    },
    showOpenDialog: (options: OpenDialogOptions) => {
      this.picks.push(options);
      return Promise.resolve({ canceled: this.picked.length === 0, filePaths: this.picked });
    },
  } satisfies Record<keyof Pick<Dialog, 'showErrorBox' | 'showMessageBox' | 'showOpenDialog'>, unknown>;

  readonly Menu = {
    setApplicationMenu: (template: MenuItemConstructorOptions[]) => void this.menus.push(template),
    buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
  } satisfies Record<keyof Pick<typeof Menu, 'setApplicationMenu' | 'buildFromTemplate'>, unknown>;

  readonly shell: Pick<Shell, 'openPath'> = {
    openPath: (path) => {
      this.opened.push(path);
      return Promise.resolve('');
    },
  };

  readonly screen = {
    getAllDisplays: () => this.displays,
    getPrimaryDisplay: () => this.displays[0],
    getDisplayMatching: ({ x }: Rectangle) =>
      this.displays.find(({ workArea }) => x >= workArea.x && x < workArea.x + workArea.width) ?? this.displays[0],
  } satisfies Record<keyof Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay' | 'getDisplayMatching'>, unknown>;

  readonly crashReporter: Pick<CrashReporter, 'start'> = { start: (options) => void this.crashStarts.push(options) };

  readonly powerSaveBlocker: Pick<PowerSaveBlocker, 'start' | 'stop'> = {
    start: () => {
      const id = this.awake.size + 1;
      this.awake.add(id);
      return id;
    },
    stop: (id) => this.awake.delete(id),
  };

  readonly nativeImage = {
    createFromBitmap: (): Pick<NativeImage, 'addRepresentation' | 'setTemplateImage'> => ({
      addRepresentation: () => undefined,
      setTemplateImage: () => undefined,
    }),
  };

  /** The item of the app's menu with a label, wherever it is. */
  menuItem(label: string): MenuItemConstructorOptions {
    const search = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions | undefined => {
      for (const item of items) {
        const found = item.label === label ? item : Array.isArray(item.submenu) ? search(item.submenu) : undefined;
        if (found !== undefined) return found;
      }
      return undefined;
    };
    const found = search(this.menus.at(-1) ?? []);
    if (found === undefined) throw new Error(`the menu has no "${label}"`);
    return found;
  }
}

export class StandInTray extends StandInEmitter<Tray> implements Record<keyof Pick<Tray, 'setToolTip' | 'setContextMenu'>, unknown> {
  tip = '';
  items: MenuItemConstructorOptions[] = [];

  setToolTip(text: string): void {
    this.tip = text;
  }

  setContextMenu(items: MenuItemConstructorOptions[]): void {
    this.items = items;
  }

  click(start: string): void {
    const item = this.items.find(({ label }) => label?.startsWith(start));
    if (item?.click === undefined || item.enabled === false) throw new Error(`the tray has no "${start}" to press`);
    // Electron hands over the item, the window and the event, none of which is looked at.
    (item.click as () => void)();
  }
}

export class StandInNotification extends EventEmitter {
  static isSupported(): boolean {
    return true;
  }

  readonly options: NotificationConstructorOptions;

  constructor(options: NotificationConstructorOptions) {
    super();
    this.options = options;
  }
}
