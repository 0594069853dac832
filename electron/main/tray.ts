import type { Menu, MenuItemConstructorOptions, Tray } from 'electron';
import type { AccountNews } from './engine-follower.ts';

export interface TrayActions {
  readonly show: () => void;
  readonly kill: () => void;
  readonly quit: () => void;
}

/** Says the account in one line, as the tray's tooltip and first item have it. */
export function accountLine({ account, engine }: AccountNews): string {
  if (account === null) return 'BitFlow: the engine is starting';
  const { equity, currency, dayPnl, dayPnlRatio } = account;
  const sign = dayPnl.startsWith('-') ? '' : '+';
  const kind = engine === null ? '' : `${engine.accountKind === 'paper' ? 'PAPER' : 'LIVE'} · `;
  return `${kind}${money(equity)} ${currency} · today ${sign}${money(dayPnl)} (${sign}${(dayPnlRatio * 100).toFixed(2)} %)`;
}

/** Says whether and how it trades. */
export function modeLine({ trading }: AccountNews): string {
  if (trading === null) return 'Not trading';
  if (trading.state === 'halted') return `Halted: ${trading.reason}`;
  if (trading.state === 'reducing') return `Only closing: ${trading.reason}`;
  return trading.mode === 'auto' ? 'Auto mode: BitFlow approves trades' : 'Manual mode: trades wait for you';
}

/** Returns the menu of the tray. */
export function trayMenu(news: AccountNews, actions: TrayActions): MenuItemConstructorOptions[] {
  const isHalted = news.trading?.state === 'halted';
  return [
    { label: accountLine(news), enabled: false },
    { label: modeLine(news), enabled: false },
    { type: 'separator' },
    { label: 'Show BitFlow', click: actions.show },
    {
      label: isHalted ? 'Trading is halted' : 'Kill switch: halt trading now',
      enabled: news.trading !== null && !isHalted,
      click: actions.kill,
    },
    { type: 'separator' },
    { label: 'Quit BitFlow', click: actions.quit },
  ];
}

export interface TrayOptions {
  /** Makes the tray; throws where the desktop has none. */
  readonly makeTray: () => Pick<Tray, 'setToolTip' | 'setContextMenu' | 'on'>;
  readonly buildMenu: (template: MenuItemConstructorOptions[]) => Menu;
  readonly actions: TrayActions;
  readonly onMissing: (error: unknown) => void;
}

/** The account beside the clock. A desktop without a place for it does without. */
export class AccountTray {
  readonly #options: TrayOptions;
  readonly #tray: ReturnType<TrayOptions['makeTray']> | null;
  #shown = '';

  constructor(options: TrayOptions) {
    this.#options = options;
    this.#tray = this.#made();
    this.#tray?.on('click', options.actions.show);
  }

  /** Shows what changed; a menu that says the same is left alone, since rebuilding closes one that is open on Linux. */
  show(news: AccountNews): void {
    if (this.#tray === null) return;
    const words = `${accountLine(news)}\n${modeLine(news)}`;
    if (words === this.#shown) return;
    this.#shown = words;
    this.#tray.setToolTip(words);
    this.#tray.setContextMenu(this.#options.buildMenu(trayMenu(news, this.#options.actions)));
  }

  #made(): ReturnType<TrayOptions['makeTray']> | null {
    try {
      return this.#options.makeTray();
    } catch (error) {
      this.#options.onMissing(error);
      return null;
    }
  }
}

/** Sizes of the icon with their scale. */
export const TRAY_SIZES = [
  { size: 16, scaleFactor: 1 },
  { size: 32, scaleFactor: 2 },
] as const;

/** Exact decimal text with two places and thin groups, cut, not rounded: the window has the exact figure. */
function money(text: string): string {
  const [whole, fraction = ''] = text.split('.');
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, '\u202f')}.${fraction.padEnd(2, '0').slice(0, 2)}`;
}
