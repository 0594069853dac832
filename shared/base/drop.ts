/**
 * Marks a promise that is deliberately not awaited. Its failure goes to `report`, so that nothing
 * fails unseen.
 */
export function drop(promise: Promise<unknown>, report: (error: unknown) => void): void {
  promise.then(undefined, report);
}
