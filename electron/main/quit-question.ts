import type { WorkspaceSnapshot } from '../../shared/contract/index.ts';
import { isTerminal } from '../../shared/domain/order.ts';

/** What of the engine's state matters to somebody who quits. */
export type AtStake = Pick<WorkspaceSnapshot, 'positions' | 'trading' | 'orders'>;

/** A question, or `null` where there is none to ask. */
export interface QuitQuestion {
  readonly message: string;
  readonly detail: string;
}

/** An engine that has not answered after so long is taken for one that can't. */
const ANSWER_MS = 2_000;

/**
 * Returns what to ask before BitFlow quits. `ask` asks the engine; it may hang or fail, and then the user is told that nobody knows.
 */
export async function quitQuestion(
  ask: () => Promise<AtStake>,
  isPaper: () => boolean,
  answerMs = ANSWER_MS,
): Promise<QuitQuestion | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), answerMs);
  });
  const atStake = await Promise.race([ask().catch(() => null), late]);
  clearTimeout(timer);
  if (atStake === null) {
    return {
      message: 'Quit without knowing what is open?',
      detail:
        'The engine does not answer, so BitFlow can not say whether positions are open. Stops at the broker stay; those held by BitFlow end.',
    };
  }
  const { positions, trading } = atStake;
  const waiting = atStake.orders.filter(({ status }) => !isTerminal(status)).length;
  const isAuto = trading.mode === 'auto' && trading.state === 'active';
  if (positions.length === 0 && !isAuto) return null;
  const heldByUs = positions.filter(({ stopHeldBy }) => stopHeldBy === 'engine').length;
  return {
    message: `Quit while ${[...(positions.length > 0 ? [`${count(positions.length, 'position')} ${positions.length === 1 ? 'is' : 'are'} open`] : []), ...(isAuto ? ['auto mode trades'] : [])].join(' and ')}?`,
    detail: [
      'Stops at the broker stay; those held by BitFlow end until it is started again.',
      ...(heldByUs > 0 ? [`${count(heldByUs, 'open position')} ${heldByUs === 1 ? 'is' : 'are'} protected by BitFlow alone.`] : []),
      ...(waiting > 0 ? [`${count(waiting, 'order')} ${waiting === 1 ? 'is' : 'are'} not over.`] : []),
      ...(isAuto ? ['Nothing is traded while BitFlow does not run.'] : []),
      ...(isPaper()
        ? ['This is a paper account: its venue works stops and targets through the time that was missed when BitFlow is started again.']
        : []),
    ].join(' '),
  };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
