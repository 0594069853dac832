/** Calls of one caller that are worked on at a time; the others wait, so that no more answers than these are held for whoever does not read them. */
const MOST_UNDER_WAY = 16;

/** Calls that may wait. */
const MOST_WAITING = 256;

interface WaitingCall {
  readonly id: string;
  readonly begin: () => void;
}

/** Lets the calls of one caller be worked on a few at a time, in the order in which they came. */
export class CallQueue {
  #waiting: WaitingCall[] = [];
  #underWay = 0;

  /** Begins `work` as soon as it is its turn; returns `false`, and does nothing, when too many wait. */
  run(id: string, work: () => Promise<void>): boolean {
    const begin = (): void => {
      this.#underWay += 1;
      void work().finally(() => {
        this.#underWay -= 1;
        this.#waiting.shift()?.begin();
      });
    };
    if (this.#underWay < MOST_UNDER_WAY) begin();
    else if (this.#waiting.length >= MOST_WAITING) return false;
    else this.#waiting.push({ id, begin });
    return true;
  }

  /** Forgets a call that has not begun. */
  abort(id: string): void {
    this.#waiting = this.#waiting.filter((call) => call.id !== id);
  }

  /** Forgets every call that has not begun. */
  clear(): void {
    this.#waiting = [];
  }
}
