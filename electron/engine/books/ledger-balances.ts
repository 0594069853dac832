import { assert } from '../../../shared/base/assert.ts';
import { isBalanced, type LedgerAccount, type LedgerEntry } from '../../../shared/domain/ledger.ts';
import { type Currency, type Money, money } from '../../../shared/domain/money.ts';

/** The balance of every ledger account, summed from entries that each add up to zero. */
export class LedgerBalances {
  readonly currency: Currency;
  readonly #balances = new Map<LedgerAccount, bigint>();
  #entryCount = 0;
  #postingCount = 0;

  constructor(currency: Currency) {
    this.currency = currency;
  }

  /** @throws {InvariantError} when the entry's postings don't add up to zero. */
  post(entry: LedgerEntry): void {
    assert(isBalanced(entry, this.currency), `ledger entry ${entry.id} does not add up to zero`);
    for (const { account, amount } of entry.postings) {
      this.#balances.set(account, (this.#balances.get(account) ?? 0n) + amount.amount);
    }
    this.#entryCount += 1;
    this.#postingCount += entry.postings.length;
  }

  /** Takes up balances that were written down before; only for a ledger without entries. */
  restore(
    balances: readonly { readonly account: LedgerAccount; readonly balance: Money }[],
    entryCount: number,
    postingCount: number,
  ): void {
    assert(this.#entryCount === 0, 'balances can only be restored into an empty ledger');
    for (const { account, balance } of balances) this.#balances.set(account, balance.amount);
    this.#entryCount = entryCount;
    this.#postingCount = postingCount;
  }

  get postingCount(): number {
    return this.#postingCount;
  }

  get entryCount(): number {
    return this.#entryCount;
  }

  balance(account: LedgerAccount): Money {
    return money(this.#balances.get(account) ?? 0n, this.currency);
  }

  /** Accounts in the order of their first posting. */
  accounts(): readonly { readonly account: LedgerAccount; readonly balance: Money }[] {
    return [...this.#balances].map(([account, amount]) => ({ account, balance: money(amount, this.currency) }));
  }

  /** Sums the accounts whose names start with `prefix`. */
  totalOf(prefix: string): Money {
    let total = 0n;
    for (const [account, amount] of this.#balances) if (account.startsWith(prefix)) total += amount;
    return money(total, this.currency);
  }

  /** Tells whether all accounts together are exactly zero. */
  get isBalanced(): boolean {
    return this.totalOf('').amount === 0n;
  }
}
