/** A call on a way that is gone hangs for ever; so every call is given up after a while. */
const DEADLINE_MS = 15_000;

/** The engine has not answered in time; whether it did what was asked is not known. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';

  constructor() {
    super('The engine did not answer in time.');
  }
}

/** Resolves as `call` does, or fails with {@link NoAnswerError}. */
export function withDeadline<T>(call: Promise<T>, deadlineMs = DEADLINE_MS): Promise<T> {
  const deadline = Promise.withResolvers<never>();
  const timer = setTimeout(() => deadline.reject(new NoAnswerError()), deadlineMs);
  return Promise.race([call, deadline.promise]).finally(() => clearTimeout(timer));
}
