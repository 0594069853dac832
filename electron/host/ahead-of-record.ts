import { exhaustive } from '../../shared/base/assert.ts';
import { BitFlowError, isBitFlowError } from '../../shared/base/bitflow-error.ts';
import type { CommandBody, CommandResult } from '../../shared/domain/command.ts';
import type { Books } from '../engine/books/books.ts';

/** What may be done, and what is said of it, while the record does not answer or can't be written any more. */

/**
 * Whether a command can only take risk away, and may be carried out twice without harm: a command that is not on record is carried out anew when
 * it is asked again after a restart. An order that closes a part is none of them.
 */
export function isReducing(body: CommandBody, books: Books): boolean {
  switch (body.kind) {
    case 'cancel-order':
    case 'close-position':
    case 'flatten':
    case 'kill':
    case 'reject-proposal':
      return true;
    case 'approve-proposal':
      return books.proposals.get(body.proposalId)?.intent === 'close';
    case 'amend-proposal':
    case 'reprice-proposal':
    case 'place-order':
    case 'protect-position':
    case 'resume-trading':
      return false;
    default:
      return exhaustive(body);
  }
}

/** An entry was decided on and has not left: it does not any more. */
export function takenBack(why: string, code: string): BitFlowError {
  return new BitFlowError(`The order was taken back before it reached the venue: ${why}`, { code, retry: 'backoff' });
}

/** The venue failed to take what a command led to, so that nobody may take it for done; `isKept`: the next engine carries it out. */
export function venueFailed(what: string, { cause, isKept }: { readonly cause: unknown; readonly isKept: boolean }): BitFlowError {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new BitFlowError(
    `Decided here (${what}), but the venue could not take it, so that orders and positions stand there as before: ${message}${isKept ? ' The kill switch stays pressed, and is carried out as soon as the engine can record again.' : ''}`,
    { code: 'venue-failed', retry: isBitFlowError(cause) ? cause.retry : 'never', cause },
  );
}

/** The answer of a command that was decided without being recorded. */
export function unrecordedAnswer(
  answer: CommandResult,
  { why, isTaken, isLost }: { readonly why: string; readonly isTaken: boolean; readonly isLost: boolean },
): CommandResult {
  const venue = isTaken ? '' : '; the venue has not taken it yet';
  const record = isLost ? `; it could not be recorded: ${why}` : `; not recorded yet: ${why}`;
  return { ...answer, message: `${answer.message}${venue}${record}` };
}
