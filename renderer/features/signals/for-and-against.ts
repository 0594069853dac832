import type { SignalView } from '../../../shared/contract/index.ts';
import { technicalRules } from '../../../shared/domain/technical-rule.ts';

/** One argument, and how much of the score it makes. */
export interface Argument {
  readonly name: string;
  readonly reason: string;
  /** Its part of the score, positive for a rise. */
  readonly part: number;
}

const NAMES = { technical: 'Technical', sentiment: 'Sentiment', regime: 'Regime' } as const;

/** Returns what speaks for a signal and what against it, each the strongest first. */
export function argumentsOf({ action, contributions }: Pick<SignalView, 'action' | 'contributions'>): {
  readonly speaksFor: readonly Argument[];
  readonly speaksAgainst: readonly Argument[];
} {
  const direction = action === 'sell' ? -1 : 1;
  const all = contributions
    .flatMap(({ kind, contribution, weight, votes, reasons }): Argument[] =>
      votes.length > 0
        ? votes.map(({ rule, part, reason }) => ({ name: technicalRules[rule].title, reason, part: part * weight }))
        : [{ name: NAMES[kind], reason: reasons[0] ?? '', part: contribution }],
    )
    .filter(({ part }) => Math.abs(part) >= 0.0005)
    .toSorted((a, b) => Math.abs(b.part) - Math.abs(a.part));
  return { speaksFor: all.filter(({ part }) => part * direction > 0), speaksAgainst: all.filter(({ part }) => part * direction < 0) };
}
