import { type AnyContractRouter, isContractProcedure } from '@orpc/contract';
import { contract, type ProcedureMeta } from './contract.ts';

/** One procedure of the contract. */
export interface ContractProcedure {
  /** Such as `orders`, `place`. */
  readonly path: readonly string[];
  readonly meta: ProcedureMeta;
  readonly method: string;
  /** Such as `/orders/{clientOrderId}/cancel`. */
  readonly route: string;
  readonly isStream: boolean;
}

/** Every procedure of the contract. */
export const contractProcedures: readonly ContractProcedure[] = walk(contract, []);

function walk(node: AnyContractRouter, path: readonly string[]): ContractProcedure[] {
  if (!isContractProcedure(node))
    return Object.entries(node as Readonly<Record<string, AnyContractRouter>>).flatMap(([name, part]) => walk(part, [...path, name]));
  const meta = node['~orpc'].meta as ProcedureMeta;
  const { method = 'POST', path: route = '' } = node['~orpc'].route;
  return [{ path, meta, method, route, isStream: meta.delivery !== undefined }];
}
