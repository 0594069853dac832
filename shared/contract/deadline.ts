/** Resolves as `call` does, or rejects with what `late` makes when it has not within `deadlineMs`; a call on a way that is gone hangs for ever. */
export function withDeadline<T>(call: Promise<T>, deadlineMs: number, late: () => Error): Promise<T> {
  const deadline = Promise.withResolvers<never>();
  const timer = setTimeout(() => deadline.reject(late()), deadlineMs);
  return Promise.race([call, deadline.promise]).finally(() => clearTimeout(timer));
}
