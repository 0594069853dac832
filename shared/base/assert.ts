import { InvariantError } from './invariant-error.ts';

/**
 * Holds an invariant of the code.
 * @throws {InvariantError} when `condition` is false; the message says what was expected to hold.
 */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}

/**
 * Ends a switch over a union so that the compiler notices a member that was added later.
 * @throws {InvariantError} when a value outside the union arrives at run time.
 */
export function exhaustive(value: never): never {
  throw new InvariantError(`A value outside its union arrived: ${JSON.stringify(value)}`);
}
