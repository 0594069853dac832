/**
 * A broken invariant: a defect of BitFlow, never of its input. The component that meets one is
 * faulted and new orders halt; nothing swallows it.
 */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
  readonly code = 'invariant-broken';
}
