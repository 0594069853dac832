/** Returns the last `count` of values that come oldest first, newest first. */
export function newest<T>(values: Iterable<T>, count: number): T[] {
  return [...values].slice(-count).toReversed();
}
