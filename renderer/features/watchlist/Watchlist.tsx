import { useRef } from 'react';
import type { InstrumentView, SignalView } from '../../../shared/contract/index.ts';
import { Change, Tag } from '../../components/Direction.tsx';
import { LoadingRows } from '../../components/EmptyState.tsx';
import { formatNumber } from '../../components/format.ts';
import { Panel, PanelTitle } from '../../components/Panel.tsx';
import { useQuote, useSelectedInstrument } from '../../stores/hooks.ts';
import { usePreferences } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';

/** Every instrument with its price, change and last word of the engine; arrow keys walk through it. */
export function Watchlist() {
  const instruments = useWorkspace((state) => state.instruments);
  const selected = useSelectedInstrument();
  const list = useRef<HTMLTableSectionElement>(null);

  const walk = (event: React.KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || selected === undefined) return;
    event.preventDefault();
    const next = instruments[(instruments.indexOf(selected) + step + instruments.length) % instruments.length];
    usePreferences.setState({ instrumentId: next.id });
    list.current?.querySelectorAll('button')[instruments.indexOf(next)]?.focus();
  };

  return (
    <Panel name="Watchlist" header={<PanelTitle title="Watchlist" />}>
      {instruments.length === 0 ? (
        <LoadingRows count={8} />
      ) : (
        <div className="min-h-0 flex-1 overflow-auto">
          <table className="w-full border-collapse">
            <thead className="sticky top-0 z-10 bg-panel">
              <tr className="text-2xs text-faint">
                <th className="px-3 pt-1.5 pb-1 text-left font-medium">Symbol</th>
                <th className="num px-0.5 pt-1.5 pb-1 font-medium">Last</th>
                <th className="num px-0.5 pt-1.5 pb-1 font-medium">Day %</th>
                <th className="num pt-1.5 pr-2.5 pb-1 pl-0.5 font-medium">Signal</th>
              </tr>
            </thead>
            <tbody ref={list} onKeyDown={walk}>
              {instruments.map((instrument) => (
                <Row key={instrument.id} instrument={instrument} isSelected={instrument === selected} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function Row({ instrument, isSelected }: { readonly instrument: InstrumentView; readonly isSelected: boolean }) {
  const signal = useWorkspace((state) => state.signals.find((each) => each.instrumentId === instrument.id));
  const isHeld = useWorkspace((state) => state.positions.some((position) => position.instrumentId === instrument.id));
  return (
    <tr className={`relative border-line-soft border-t ${isSelected ? 'bg-accent-soft' : 'hover:bg-raised'}`}>
      <td className="whitespace-nowrap py-[5px] pr-0.5 pl-3">
        <button
          type="button"
          aria-current={isSelected}
          tabIndex={isSelected ? 0 : -1}
          onClick={() => usePreferences.setState({ instrumentId: instrument.id })}
          className="font-semibold after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:outline-offset-[-2px]"
        >
          {instrument.symbol}
        </button>
        {isHeld ? (
          <span className="ml-1.5 text-accent text-2xs" title="A position is open">
            <span aria-hidden>◆</span>
            <span className="sr-only">position open</span>
          </span>
        ) : null}
      </td>
      <PriceCells instrument={instrument} />
      <td className="num py-[5px] pr-2.5 pl-0.5">
        <SignalTag signal={signal} />
      </td>
    </tr>
  );
}

function PriceCells({ instrument }: { readonly instrument: InstrumentView }) {
  const quote = useQuote(instrument.index);
  if (quote === undefined) {
    return (
      <>
        <td className="num px-1 text-faint">–</td>
        <td className="num px-1 text-faint">–</td>
      </>
    );
  }
  const flash = quote.direction > 0 ? 'flash-up' : quote.direction < 0 ? 'flash-down' : '';
  return (
    <>
      <td className="num whitespace-nowrap px-0.5">
        {/* A new key restarts the flash. */}
        <span key={quote.markedMs} className={`rounded-sm px-0.5 ${flash}`}>
          {formatNumber(quote.last, instrument.pricePlaces)}
        </span>
      </td>
      <td className="num whitespace-nowrap px-0.5">
        <Change ratio={quote.dayChange} isBare />
      </td>
    </>
  );
}

function SignalTag({ signal }: { readonly signal: SignalView | undefined }) {
  if (signal === undefined || !signal.isAccepted) return <span className="text-faint">–</span>;
  return signal.action === 'buy' ? <Tag tone="up">BUY</Tag> : <Tag tone="down">SELL</Tag>;
}
