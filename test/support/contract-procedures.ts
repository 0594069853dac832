import { type AnyContractRouter, isContractProcedure } from '@orpc/contract';
import { z } from 'zod';
import { contract, type ProcedureMeta } from '../../shared/contract/index.ts';
import type { OpenDoor } from './doors.ts';

/** A field of a procedure's input, as its JSON schema has it. */
export interface InputField {
  readonly name: string;
  readonly isRequired: boolean;
  readonly schema: z.core.JSONSchema.BaseSchema;
}

/** One procedure of the contract, found by walking it, so that a new one is tested without a word about it. */
export interface Procedure {
  /** Such as `orders.place`. */
  readonly name: string;
  readonly scope: ProcedureMeta['scope'];
  readonly isStream: boolean;
  readonly method: string;
  /** Such as `/orders/{clientOrderId}/cancel`. */
  readonly route: string;
  /** Empty when it takes no input. */
  readonly fields: readonly InputField[];
}

export const procedures: readonly Procedure[] = walk(contract, []);

/** A right value for every field that some procedure takes, so that one of them can be made wrong. */
export const SAMPLES: Readonly<Record<string, unknown>> = {
  incarnation: '',
  events: ['orderFilled'],
  sequence: 0,
  instrumentId: 'ABC.CSV',
  interval: '1m',
  before: Date.UTC(2024, 0, 3),
  limit: 5,
  indicators: [],
  expression: 'ema(close, 12) - ema(close, 26)',
  speed: 10,
  isPaused: true,
  proposalId: 'no-such-proposal',
  commandId: 'sample-command',
  stop: '90',
  target: '120',
  side: 'buy',
  type: 'limit',
  quantity: '1',
  limitPrice: '1',
  clientOrderId: 'no-such-order',
  id: 'word-list',
  folder: null,
  texts: ['Profit rises'],
  flatten: false,
  withRegime: true,
  // The present of the market in test/contract/answers.test.ts, which keeps no record of the past.
  at: Date.UTC(2024, 0, 2, 12, 1),
  changes: { risk: { maximumPositions: 8 } },
};

/** Returns an input with every field that a procedure takes, or nothing when it takes none. */
export function sampleInput({ fields }: Procedure): Record<string, unknown> | undefined {
  return fields.length === 0 ? undefined : Object.fromEntries(fields.map(({ name }) => [name, SAMPLES[name]]));
}

/** Calls a procedure by its name, with whatever input. */
export function callProcedure({ client }: OpenDoor, { name }: Procedure, input: unknown, signal?: AbortSignal): Promise<unknown> {
  const target = name.split('.').reduce<unknown>((node, part) => (node as Record<string, unknown>)[part], client);
  return (target as (input: unknown, options: { signal: AbortSignal | undefined }) => Promise<unknown>)(input, { signal });
}

function walk(node: AnyContractRouter, path: readonly string[]): Procedure[] {
  if (!isContractProcedure(node))
    return Object.entries(node as Record<string, AnyContractRouter>).flatMap(([name, part]) => walk(part, [...path, name]));
  const { meta, route, inputSchema } = node['~orpc'];
  const { scope, delivery } = meta as ProcedureMeta;
  return [
    {
      name: path.join('.'),
      scope,
      isStream: delivery !== undefined,
      method: route.method ?? 'POST',
      route: route.path ?? '',
      fields: inputSchema === undefined ? [] : fieldsOf(inputSchema as z.ZodType),
    },
  ];
}

function fieldsOf(schema: z.ZodType): InputField[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, field]) => ({
    name,
    isRequired: required.includes(name),
    schema: field as z.core.JSONSchema.BaseSchema,
  }));
}
