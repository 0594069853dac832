import { implement, ORPCError } from '@orpc/server';
import { isBitFlowError } from '../../../shared/base/bitflow-error.ts';
import { contract } from '../../../shared/contract/index.ts';
import type { CallContext } from '../call-context.ts';
import type { StreamPlace } from '../transports/caller-shares.ts';
import { pacedStream } from './paced-stream.ts';

/** Handlers of streams find here what the stream takes; there is none beside a stream. */
interface StreamContext {
  readonly stream: StreamPlace | null;
}

/**
 * Every procedure passes here: an access that may only look can't change anything, a caller has only so many streams, and what a handler
 * throws becomes one of the contract's errors, without stacks or causes.
 */
export const guarded = implement(contract)
  .$context<CallContext>()
  .use(async ({ context, next, procedure, errors, signal }) => {
    const { scope, delivery } = procedure['~orpc'].meta;
    if (scope === 'trade' && context.scope !== 'trade') throw errors.FORBIDDEN();
    const place = delivery === undefined ? null : context.share.openStream();
    if (typeof place === 'string') throw errors.LIMIT_REACHED({ message: place, data: { code: 'too-many-streams' } });
    const stream: StreamContext = { stream: place };
    try {
      const result = await next({ context: stream });
      if (place === null) return result;
      return { ...result, output: pacedStream(result.output as AsyncIterator<unknown>, place, signal) };
    } catch (error) {
      place?.dispose();
      if (error instanceof ORPCError || !isBitFlowError(error)) throw error;
      throw errors.UNAVAILABLE({ message: error.message, data: { code: error.code } });
    }
  });
