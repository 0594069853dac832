import { expect, it } from 'vitest';
import { Books } from '../../../../electron/engine/books/books.ts';
import { InvariantError } from '../../../../shared/base/invariant-error.ts';
import type { Fact } from '../../../../shared/domain/fact.ts';
import { idFrom, type ProposalId } from '../../../../shared/domain/ids.ts';
import { utcMs } from '../../../../shared/domain/time.ts';
import { USD } from '../../../support/builders.ts';

it('books refuse a decision on a proposal that they never had', () => {
  const decided: Fact = {
    kind: 'proposal-decided',
    proposalId: idFrom<ProposalId>('run-9'),
    status: 'rejected',
    by: 'user',
    reason: null,
    at: utcMs(5_000),
  };
  expect(() => new Books(USD).apply(decided)).toThrow(InvariantError);
});
