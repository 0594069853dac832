/** The clocks of a machine that a test sets: `wall` is the one that people set, `steady` the one that nobody does. */
export class ScriptedClock {
  #wallMs: number;
  #steadyMs = 0;

  constructor(wallMs: number) {
    this.#wallMs = wallMs;
  }

  readonly wallNow = (): number => this.#wallMs;
  readonly steadyNow = (): number => this.#steadyMs;

  /** Lets time pass, for both clocks. */
  pass(durationMs: number): void {
    this.#wallMs += durationMs;
    this.#steadyMs += durationMs;
  }

  /** Moves the wall's clock alone, as sleep does, or somebody who sets it. */
  jump(byMs: number): void {
    this.#wallMs += byMs;
  }
}
