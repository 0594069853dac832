import type { SignalView } from '../../../shared/contract/index.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Tag } from '../../components/Direction.tsx';
import { formatDayTime, formatNumber } from '../../components/format.ts';
import { useInstrument } from '../../stores/hooks.ts';
import { useOverlays, usePreferences } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { ConfidenceFigure } from './Confidence.tsx';
import { ContributionBars } from './ContributionBars.tsx';
import { Explanation } from './Explanation.tsx';

/** The explanation of one signal of the past. */
export function SignalDialog() {
  const chosen = useOverlays((state) => state.explainedSignal);
  // Its outcome may become known while it is read.
  const live = useWorkspace((state) => state.signals.find(({ id }) => id === chosen?.id));
  const symbol = useInstrument(chosen?.instrumentId ?? null)?.symbol ?? chosen?.instrumentId ?? '';
  const signal = live ?? chosen;
  return (
    <Dialog
      title={signal === null ? 'Signal' : `Signal ${signal.action} ${symbol}`}
      description="What the signal said, from what, and what became of it."
      isOpen={signal !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) useOverlays.setState({ explainedSignal: null });
      }}
      width="w-[560px]"
    >
      {signal === null ? null : <Content signal={signal} symbol={symbol} />}
    </Dialog>
  );
}

function Content({ signal, symbol }: { readonly signal: SignalView; readonly symbol: string }) {
  const places = useInstrument(signal.instrumentId)?.pricePlaces ?? 2;
  const show = (): void => {
    usePreferences.setState({ instrumentId: signal.instrumentId });
    useOverlays.setState({ explainedSignal: null });
  };
  return (
    <div className="min-h-0 overflow-auto px-4 py-3" role="group" aria-label="Explanation" tabIndex={0}>
      <div className="flex items-center gap-2">
        <Tag tone={signal.action === 'buy' ? 'up' : signal.action === 'sell' ? 'down' : 'plain'}>{signal.action.toUpperCase()}</Tag>
        <b className="font-semibold text-base">{symbol}</b>
        <span className="text-muted">
          {signal.interval} · {formatDayTime(signal.at)} · at <span className="num">{formatNumber(signal.price, places)}</span>
        </span>
        <ConfidenceFigure signal={signal} />
      </div>
      <ContributionBars contributions={signal.contributions} absent={signal.absent} score={signal.score} />
      <p className="text-muted leading-snug">{signal.summary}</p>
      <Explanation signal={signal} />
      <div className="mt-3 flex justify-end gap-2 border-line border-t pt-2.5">
        <Button
          onClick={() => useOverlays.setState({ explainedSignal: null, why: { instrumentId: signal.instrumentId, atMs: signal.at } })}
        >
          Why at that time?
        </Button>
        <Button onClick={show}>Show {symbol} on the chart</Button>
      </div>
    </div>
  );
}
