import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from '../../shared/contract/index.ts';

/** Everything the window can ask of the engine. */
export type Client = ContractRouterClient<typeof contract>;
