import type { StreamPlace } from '../transports/caller-shares.ts';

/**
 * Returns a stream that makes each value only when it is its turn, and gives its place back when it ends or nobody wants it any more, also
 * where it was never begun.
 */
export function pacedStream<T>(
  stream: AsyncIterator<T, unknown, undefined>,
  place: StreamPlace,
  signal: AbortSignal | undefined,
): AsyncIterableIterator<T, unknown, undefined> {
  const release = (): void => place.dispose();
  signal?.addEventListener('abort', release, { once: true });
  const end = (): void => {
    signal?.removeEventListener('abort', release);
    release();
  };
  if (signal?.aborted === true) release();
  return {
    async next() {
      await place.turn();
      try {
        const result = await stream.next();
        if (result.done === true) end();
        return result;
      } catch (error) {
        end();
        throw error;
      }
    },
    async return(value) {
      end();
      return (await stream.return?.(value)) ?? { done: true, value };
    },
    async throw(error) {
      end();
      if (stream.throw === undefined) throw error;
      return await stream.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
