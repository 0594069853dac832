import type { Settings } from '../../shared/config/settings.ts';
import type { WorkspaceNotice } from '../../shared/contract/index.ts';

/** What the system shows. */
export interface Notice {
  readonly title: string;
  readonly body: string;
}

type NoticeSettings = Settings['desktop'];

/** Kinds of news: fills are told in `all` only, the others in `problems` as well. */
type Weight = 'news' | 'problem';

/** Notices that may be shown within the time below; a burst beyond it is one notice that says how many. */
const MOST = 4;
const WITHIN_MS = 10_000;

const TITLES: Partial<Record<WorkspaceNotice['event'], { readonly title: string; readonly weight: Weight }>> = {
  orderFilled: { title: 'Filled', weight: 'news' },
  orderRejected: { title: 'Order refused', weight: 'problem' },
  riskLimitExceeded: { title: 'Risk limit', weight: 'problem' },
  marginCall: { title: 'Margin call', weight: 'problem' },
  systemError: { title: 'Something is wrong', weight: 'problem' },
};

/** Whether a wall time lies in the quiet hours; hours that end before they begin go over midnight, and equal ones are none. */
export function isQuiet({ quietFrom, quietUntil }: Pick<NoticeSettings, 'quietFrom' | 'quietUntil'>, minuteOfDay: number): boolean {
  const [from, until] = [minuteOf(quietFrom), minuteOf(quietUntil)];
  if (from === null || until === null || from === until) return false;
  return from < until ? minuteOfDay >= from && minuteOfDay < until : minuteOfDay >= from || minuteOfDay < until;
}

function minuteOf(text: string): number | null {
  const [hours, minutes] = text.split(':').map(Number);
  return text === '' ? null : hours * 60 + minutes;
}

export interface NoticesOptions {
  readonly show: (notice: Notice) => void;
  /** `null` until the engine has told them; nothing is shown until then. */
  readonly settings: () => NoticeSettings | null;
  /** Whether the window is in front, where the page tells everything itself. */
  readonly isWatched: () => boolean;
  /** The machine's clock in its own zone. */
  readonly now: () => Date;
  /** Shows an instrument as people call it. */
  readonly symbolOf: (instrumentId: string) => string;
}

/** Decides what of the news is told outside the window. */
export class Notices {
  readonly #options: NoticesOptions;
  #shownMs: readonly number[] = [];
  #withheld = 0;

  constructor(options: NoticesOptions) {
    this.#options = options;
  }

  onHappened({ event, instrumentId, message }: WorkspaceNotice): void {
    const known = TITLES[event];
    if (known === undefined) return;
    const about = instrumentId === null ? '' : `${this.#options.symbolOf(instrumentId)}: `;
    this.#tell(known.weight, { title: known.title, body: `${about}${message}` });
  }

  onHalted({ state, reason }: { readonly state: string; readonly reason: string }): void {
    this.#tell('problem', { title: state === 'halted' ? 'Trading is halted' : 'Only closing is allowed', body: reason });
  }

  #tell(weight: Weight, notice: Notice): void {
    const settings = this.#options.settings();
    const now = this.#options.now();
    if (settings === null || settings.notifications === 'off' || (settings.notifications === 'problems' && weight === 'news')) return;
    if (this.#options.isWatched() || isQuiet(settings, now.getHours() * 60 + now.getMinutes())) return;
    this.#shownMs = this.#shownMs.filter((timeMs) => now.getTime() - timeMs < WITHIN_MS);
    if (this.#shownMs.length >= MOST) {
      this.#withheld += 1;
      return;
    }
    this.#shownMs = [...this.#shownMs, now.getTime()];
    const others = this.#withheld === 0 ? '' : ` (and ${this.#withheld} more before)`;
    this.#withheld = 0;
    this.#options.show({ title: notice.title, body: `${notice.body}${others}` });
  }
}
