/** What one look at the machine's clocks shows. */
export interface ClockLook {
  /** The clock that people set, UTC milliseconds. */
  readonly wallMs: number;
  /** What it said at the look before. */
  readonly lastWallMs: number;
  /** Since the look before, by a clock that nobody sets; never negative. */
  readonly elapsedMs: number;
  /** How far the wall's clock went beside that: above zero after sleep or when it was set ahead, below when it was set back; 0 for less than a second. */
  readonly jumpMs: number;
}

/** Clocks may differ by so much between two looks before it is a jump, milliseconds. */
const JUMP_MS = 1_000;

export interface MachineClockOptions {
  /** UTC milliseconds; may go back and ahead. */
  readonly wallNow: () => number;
  /** Milliseconds since some moment; never goes back, and may stand while the machine sleeps. */
  readonly steadyNow: () => number;
}

/** Holds the wall's clock against a steady one, so that sleep and a clock that is set are noticed. */
export class MachineClock {
  readonly #options: MachineClockOptions;
  #wallMs: number;
  #steadyMs: number;

  constructor(options: MachineClockOptions) {
    this.#options = options;
    this.#wallMs = options.wallNow();
    this.#steadyMs = options.steadyNow();
  }

  /** UTC milliseconds by the wall's clock. */
  wallNow(): number {
    return this.#options.wallNow();
  }

  look(): ClockLook {
    let look = this.#compare();
    // The process may have stood still between the two readings: only what a second look confirms is a jump.
    if (look.jumpMs !== 0) look = this.#compare();
    this.#wallMs = look.wallMs;
    this.#steadyMs += look.elapsedMs;
    return look;
  }

  #compare(): ClockLook {
    const { wallNow, steadyNow } = this.#options;
    const elapsedMs = Math.max(0, steadyNow() - this.#steadyMs);
    const wallMs = wallNow();
    const jumpMs = wallMs - this.#wallMs - elapsedMs;
    return { wallMs, lastWallMs: this.#wallMs, elapsedMs, jumpMs: Math.abs(jumpMs) < JUMP_MS ? 0 : jumpMs };
  }
}
