import type { VenueBooksChange, VenueBooksStore } from '../engine/ports/venue-books-store.ts';

/** A venue's books that know how long the oldest change has been on its way to disk. */
export interface TimedVenueBooks extends VenueBooksStore {
  /** When the oldest change that is not on disk was handed over, in milliseconds of `performance.now`; `null` when all are. */
  readonly unsavedSinceMs: number | null;
}

export function timedVenueBooks(inner: VenueBooksStore): TimedVenueBooks {
  const unsaved: number[] = [];
  return {
    load: () => inner.load(),
    close: () => inner.close(),
    save: async (change: VenueBooksChange) => {
      unsaved.push(performance.now());
      try {
        await inner.save(change);
      } finally {
        unsaved.shift();
      }
    },
    get unsavedSinceMs() {
      return unsaved[0] ?? null;
    },
  };
}
