/** An expected outcome that its caller must look at before using. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** Returns the successful result that holds `value`. */
export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

/** Returns the failed result that holds `error`. */
export function err<E>(error: E): Result<never, E> {
  return { ok: false, error };
}
