import type { InstrumentId, LedgerEntryId, TradeId } from './ids.ts';
import { addMoney, type Currency, type Money, zeroMoney } from './money.ts';
import type { UtcMs } from './time.ts';

/**
 * The accounts of the double-entry ledger. Debits are positive, credits negative.
 * `cash`: money at the venue. `inventory:<instrument>`: what open positions cost (negative for
 * shorts). `capital`: what the owner put in (a credit). `realised:<instrument>`: gains (credits)
 * and losses (debits) of closed quantity. `fees`: what venues charged.
 */
export type LedgerAccount = 'cash' | 'capital' | 'fees' | `inventory:${InstrumentId}` | `realised:${InstrumentId}`;

export interface Posting {
  readonly account: LedgerAccount;
  readonly amount: Money;
}

/** Why an entry was made. */
export type LedgerCause =
  | { readonly kind: 'deposit' }
  | { readonly kind: 'fill'; readonly tradeId: TradeId; readonly instrumentId: InstrumentId };

/** One event in money: postings of one currency that add up to zero. */
export interface LedgerEntry {
  readonly id: LedgerEntryId;
  readonly tsEvent: UtcMs;
  readonly cause: LedgerCause;
  readonly postings: readonly Posting[];
}

/** Tells whether the postings add up to exactly zero. */
export function isBalanced(entry: LedgerEntry, currency: Currency): boolean {
  return entry.postings.reduce((sum, posting) => addMoney(sum, posting.amount), zeroMoney(currency)).amount === 0n;
}
