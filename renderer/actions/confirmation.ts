/** A question before an act whose consequence can't be taken back. */
export interface Confirmation {
  readonly title: string;
  /** What follows from it, in numbers; one sentence each. */
  readonly consequences: readonly string[];
  /** On the button that does it. */
  readonly verb: string;
  /** The setting that switches this question off; `null`: it is always asked. */
  readonly isSwitchedOffBy: 'controls.isCloseConfirmed' | null;
  readonly run: () => void;
}
