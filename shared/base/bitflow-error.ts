/** What a caller may do after a failure. */
export type RetryAdvice = 'never' | 'backoff' | 'after';

/** What a {@link BitFlowError} carries beside its message. */
export interface BitFlowErrorOptions {
  readonly code: string;
  /** @default 'never' */
  readonly retry?: RetryAdvice;
  /** Milliseconds to wait; only with `retry: 'after'`. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/**
 * A failure that its reader can act on: the message says what was expected, what was found and
 * what to do; `code` is stable and is what programs match on.
 */
export class BitFlowError extends Error {
  override readonly name: string = 'BitFlowError';
  readonly code: string;
  readonly retry: RetryAdvice;
  readonly retryAfterMs: number | null;

  constructor(message: string, options: BitFlowErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.retry = options.retry ?? 'never';
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

/** Tells whether `value` is a {@link BitFlowError}, also when it was made in another realm. */
export function isBitFlowError(value: unknown): value is BitFlowError {
  return value instanceof Error && 'code' in value && 'retry' in value && typeof value.code === 'string';
}
