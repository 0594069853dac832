import { withDeadline } from '../../shared/contract/deadline.ts';

/** Every call is given up after so long. */
const DEADLINE_MS = 15_000;

/** The engine has not answered in time; whether it did what was asked is not known. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';

  constructor() {
    super('The engine did not answer in time.');
  }
}

/** Resolves as `call` does, or fails with {@link NoAnswerError}. */
export function answered<T>(call: Promise<T>, deadlineMs = DEADLINE_MS): Promise<T> {
  return withDeadline(call, deadlineMs, () => new NoAnswerError());
}
