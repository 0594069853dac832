import { useEffect, useState } from 'react';
import type { InstrumentView } from '../../../shared/contract/index.ts';
import { placeOrder } from '../../actions/commands.ts';
import { engineGateway, wordsOf } from '../../client/engine.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { formatDecimalText, formatNumber } from '../../components/format.ts';
import { PriceField } from '../../components/PriceField.tsx';
import { useIsOnline, useQuote, useSelectedInstrument } from '../../stores/hooks.ts';
import { useOverlays } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';

/** A small ticket for the selected instrument, under the same checks as every signal. */
export function OrderTicket() {
  const side = useOverlays((state) => state.ticketSide);
  const instrument = useSelectedInstrument();
  const close = (): void => useOverlays.setState({ ticketSide: null });
  if (instrument === undefined) return null;
  const title = `${side === 'sell' ? 'Sell' : 'Buy'} ${instrument.symbol}`;
  return (
    <Dialog
      title={title}
      description="Size, price, stop and target of an order; what it risks is worked out while you type."
      isOpen={side !== null}
      onOpenChange={(isOpen) => (isOpen ? undefined : close())}
      width="w-[400px]"
    >
      {side === null ? null : <Form key={`${side}-${instrument.id}`} side={side} instrument={instrument} onDone={close} />}
    </Dialog>
  );
}

interface Preview {
  readonly intent: 'open' | 'reduce';
  readonly notional: string;
  readonly stop: string | null;
  readonly target: string | null;
  readonly moneyAtRisk: string | null;
  readonly refusals: readonly string[];
}

const PREVIEW_MS = 150;

function Form({
  side,
  instrument,
  onDone,
}: {
  readonly side: 'buy' | 'sell';
  readonly instrument: InstrumentView;
  readonly onDone: () => void;
}) {
  const [type, setType] = useState<'market' | 'limit'>('market');
  const [quantity, setQuantity] = useState('');
  const [limitPrice, setLimitPrice] = useState('');
  const [stop, setStop] = useState('');
  const [target, setTarget] = useState('');
  const [isSending, setIsSending] = useState(false);
  const isOnline = useIsOnline();
  const quote = useQuote(instrument.index);
  const position = useWorkspace((state) => state.positions.find((each) => each.instrumentId === instrument.id));
  const orNull = (text: string): string | null => (text === '' || text === '.' ? null : text);
  const order = {
    side,
    type,
    quantity,
    limitPrice: type === 'limit' ? orNull(limitPrice) : null,
    stop: orNull(stop),
    target: orNull(target),
  };
  const { preview, fault } = usePreview(instrument, order);
  const isReducing = preview?.intent === 'reduce';

  const send = async (): Promise<void> => {
    setIsSending(true);
    const isDone = await placeOrder(instrument, order);
    setIsSending(false);
    if (isDone) onDone();
  };
  const canSend = isOnline && !isSending && quantity !== '' && preview !== null && preview.refusals.length === 0;
  return (
    <form
      className="space-y-3 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (canSend) void send();
      }}
    >
      <p className="flex justify-between text-muted">
        <span>{instrument.name}</span>
        <span className="num">
          {quote === undefined
            ? '–'
            : `${formatNumber(quote.bid, instrument.pricePlaces)} / ${formatNumber(quote.ask, instrument.pricePlaces)}`}
        </span>
      </p>
      <div role="radiogroup" aria-label="Order type" className="grid grid-cols-2 gap-1.5">
        {(['market', 'limit'] as const).map((each) => (
          <button
            key={each}
            type="button"
            role="radio"
            aria-checked={type === each}
            onClick={() => setType(each)}
            className={`rounded-[5px] border px-2 py-1 text-xs capitalize ${type === each ? 'border-accent bg-accent-soft font-semibold' : 'border-line text-muted'}`}
          >
            {each}
          </button>
        ))}
      </div>
      <div className="grid grid-cols-2 gap-3">
        <PriceField
          label="Quantity"
          value={quantity}
          step={instrument.sizeIncrement}
          onChange={setQuantity}
          placeholder={`step ${instrument.sizeIncrement}`}
        />
        {type === 'limit' ? (
          <PriceField label="Limit price" value={limitPrice} step={instrument.priceIncrement} onChange={setLimitPrice} />
        ) : (
          <div />
        )}
        {isReducing ? null : (
          <>
            <PriceField
              label="Stop"
              value={stop}
              step={instrument.priceIncrement}
              onChange={setStop}
              placeholder={preview?.stop ?? 'by itself'}
            />
            <PriceField
              label="Target"
              value={target}
              step={instrument.priceIncrement}
              onChange={setTarget}
              placeholder={preview?.target ?? 'by itself'}
            />
          </>
        )}
      </div>
      <dl className="space-y-1 border-line border-t pt-2.5 text-xs">
        <div className="flex justify-between">
          <dt className="text-muted">Worth</dt>
          <dd className="num">{preview === null ? '–' : formatDecimalText(preview.notional, 2)}</dd>
        </div>
        <div className="flex justify-between">
          <dt className="text-muted">{isReducing ? 'Reduces the position of' : 'At risk at the stop, fees included'}</dt>
          <dd className="num font-semibold">
            {isReducing ? (position?.quantity ?? '–') : preview?.moneyAtRisk == null ? '–' : formatDecimalText(preview.moneyAtRisk, 2)}
          </dd>
        </div>
      </dl>
      <div aria-live="polite" className="min-h-9 text-down text-xs">
        {fault ?? preview?.refusals.map((refusal) => <p key={refusal}>{refusal}</p>)}
      </div>
      <Button
        type="submit"
        disabled={!canSend}
        className={`w-full py-1.5 ${side === 'buy' ? 'border-up bg-up-soft text-up' : 'border-down bg-down-soft text-down'}`}
      >
        {side === 'buy' ? 'Buy' : 'Sell'} {quantity} {instrument.symbol} on paper
      </Button>
    </form>
  );
}

type Order = Parameters<typeof placeOrder>[1];

/** Asks the engine what the order would be, a moment after the last key. */
function usePreview(instrument: InstrumentView, order: Order): { readonly preview: Preview | null; readonly fault: string | null } {
  const [answer, setAnswer] = useState<{ preview: Preview | null; fault: string | null }>({ preview: null, fault: null });
  const asked = JSON.stringify(order);
  const { id } = instrument;
  useEffect(() => {
    const wanted = JSON.parse(asked) as Order;
    if (wanted.quantity === '' || Number(wanted.quantity) === 0 || (wanted.type === 'limit' && wanted.limitPrice === null)) {
      setAnswer({ preview: null, fault: null });
      return undefined;
    }
    let isCurrent = true;
    const timer = setTimeout(() => {
      engineGateway
        .ask((client) => client.orders.preview({ instrumentId: id, ...wanted }))
        .then((preview) => (isCurrent ? setAnswer({ preview, fault: null }) : undefined))
        .catch((error: unknown) => (isCurrent ? setAnswer({ preview: null, fault: wordsOf(error) }) : undefined));
    }, PREVIEW_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [asked, id]);
  return answer;
}
