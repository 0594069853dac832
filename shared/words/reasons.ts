import type { Reason, ReasonCode, ReasonValues } from '../domain/reason.ts';
import type { MessageTable } from './message-table.ts';

type ReasonWords = { readonly [Code in ReasonCode]: (values: ReasonValues[Code]) => string };

/** Why something is not done, or is over. */
export const reasonWords = {
  'price-ran': (v) => `Price ran ${v.ran} (limit ${v.limit})`,
  'stop-reached': (v) => `Stop ${v.stop} reached, last ${v.last}`,
  'target-reached': (v) => `Target ${v.target} reached, last ${v.last}`,
  'no-price': (v) => `No price for ${v.symbol} yet`,
  'time-over': () => 'Expired',
  'opposite-signal': () => 'Opposite signal',
  repriced: (v) => `Re-priced as ${v.successor}`,
  'position-closed': () => 'Position closed already',
  'position-closing': () => 'Position is closing already',
  'position-resized': () => 'Position has another size now',
  'position-turned': (v) => `Position is ${v.direction} now`,
  'checks-refused': (v) => v.why,
  'trading-stopped': (v) => v.why,
} as const satisfies ReasonWords;

/** Puts a reason into words. */
export function sayReason(reason: Reason): string {
  const words: (values: never) => string = reasonWords[reason.code];
  return words(reason.values as never);
}

/** The same of a pending trade that price has left, with what can be done. */
export function sayReasonToReprice(reason: Reason): string {
  return `${sayReason(reason)}. Re-price?`;
}

export const reasonTables = { reasonWords } satisfies Record<string, MessageTable>;
