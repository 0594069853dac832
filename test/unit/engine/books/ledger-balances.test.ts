import { describe, expect, it } from 'vitest';
import { LedgerBalances } from '../../../../electron/engine/books/ledger-balances.ts';
import { InvariantError } from '../../../../shared/base/invariant-error.ts';
import { idFrom } from '../../../../shared/domain/ids.ts';
import type { LedgerEntry } from '../../../../shared/domain/ledger.ts';
import { utcMs } from '../../../../shared/domain/time.ts';
import { anInstrument, USD, usd } from '../../../support/builders.ts';

describe('ledger balances', () => {
  function entry(...postings: LedgerEntry['postings']): LedgerEntry {
    return { id: idFrom('e-1'), tsEvent: utcMs(5_000), cause: { kind: 'deposit' }, postings };
  }

  it('are sums by account, in the order of their first posting', () => {
    const ledger = new LedgerBalances(USD);
    ledger.post(entry({ account: 'cash', amount: usd('100') }, { account: 'capital', amount: usd('-100') }));
    ledger.post(entry({ account: 'fees', amount: usd('1.5') }, { account: 'cash', amount: usd('-1.5') }));
    expect(ledger.accounts()).toEqual([
      { account: 'cash', balance: usd('98.5') },
      { account: 'capital', balance: usd('-100') },
      { account: 'fees', balance: usd('1.5') },
    ]);
    expect([ledger.entryCount, ledger.postingCount, ledger.isBalanced]).toEqual([2, 4, true]);
  });

  it('refuse an entry that does not add up to zero, and stay as they were', () => {
    const ledger = new LedgerBalances(USD);
    expect(() => ledger.post(entry({ account: 'cash', amount: usd('100') }))).toThrow(InvariantError);
    expect([ledger.accounts(), ledger.entryCount]).toEqual([[], 0]);
  });

  it('of accounts of one kind are totalled', () => {
    const ledger = new LedgerBalances(USD);
    const [abc, xyz] = [anInstrument().id, anInstrument({ symbol: 'XYZ' }).id];
    ledger.post(
      entry(
        { account: `realised:${abc}`, amount: usd('-5') },
        { account: `realised:${xyz}`, amount: usd('2') },
        { account: 'cash', amount: usd('3') },
      ),
    );
    expect([ledger.totalOf('realised:'), ledger.balance('fees')]).toEqual([usd('-3'), usd('0')]);
  });

  it('are taken up only by an empty ledger', () => {
    const ledger = new LedgerBalances(USD);
    ledger.post(entry({ account: 'cash', amount: usd('1') }, { account: 'capital', amount: usd('-1') }));
    expect(() => ledger.restore(ledger.accounts(), 1, 2)).toThrow(InvariantError);
  });
});
