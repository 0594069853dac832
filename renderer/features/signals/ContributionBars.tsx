import type { SignalView } from '../../../shared/contract/index.ts';
import { toneOf } from '../../components/Direction.tsx';
import { formatSigned } from '../../components/format.ts';

const TITLES = { technical: 'Technical', sentiment: 'Sentiment', regime: 'Regime' } as const;

/** What each analysis added, as bars from the middle; together they are the score. */
export function ContributionBars({ signal }: { readonly signal: SignalView }) {
  return (
    <dl className="my-2 grid grid-cols-[70px_1fr_52px] items-center gap-x-2 gap-y-1 text-muted text-xs">
      {signal.contributions.map(({ kind, contribution }) => (
        <Line key={kind} title={TITLES[kind]} value={contribution} />
      ))}
      {signal.absent.map(({ kind, reason }) => (
        <div key={kind} className="contents">
          <dt className="text-faint">{TITLES[kind]}</dt>
          <dd className="col-span-2 truncate text-faint" title={reason}>
            absent: {reason}
          </dd>
        </div>
      ))}
      <div className="contents font-semibold text-text">
        <dt>Score</dt>
        <dd />
        <dd className="num" data-score={signal.score}>
          {formatSigned(signal.score, 3)}
        </dd>
      </div>
    </dl>
  );
}

function Line({ title, value }: { readonly title: string; readonly value: number }) {
  const width = `${Math.min(50, Math.abs(value) * 60)}%`;
  return (
    <div className="contents">
      <dt>{title}</dt>
      <dd aria-hidden className="relative h-1.5 rounded-sm bg-line">
        <span className="absolute inset-y-0 left-1/2 w-px bg-faint/60" />
        <span className={`absolute inset-y-0 rounded-sm ${value >= 0 ? 'left-1/2 bg-up' : 'right-1/2 bg-down'}`} style={{ width }} />
      </dd>
      <dd className={`num ${toneOf(value)}`} data-contribution={value}>
        {formatSigned(value, 3)}
      </dd>
    </div>
  );
}
