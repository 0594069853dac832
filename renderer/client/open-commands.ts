import { ORPCError } from '@orpc/client';

/** What is known of a command after it was sent. */
export type CommandOutcome =
  /** `isRepeat`: it is the answer to a press whose own answer never came. */
  | { readonly kind: 'done'; readonly message: string; readonly isRepeat: boolean }
  | { readonly kind: 'refused'; readonly error: unknown }
  /** Another of the same subject was pressed before, whose answer never came; that one was taken, this one was not. */
  | { readonly kind: 'other-was-taken' }
  /** Not sent: the one before it, of the same subject, still waits for its answer. */
  | { readonly kind: 'under-way' }
  /** It may have been carried out or not; sent again, it is the same command. */
  | { readonly kind: 'unknown'; readonly error: unknown };

export interface OpenCommand {
  /** What it is about, such as `close p-1`. Two of one subject can't be under way at once. */
  readonly subject: string;
  /**
   * Whether it only ever takes risk away, so that it may still be sent when the way to the engine is back. Anything else is left to the
   * user, who sees what the market has done meanwhile.
   */
  readonly isAskedAgain: boolean;
  readonly call: (commandId: string) => Promise<{ readonly message: string }>;
  /** Hears that no answer came and that the command is about to be sent again. */
  readonly onAskedAgain?: () => void;
}

export interface OpenCommandsOptions {
  /** Resolves a moment later, as soon as the engine can be asked; to `false` when it can't be within so many milliseconds. */
  readonly whenOnline: (withinMs: number) => Promise<boolean>;
  /** For so long, in milliseconds from the press, a command is sent again by itself. @default 60000 */
  readonly askAgainMs?: number;
}

/**
 * Gives commands their names, and lets one keep its name until an answer to it has come: what was pressed before a lost
 * answer and is pressed again after it is one command, and is carried out once.
 */
export class OpenCommands {
  readonly #whenOnline: OpenCommandsOptions['whenOnline'];
  readonly #askAgainMs: number;
  readonly #unanswered = new Map<string, string>();
  readonly #underWay = new Set<string>();

  constructor({ whenOnline, askAgainMs = 60_000 }: OpenCommandsOptions) {
    this.#whenOnline = whenOnline;
    this.#askAgainMs = askAgainMs;
  }

  /** Sends a command; never rejects. */
  async send(command: OpenCommand): Promise<CommandOutcome> {
    const { subject } = command;
    if (this.#underWay.has(subject)) return { kind: 'under-way' };
    this.#underWay.add(subject);
    try {
      return await this.#ask(command);
    } finally {
      this.#underWay.delete(subject);
    }
  }

  async #ask({ subject, isAskedAgain, call, onAskedAgain }: OpenCommand): Promise<CommandOutcome> {
    const before = this.#unanswered.get(subject);
    const commandId = before ?? newCommandId();
    this.#unanswered.set(subject, commandId);
    const untilMs = performance.now() + this.#askAgainMs;
    for (;;) {
      try {
        const { message } = await call(commandId);
        this.#unanswered.delete(subject);
        return { kind: 'done', message, isRepeat: before !== undefined };
      } catch (error) {
        if (error instanceof ORPCError) {
          const isDecided = error.code === 'COMMAND_REFUSED';
          // Any other error of the engine says nothing of a press before, so that one keeps its name.
          if (isDecided || before === undefined) this.#unanswered.delete(subject);
          return isDecided && codeOf(error) === 'command-id-reused' ? { kind: 'other-was-taken' } : { kind: 'refused', error };
        }
        const leftMs = untilMs - performance.now();
        if (!isAskedAgain || leftMs <= 0) return { kind: 'unknown', error };
        onAskedAgain?.();
        if (!(await this.#whenOnline(leftMs))) return { kind: 'unknown', error };
      }
    }
  }
}

/** Why the engine refused a command. */
function codeOf({ data }: ORPCError<string, unknown>): unknown {
  return typeof data === 'object' && data !== null && 'code' in data ? data.code : undefined;
}

function newCommandId(): string {
  return `w-${crypto.randomUUID().replaceAll('-', '').slice(0, 28)}`;
}
