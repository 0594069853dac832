import type { SignalView } from '../../../shared/contract/index.ts';
import { arrowOf, toneOf } from '../../components/Direction.tsx';
import { formatSignedPercent } from '../../components/format.ts';

/** What became of a signal after its horizon, or that it is not over. The move counts in the signal's direction. */
export function OutcomeMark({ outcome }: { readonly outcome: SignalView['outcome'] }) {
  if (outcome === null) return <span className="text-faint">pending</span>;
  if (outcome.result === 'void')
    return (
      <span className="text-faint" title="There was no bar in time; nothing is counted">
        void
      </span>
    );
  return (
    <span className={`num whitespace-nowrap ${toneOf(outcome.result === 'right' ? 1 : -1)}`}>
      {outcome.result}{' '}
      <span aria-hidden className="text-[9px]">
        {arrowOf(outcome.move)}
      </span>{' '}
      {formatSignedPercent(outcome.move)}
    </span>
  );
}
