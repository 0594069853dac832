import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { InstrumentView } from '../../../shared/contract/index.ts';
import { placeOrder, type TicketOrder } from '../../actions/commands.ts';
import { keyOf, keysInWords } from '../../actions/keys.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { exactFault } from '../../components/exact-number.ts';
import { formatDecimalText, formatNumber } from '../../components/format.ts';
import { PriceField } from '../../components/PriceField.tsx';
import { useIsOnline, useQuote, useSelectedInstrument } from '../../stores/hooks.ts';
import { useOverlays, usePreferences } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { type TicketPreview, useTicketPreview } from './use-ticket-preview.ts';

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

interface FormProps {
  readonly side: 'buy' | 'sell';
  readonly instrument: InstrumentView;
  readonly onDone: () => void;
}

function Form({ side, instrument, onDone }: FormProps) {
  const [type, setType] = useState<'market' | 'limit'>('market');
  const [quantity, setQuantity] = useState('');
  const [limitPrice, setLimitPrice] = useState('');
  const [stop, setStop] = useState('');
  const [target, setTarget] = useState('');
  const [isSending, setIsSending] = useState(false);
  const isOnline = useIsOnline();
  const order: TicketOrder = {
    side,
    type,
    quantity,
    limitPrice: type === 'limit' ? orNull(limitPrice) : null,
    stop: orNull(stop),
    target: orNull(target),
  };
  const wrong = faultOf(order);
  const { preview, fault } = useTicketPreview(instrument, wrong === null && isWhole(order) ? order : null);
  const canSend = isOnline && !isSending && preview !== null && preview.refusals.length === 0;
  const send = async (): Promise<void> => {
    setIsSending(true);
    const isDone = await placeOrder(instrument, order);
    setIsSending(false);
    if (isDone) onDone();
  };
  // Enter may come before the engine has said what the order would be; then it is sent as soon as that is known, as it stands.
  const asked = JSON.stringify(order);
  const awaited = useRef<string | null>(null);
  const sendNow = useRef(send);
  useEffect(() => {
    sendNow.current = send;
  });
  useEffect(() => {
    if (awaited.current !== asked) awaited.current = null;
    if (awaited.current === null || (preview === null && fault === null)) return;
    awaited.current = null;
    if (canSend) void sendNow.current();
  }, [asked, preview, fault, canSend]);
  const { priceIncrement, sizeIncrement, symbol } = instrument;
  return (
    <form
      className="space-y-3 p-4"
      onKeyDown={({ key, target }) => {
        // A button that is not enabled yet keeps the browser from sending the form.
        const isEnter = key === 'Enter' && target instanceof HTMLInputElement;
        if (isEnter && !canSend && wrong === null && isWhole(order) && preview === null) awaited.current = asked;
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (canSend) void send();
      }}
    >
      <Market instrument={instrument} />
      <TypeChoice type={type} onChange={setType} />
      <div className="grid grid-cols-2 gap-3">
        <PriceField
          label="Quantity"
          value={quantity}
          step={sizeIncrement}
          onChange={setQuantity}
          placeholder={`lot ${sizeIncrement}`}
          isFocused
        />
        {type === 'limit' ? <PriceField label="Limit price" value={limitPrice} step={priceIncrement} onChange={setLimitPrice} /> : <div />}
        {preview?.intent === 'reduce' ? null : (
          <Protection preview={preview} step={priceIncrement} stop={stop} target={target} onStop={setStop} onTarget={setTarget} />
        )}
      </div>
      <Consequences preview={preview} instrument={instrument} />
      <div aria-live="polite" className="min-h-9 text-warn text-xs">
        {wrong === null ? null : <p className="text-muted">{wrong}</p>}
        {fault ?? preview?.refusals.map((refusal) => <p key={refusal}>{refusal}</p>)}
      </div>
      <Submit side={side} isEnabled={canSend}>
        {quantity} {symbol} on paper
      </Submit>
      <KeyHint side={side} />
    </form>
  );
}

/** Says which key opens the ticket, for whoever pressed it without meaning to. */
function KeyHint({ side }: { readonly side: 'buy' | 'sell' }) {
  const key = usePreferences((state) => keyOf(side, state.keys));
  return (
    <p className="text-center text-2xs text-faint">
      {key === null ? '' : `Key ${keysInWords(key)} opens this ticket · `}Esc closes it · ? lists and changes keys
    </p>
  );
}

