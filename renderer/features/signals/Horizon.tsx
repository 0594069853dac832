import type { SignalView } from '../../../shared/contract/index.ts';
import { formatDayTime, formatNumber, formatSpan } from '../../components/format.ts';
import { useInstrument, useMarketTime } from '../../stores/hooks.ts';
import { OutcomeMark } from './OutcomeMark.tsx';

/** What the signal says will be so, until when, and whether it was. */
export function Horizon({ signal }: { readonly signal: SignalView }) {
  const nowMs = useMarketTime();
  const places = useInstrument(signal.instrumentId)?.pricePlaces ?? 2;
  const side = signal.action === 'sell' ? 'below' : 'above';
  const { outcome } = signal;
  return (
    <p className="text-muted">
      Forecast: {side} <span className="num text-text">{formatNumber(signal.price, places)}</span> by{' '}
      <span className="num text-text">{formatDayTime(signal.dueAt)}</span>
      {outcome !== null ? (
        <>
          . Then it was <span className="num text-text">{formatNumber(outcome.price, places)}</span>: <OutcomeMark outcome={outcome} />.
        </>
      ) : signal.dueAt > nowMs ? (
        <>, in {formatSpan(signal.dueAt - nowMs)}.</>
      ) : (
        <>; the bar that tells has not closed yet.</>
      )}
    </p>
  );
}
