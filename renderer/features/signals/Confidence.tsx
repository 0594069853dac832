import type { SignalView } from '../../../shared/contract/index.ts';
import { formatPercent } from '../../components/format.ts';
import { useInstrument } from '../../stores/hooks.ts';
import { useScoreboard } from '../../stores/scoreboard.ts';
import { confidenceWords } from './confidence-words.ts';

/** The calibrated confidence, large, with what the analyses alone made of it beside. */
export function ConfidenceFigure({ signal }: { readonly signal: Pick<SignalView, 'confidence'> }) {
  return (
    <span className="num ml-auto flex items-baseline gap-1.5 whitespace-nowrap" title="Confidence, calibrated by the outcomes on record">
      <b className="font-semibold text-[16px] leading-none" data-confidence={signal.confidence}>
        <span className="sr-only">confidence </span>
        {formatPercent(signal.confidence, 0)}
      </b>
    </span>
  );
}

/** What the confidence rests on, in words. */
export function ConfidenceWords({ signal }: { readonly signal: SignalView }) {
  const { scoreboard } = useScoreboard();
  const symbol = useInstrument(signal.instrumentId)?.symbol ?? signal.instrumentId;
  return <>{confidenceWords(scoreboard, signal, symbol)}</>;
}
