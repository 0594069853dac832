import { useRef } from 'react';
import type { InstrumentView, SignalView } from '../../../shared/contract/index.ts';
import { showInstrument } from '../../actions/show-instrument.ts';
import { Change, Tag } from '../../components/Direction.tsx';
import { LoadingRows } from '../../components/EmptyState.tsx';
import { formatAge, formatNumber } from '../../components/format.ts';
import { Panel, PanelTitle } from '../../components/Panel.tsx';
import { useQuote, useSelectedInstrument } from '../../stores/hooks.ts';
import { usePreferences } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { spreadWords } from './spread.ts';

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
        <div className="@container min-h-0 flex-1 overflow-auto">
          <table className="w-full border-collapse">
            <thead className="sticky top-0 z-10 bg-panel">
              <tr className="text-2xs text-faint">
                <th className="py-0.5 pl-2.5 text-left font-medium">Symbol</th>
                <th className="num px-0.5 py-0.5 font-medium">Last</th>
                <th
                  className="num hidden px-0.5 py-0.5 font-medium @min-[296px]:table-cell"
                  title="Ask less bid, in hundredths of a percent of the price"
                >
                  Spr
                </th>
                <th className="num px-0.5 py-0.5 font-medium">Day %</th>
                <th className="num py-0.5 pr-2.5 pl-0.5 font-medium">Signal</th>
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
    <tr className={`relative h-(--row) border-line-soft border-t ${isSelected ? 'bg-accent-soft' : 'hover:bg-raised'}`}>
      <td className="whitespace-nowrap pr-0.5 pl-2.5">
        <button
          type="button"
          aria-current={isSelected}
          tabIndex={isSelected ? 0 : -1}
          onClick={() => showInstrument(instrument.id)}
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
      <td className="num whitespace-nowrap pr-2.5 pl-0.5">
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
        <td className="num px-0.5 text-faint">–</td>
        <td className="num hidden px-0.5 text-faint @min-[296px]:table-cell">–</td>
        <td className="num px-0.5 text-faint">–</td>
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
      <td
        className="num hidden whitespace-nowrap px-0.5 text-muted text-xs @min-[296px]:table-cell"
        title={`${formatNumber(quote.ask - quote.bid, instrument.pricePlaces)} wide`}
      >
        {spreadWords(quote)}
      </td>
      <td className="num whitespace-nowrap px-0.5">
        <Change ratio={quote.dayChange} isBare />
      </td>
    </>
  );
}

/** The last accepted signal with its age; once its horizon is over it is no word on what comes next, and is grey. */
function SignalTag({ signal }: { readonly signal: SignalView | undefined }) {
  const age = useWorkspace(({ engine }) => (signal === undefined ? '' : formatAge((engine?.playback.marketTime ?? signal.at) - signal.at)));
  const isOver = useWorkspace(({ engine }) => signal !== undefined && (engine?.playback.marketTime ?? 0) >= signal.dueAt);
  if (signal === undefined || !signal.isAccepted) return <span className="text-faint">–</span>;
  const isBuy = signal.action === 'buy';
  return (
    <span title={isOver ? 'The horizon of this signal is over' : 'Age of the signal'}>
      <Tag tone={isOver ? 'plain' : isBuy ? 'up' : 'down'}>{isBuy ? 'BUY' : 'SELL'}</Tag>
      <span data-age className="ml-1 inline-block min-w-[3ch] text-2xs text-muted">
        {age}
      </span>
    </span>
  );
}