interface ProtectionProps {
  readonly preview: TicketPreview | null;
  readonly step: string;
  readonly stop: string;
  readonly target: string;
  readonly onStop: (stop: string) => void;
  readonly onTarget: (target: string) => void;
}

function Protection({ preview, step, stop, target, onStop, onTarget }: ProtectionProps) {
  const { stopAtr = 0, targetAtr = 0 } = useWorkspace((state) => state.settings?.proposals) ?? {};
  return (
    <>
      <PriceField label="Stop" value={stop} step={step} onChange={onStop} placeholder={preview?.stop ?? `auto (${stopAtr} ATR)`} />
      <PriceField
        label="Target"
        value={target}
        step={step}
        onChange={onTarget}
        placeholder={preview?.target ?? `auto (${targetAtr} ATR)`}
      />
    </>
  );
}

function Submit({
  side,
  isEnabled,
  children,
}: {
  readonly side: 'buy' | 'sell';
  readonly isEnabled: boolean;
  readonly children: ReactNode;
}) {
  const tone = side === 'buy' ? 'border-up bg-up-soft text-up' : 'border-down bg-down-soft text-down';
  return (
    <Button type="submit" disabled={!isEnabled} className={`w-full py-1.5 ${tone}`}>
      {side === 'buy' ? 'Buy' : 'Sell'} {children}
    </Button>
  );
}

/** Whether everything that an order needs was typed. */
function isWhole({ quantity, type, limitPrice }: TicketOrder): boolean {
  return quantity !== '' && (type === 'market' || limitPrice !== null);
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

/** The first thing that is wrong with what was typed, in words. */
function faultOf({ quantity, limitPrice, stop, target }: TicketOrder): string | null {
  return (
    exactFault('Quantity', quantity) ??
    exactFault('Limit price', limitPrice ?? '') ??
    exactFault('Stop', stop ?? '') ??
    exactFault('Target', target ?? '')
  );
}

function Market({ instrument }: { readonly instrument: InstrumentView }) {
  const quote = useQuote(instrument.index);
  const { name, pricePlaces } = instrument;
  return (
    <p className="flex justify-between text-muted">
      <span>{name}</span>
      <span className="num">
        {quote === undefined ? '–' : `${formatNumber(quote.bid, pricePlaces)} / ${formatNumber(quote.ask, pricePlaces)}`}
      </span>
    </p>
  );
}

function TypeChoice({ type, onChange }: { readonly type: 'market' | 'limit'; readonly onChange: (type: 'market' | 'limit') => void }) {
  return (
    <div role="radiogroup" aria-label="Order type" className="grid grid-cols-2 gap-1.5">
      {(['market', 'limit'] as const).map((each) => (
        <button
          key={each}
          type="button"
          role="radio"
          aria-checked={type === each}
          onClick={() => onChange(each)}
          className={`rounded-[5px] border px-2 py-1 text-xs capitalize ${type === each ? 'border-accent bg-accent-soft font-semibold' : 'border-line text-muted'}`}
        >
          {each}
        </button>
      ))}
    </div>
  );
}

function Consequences({ preview, instrument }: { readonly preview: TicketPreview | null; readonly instrument: InstrumentView }) {
  const position = useWorkspace((state) => state.positions.find((each) => each.instrumentId === instrument.id));
  const isReducing = preview?.intent === 'reduce';
  const atRisk = preview?.moneyAtRisk ?? null;
  return (
    <dl className="space-y-1 border-line border-t pt-2.5 text-xs">
      <div className="flex justify-between">
        <dt className="text-muted">Notional</dt>
        <dd className="num">{preview === null ? '–' : formatDecimalText(preview.notional, 2)}</dd>
      </div>
      <div className="flex justify-between">
        <dt className="text-muted">{isReducing ? 'Reduces the position of' : 'At risk at the stop, fees included'}</dt>
        <dd className="num font-semibold">
          {isReducing ? (position?.quantity ?? '–') : atRisk === null ? '–' : formatDecimalText(atRisk, 2)}
        </dd>
      </div>
    </dl>
  );
}
