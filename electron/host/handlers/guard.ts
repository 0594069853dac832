import { implement, ORPCError } from '@orpc/server';
import { isBitFlowError } from '../../../shared/base/bitflow-error.ts';
import { contract } from '../../../shared/contract/index.ts';
import type { CallContext } from '../call-context.ts';

/**
 * Every procedure passes here: an access that may only look can't change anything, and what a handler throws becomes one
 * of the contract's errors, without stacks or causes.
 */
export const guarded = implement(contract)
  .$context<CallContext>()
  .use(async ({ context, next, procedure, errors }) => {
    if (procedure['~orpc'].meta.scope === 'trade' && context.scope !== 'trade') throw errors.FORBIDDEN();
    try {
      return await next();
    } catch (error) {
      if (error instanceof ORPCError || !isBitFlowError(error)) throw error;
      throw errors.UNAVAILABLE({ message: error.message, data: { code: error.code } });
    }
  });
