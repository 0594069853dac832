import { isContractProcedure } from '@orpc/contract';
import * as fc from 'fast-check';
import { z } from 'zod';
import { contract } from '../../shared/contract/index.ts';
import type { Procedure } from './contract-procedures.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Exact numbers at and around every edge of what is allowed. */
const DECIMALS = [
  '0',
  '1',
  '0.000000000001',
  '0.01',
  '0.010000000000000000000000',
  '999999999999999999',
  '1000000000000000000',
  '999999999999999999.999999999999',
  '000000000000000000000000000001',
  '123456789.123456789012',
  '9007199254740993',
];

const TIMES = [0, 1, -1, Date.UTC(2024, 0, 2, 3), -2_208_988_800_000, 7_258_118_400_000, 8_640_000_000_000_000, Number.MAX_SAFE_INTEGER];

/** Names that exist where the test says so, and names that exist nowhere. */
export type KnownNames = Readonly<Record<string, readonly string[]>>;

/** Returns inputs that a procedure's schema allows, its edges more often than the rest; `names` are drawn from for the fields of that name. */
export function allowedInputs(procedure: Procedure, names: KnownNames): fc.Arbitrary<unknown> {
  const schema = inputSchemaOf(procedure.name);
  if (schema === null) return fc.constant(undefined);
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return valueOf(json, '', names).filter((input) => schema.safeParse(input).success);
}

/** The schema that a procedure's input is held against, or `null` where it takes none. */
function inputSchemaOf(name: string): z.ZodType | null {
  const node = name.split('.').reduce<unknown>((part, key) => (part as Readonly<Record<string, unknown>>)[key], contract);
  if (!isContractProcedure(node)) throw new Error(`${name} is no procedure`);
  return (node['~orpc'].inputSchema as z.ZodType | undefined) ?? null;
}

function valueOf(schema: JsonSchema, name: string, names: KnownNames): fc.Arbitrary<unknown> {
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((each) => valueOf(each, name, names)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return integerOf(schema);
    case 'number':
      return fc.oneof(
        fc.constantFrom(...TIMES),
        integerOf(schema),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.constantFrom(1e-300, 1e300, 0.1, 1e-12),
      );
    case 'string':
      return textOf(schema, name, names);
    case 'array':
      return fc.array(valueOf((schema.items ?? {}) as JsonSchema, name, names), {
        maxLength: Math.min(6, schema.maxItems ?? 6),
        minLength: schema.minItems ?? 0,
      });
    case 'object':
      return objectOf(schema, names);
    default:
      // A schema that JSON can't describe is one of a time.
      return fc.constantFrom<unknown>(...TIMES);
  }
}

function integerOf({ minimum = -5, maximum = Number.MAX_SAFE_INTEGER }: JsonSchema): fc.Arbitrary<number> {
  return fc.oneof(
    fc.constantFrom(minimum, Math.min(maximum, minimum + 1), maximum),
    fc.integer({ min: minimum, max: Math.min(maximum, minimum + 1_000) }),
  );
}

function textOf({ maxLength = 40, minLength = 0 }: JsonSchema, name: string, names: KnownNames): fc.Arbitrary<string> {
  const known = names[name] ?? [];
  if (known.length > 0) return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, fc.stringMatching(/^[A-Za-z0-9-]{1,32}$/));
  if (['quantity', 'limitPrice', 'stop', 'target'].includes(name))
    return fc.oneof(
      fc.constantFrom(...DECIMALS),
      fc.integer({ min: 1, max: 500 }).map(String),
      fc.stringMatching(/^\d{1,18}(\.\d{1,12})?$/),
    );
  return fc.oneof(
    fc.string({ minLength, maxLength: Math.min(maxLength, 60), unit: 'grapheme' }),
    fc.constant('x'.repeat(maxLength)),
    fc.constant('\u202e\u0000\ud800'.padEnd(Math.max(minLength, 3), '\u{1f4c8}').slice(0, maxLength)),
    fc
      .constantFrom('0', '5', '__proto__', '1m', 'sma(close, 5)', 'ema(close, 5000) / 0', '((((1))))')
      .filter((text) => text.length <= maxLength),
    fc.stringMatching(/^[A-Za-z0-9-]{1,32}$/),
  );
}

function objectOf(
  { properties, required = [], additionalProperties, propertyNames }: JsonSchema,
  names: KnownNames,
): fc.Arbitrary<unknown> {
  if (properties === undefined) {
    const key = valueOf((propertyNames ?? { type: 'string', maxLength: 10 }) as JsonSchema, '', names) as fc.Arbitrary<string>;
    return fc.dictionary(key, valueOf((additionalProperties ?? {}) as JsonSchema, '', names), { maxKeys: 4 });
  }
  const fields = Object.entries(properties).map(([field, each]) => [field, valueOf(each as JsonSchema, field, names)] as const);
  return fc.record(Object.fromEntries(fields), { requiredKeys: [...required] });
}
