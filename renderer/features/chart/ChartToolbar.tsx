import { LineChart } from 'lucide-react';
import type { InstrumentView } from '../../../shared/contract/index.ts';
import { type Interval, intervals } from '../../../shared/domain/interval.ts';
import { keyOf, keysInWords } from '../../actions/keys.ts';
import { Button } from '../../components/Button.tsx';
import { Change, toneOf } from '../../components/Direction.tsx';
import { formatNumber } from '../../components/format.ts';
import { useQuote } from '../../stores/hooks.ts';
import { useOverlays, usePreferences } from '../../stores/preferences.ts';

/** The line above the chart: what is shown, its price, how it is cut, and the way to an order. Without room, the intervals are a menu. */
export function ChartToolbar({ instrument, interval }: { readonly instrument: InstrumentView | undefined; readonly interval: Interval }) {
  const isUnknown = instrument === undefined;
  return (
    <div className="@container shrink-0 border-line border-b">
      <div className="flex min-h-9 flex-wrap items-center gap-x-2 gap-y-1 px-2.5 py-1 @min-[520px]:gap-x-2.5 @min-[520px]:px-3">
        <h2 className="whitespace-nowrap font-semibold text-sm" title={instrument?.name}>
          {instrument?.symbol ?? '–'}
        </h2>
        {isUnknown ? null : <LivePrice instrument={instrument} />}
        <span aria-hidden className="hidden h-5 w-px shrink-0 bg-line @min-[660px]:block" />
        <Intervals interval={interval} />
        <IntervalMenu interval={interval} />
        <Button
          tone="ghost"
          className="px-1.5!"
          aria-label="Indicators"
          title="Indicators (I)"
          onClick={() => useOverlays.setState({ isIndicatorPickerOpen: true })}
        >
          <LineChart size={14} aria-hidden /> <span className="hidden @min-[760px]:inline">Indicators</span>
        </Button>
        <div className="ml-auto flex gap-1.5">
          <Button className="border-up/50 text-up!" disabled={isUnknown} onClick={() => useOverlays.setState({ ticketSide: 'buy' })}>
            Buy <Key id="buy" />
          </Button>
          <Button className="border-down/50 text-down!" disabled={isUnknown} onClick={() => useOverlays.setState({ ticketSide: 'sell' })}>
            Sell <Key id="sell" />
          </Button>
        </div>
      </div>
    </div>
  );
}

/** The key that opens the ticket, said where it is opened. */
function Key({ id }: { readonly id: string }) {
  const key = usePreferences((state) => keyOf(id, state.keys));
  return key === null ? null : (
    <kbd aria-hidden className="hidden @min-[480px]:inline rounded border border-line px-1 font-normal text-2xs text-muted">
      {keysInWords(key)}
    </kbd>
  );
}

/** All intervals in a row; arrow keys walk along it. */
function Intervals({ interval }: { readonly interval: Interval }) {
  const walk = (event: React.KeyboardEvent<HTMLDivElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const next = intervals[(intervals.indexOf(interval) + step + intervals.length) % intervals.length];
    usePreferences.setState({ interval: next });
    event.currentTarget.querySelector<HTMLElement>(`[data-interval="${next}"]`)?.focus();
  };
  return (
    <div role="radiogroup" aria-label="Interval" className="hidden gap-0.5 @min-[660px]:flex" onKeyDown={walk}>
      {intervals.map((each) => (
        <button
          key={each}
          type="button"
          role="radio"
          data-interval={each}
          aria-checked={each === interval}
          tabIndex={each === interval ? 0 : -1}
          onClick={() => usePreferences.setState({ interval: each })}
          className={`rounded-[5px] px-2 py-0.5 text-xs ${each === interval ? 'bg-raised font-semibold text-text' : 'text-muted hover:text-text'}`}
        >
          {each}
        </button>
      ))}
    </div>
  );
}

function IntervalMenu({ interval }: { readonly interval: Interval }) {
  return (
    <select
      aria-label="Interval"
      value={interval}
      onChange={(event) => usePreferences.setState({ interval: intervals.find((each) => each === event.target.value) ?? interval })}
      className="rounded-[5px] border border-line bg-panel px-1 py-0.5 text-xs @min-[660px]:hidden"
    >
      {intervals.map((each) => (
        <option key={each} value={each}>
          {each}
        </option>
      ))}
    </select>
  );
}

function LivePrice({ instrument }: { readonly instrument: InstrumentView }) {
  const quote = useQuote(instrument.index);
  if (quote === undefined) return null;
  const { pricePlaces } = instrument;
  return (
    <>
      <span className={`num whitespace-nowrap font-semibold text-[1.36em] leading-6 ${toneOf(quote.dayChange)}`}>
        {formatNumber(quote.last, pricePlaces)}
      </span>
      <Change ratio={quote.dayChange} />
      <span className="num hidden whitespace-nowrap text-2xs text-faint @min-[860px]:inline" title="Bid and ask">
        {formatNumber(quote.bid, pricePlaces)} / {formatNumber(quote.ask, pricePlaces)}
      </span>
    </>
  );
}
