import { z } from 'zod';
import type { Brand } from '../base/brand.ts';
import { type ClientOrderId, type CommandId, type InstrumentId, type ProposalId, parseId, parseInstrumentId } from '../domain/ids.ts';
import { parsePrice } from '../domain/price.ts';
import { parseQuantity } from '../domain/quantity.ts';
import { isUtcMs } from '../domain/time.ts';

/** Values as they cross the contract: exact numbers are decimal strings, times whole milliseconds since 1970 UTC. */

/** An exact number that we tell, in plain decimal notation such as `-12.5`. It may be larger than what we are told can be: a price times a quantity. */
export const decimal = z
  .string()
  .max(64)
  .regex(/^-?\d{1,50}(?:\.\d{1,12})?$/, 'expected a plain decimal number such as 184.25')
  .meta({ description: 'Exact number in plain decimal notation.', example: '184.25' });

/** A price above zero. */
export const price = z
  .string()
  .max(64)
  .refine((text) => parsePrice(text).ok, { error: 'expected a price above zero such as 184.25' })
  .meta({ description: 'Exact price above zero, in the quote currency.', example: '184.25' });

/** A quantity of zero or more. */
export const quantity = z
  .string()
  .max(64)
  .refine((text) => parseQuantity(text).ok, { error: 'expected a quantity of zero or more such as 54' })
  .meta({ description: 'Exact quantity, zero or more.', example: '54' });

export const time = z
  .number()
  .refine(isUtcMs, { error: 'expected whole milliseconds since 1970 UTC' })
  .meta({ description: 'Milliseconds since 1970-01-01 UTC.' });

/** A whole number, zero or more, or in an address its digits. */
export const wholeNumber = z.union([
  z.int().min(0),
  z
    .string()
    .regex(/^\d{1,15}$/, 'expected digits')
    .transform(Number),
]);

function id<T extends Brand<string, string>>(description: string) {
  return z
    .string()
    .max(64)
    .transform((text, context): T => {
      const parsed = parseId<T>(text);
      if (parsed.ok) return parsed.value;
      context.addIssue({ code: 'custom', message: parsed.error.message });
      return z.NEVER;
    })
    .meta({ description });
}

export const instrumentId = z
  .string()
  .max(64)
  .transform((text, context): InstrumentId => {
    const parsed = parseInstrumentId(text);
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: 'custom', message: parsed.error.message });
    return z.NEVER;
  })
  .meta({ description: 'SYMBOL.VENUE, such as NVK.SIM.' });

export const proposalId = id<ProposalId>('The proposal that is meant.');
export const clientOrderId = id<ClientOrderId>('The order that is meant, by the name that BitFlow gave it.');
export const commandId = id<CommandId>(
  'A name of the caller for this command: repeated, it is the same command and gets the same answer. 1 to 32 letters, digits or dashes.',
);
