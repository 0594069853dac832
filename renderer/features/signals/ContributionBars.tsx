import type { SignalView } from '../../../shared/contract/index.ts';
import { toneOf } from '../../components/Direction.tsx';
import { formatSigned } from '../../components/format.ts';
import { type Step, stepsOf } from './contribution-steps.ts';

export const ANALYSES = { technical: 'Technical', sentiment: 'Sentiment', regime: 'Regime' } as const;

export interface ContributionBarsProps {
  readonly contributions: SignalView['contributions'];
  readonly absent: SignalView['absent'];
  readonly score: number;
}

/** What each analysis added, each bar from where the one before ended, so that the last ends at the score. */
export function ContributionBars({ contributions, absent, score }: ContributionBarsProps) {
  const { steps, total } = stepsOf(
    contributions.map(({ contribution }) => contribution),
    score,
  );
  return (
    <dl className="my-2 grid grid-cols-[70px_1fr_52px] items-center gap-x-2 gap-y-1 text-muted text-xs">
      {contributions.map(({ kind, contribution }, place) => (
        <div key={kind} className="contents">
          <dt>{ANALYSES[kind]}</dt>
          <Track step={steps[place]} value={contribution} />
          <dd className={`num ${toneOf(contribution)}`} data-contribution={contribution}>
            {formatSigned(contribution, 3)}
          </dd>
        </div>
      ))}
      {absent.map(({ kind, reason }) => (
        <div key={kind} className="contents">
          <dt className="text-faint">{ANALYSES[kind]}</dt>
          <dd className="col-span-2 truncate text-faint" title={reason}>
            absent: {reason}
          </dd>
        </div>
      ))}
      <div className="contents font-semibold text-text">
        <dt>Score</dt>
        <Track step={total} value={score} isTotal />
        <dd className="num" data-score={score}>
          {formatSigned(score, 3)}
        </dd>
      </div>
    </dl>
  );
}

function Track({ step, value, isTotal = false }: { readonly step: Step; readonly value: number; readonly isTotal?: boolean }) {
  const tone = isTotal ? 'bg-text' : value >= 0 ? 'bg-up' : 'bg-down';
  return (
    <dd aria-hidden className="relative h-1.5 rounded-sm bg-line">
      <span className="absolute -inset-y-0.5 left-1/2 w-px bg-faint/60" />
      <span className={`absolute inset-y-0 rounded-[1px] ${tone}`} style={{ left: `${step.left * 100}%`, width: `${step.width * 100}%` }} />
    </dd>
  );
}
