import { LineChart } from 'lucide-react';
import type { InstrumentView } from '../../../shared/contract/index.ts';
import { type Interval, intervals } from '../../../shared/domain/interval.ts';
import { keyOf, keysInWords } from '../../actions/keys.ts';
import { Button } from '../../components/Button.tsx';
import { Change, toneOf } from '../../components/Direction.tsx';
import { formatNumber } from '../../components/format.ts';
import { useQuote } from '../../stores/hooks.ts';
import { useOverlays, usePreferences } from '../../stores/preferences.ts';

/** The line above the chart: what is shown, its price, how it is cut, and the way to an order. */
export function ChartToolbar({ instrument, interval }: { readonly instrument: InstrumentView | undefined; readonly interval: Interval }) {
  return (
    <div className="flex h-9 shrink-0 items-center gap-2.5 overflow-hidden border-line border-b px-3">
      <h2 className="shrink-0 whitespace-nowrap font-semibold text-sm" title={instrument?.name}>
        {instrument?.symbol ?? '–'}
      </h2>
      {instrument === undefined ? null : <LivePrice instrument={instrument} />}
      <span className="h-5 w-px shrink-0 bg-line" />
      <div role="radiogroup" aria-label="Interval" className="flex gap-0.5">
        {intervals.map((each) => (
          <button
            key={each}
            type="button"
            role="radio"
            aria-checked={each === interval}
            onClick={() => usePreferences.setState({ interval: each })}
            className={`rounded-[5px] px-2 py-0.5 text-xs ${each === interval ? 'bg-raised font-semibold text-text' : 'text-muted hover:text-text'}`}
          >
            {each}
          </button>
        ))}
      </div>
      <Button tone="ghost" aria-label="Indicators" onClick={() => useOverlays.setState({ isIndicatorPickerOpen: true })}>
        <LineChart size={13} aria-hidden /> <span className="hidden xl:inline">Indicators</span>
      </Button>
      <div className="ml-auto flex shrink-0 gap-1.5">
        <Button
          className="border-up/50 text-up!"
          disabled={instrument === undefined}
          onClick={() => useOverlays.setState({ ticketSide: 'buy' })}
        >
          Buy <Key id="buy" />
        </Button>
        <Button
          className="border-down/50 text-down!"
          disabled={instrument === undefined}
          onClick={() => useOverlays.setState({ ticketSide: 'sell' })}
        >
          Sell <Key id="sell" />
        </Button>
      </div>
    </div>
  );
}

/** The key that opens the ticket, said where it is opened. */
function Key({ id }: { readonly id: string }) {
  const key = usePreferences((state) => keyOf(id, state.keys));
  return key === null ? null : (
    <kbd aria-hidden className="rounded border border-line px-1 font-normal text-2xs text-muted">
      {keysInWords(key)}
    </kbd>
  );
}

function LivePrice({ instrument }: { readonly instrument: InstrumentView }) {
  const quote = useQuote(instrument.index);
  if (quote === undefined) return null;
  const { pricePlaces } = instrument;
  return (
    <>
      <span className={`num font-semibold text-[17px] ${toneOf(quote.dayChange)}`}>{formatNumber(quote.last, pricePlaces)}</span>
      <Change ratio={quote.dayChange} />
      <span className="num hidden text-2xs text-faint xl:inline" title="Bid and ask">
        {formatNumber(quote.bid, pricePlaces)} / {formatNumber(quote.ask, pricePlaces)}
      </span>
    </>
  );
}
