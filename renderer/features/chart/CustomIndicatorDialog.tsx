import { useRef, useState } from 'react';
import type { ExpressionView } from '../../../shared/contract/index.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { type ShownIndicator, useOverlays, usePreferences } from '../../stores/preferences.ts';
import { ExpressionField } from './ExpressionField.tsx';
import { ReferenceField } from './ReferenceField.tsx';
import { putCustom, removeIndicator } from './shown-indicators.ts';

/** Writes an indicator as an expression over others; what is wrong with it is shown where it is wrong. */
export function CustomIndicatorDialog() {
  const key = useOverlays((state) => state.customIndicator);
  const known = usePreferences((state) => state.indicators.find((each) => each.key === key));
  const close = (): void => useOverlays.setState({ customIndicator: null });
  return (
    <Dialog
      title={known === undefined ? 'Write an indicator' : `Indicator ${known.name}`}
      description="An expression over prices, volume and the indicators of the catalogue."
      isOpen={key !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) close();
      }}
      width="w-[560px]"
    >
      {key === null ? null : <Editor key={key} known={known} onClose={close} />}
    </Dialog>
  );
}

/** What an indicator without a name is called. */
function shortName(expression: string): string {
  return expression.length <= 38 ? expression : `${expression.slice(0, 37)}…`;
}

type Readable = Extract<ExpressionView, { readonly isValid: true }>;

function Editor({ known, onClose }: { readonly known: ShownIndicator | undefined; readonly onClose: () => void }) {
  const [name, setName] = useState(known?.name ?? '');
  const [expression, setExpression] = useState(known?.custom?.expression ?? '');
  const [placement, setPlacement] = useState(known?.custom?.placement ?? 'pane');
  const [reference, setReference] = useState(known?.reference ?? null);
  const [readable, setReadable] = useState<Readable | null>(null);
  // Enter may come before the engine has read what was typed.
  const isAwaited = useRef(false);
  const called = name.trim() === '' ? shortName(expression) : name.trim();
  const put = ({ outputs, isSparse, needsReference }: Readable): void => {
    putCustom(known?.key ?? null, called, { expression, placement, outputs, isSparse, needsReference }, needsReference ? reference : null);
    onClose();
  };
  const save = (): void => {
    if (readable === null) isAwaited.current = true;
    else put(readable);
  };
  const take = (read: Readable | null): void => {
    setReadable(read);
    if (read !== null && isAwaited.current) put(read);
  };
  const change = (text: string): void => {
    isAwaited.current = false;
    setExpression(text);
  };
  return (
    <form
      className="space-y-3 overflow-auto p-4 text-xs"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <ExpressionField value={expression} onChange={change} onRead={take} onSubmit={save} />
      <div className="flex flex-wrap items-center gap-4">
        <label className="flex items-center gap-2 text-muted">
          Name
          <input
            type="text"
            maxLength={40}
            value={name}
            placeholder={called}
            onChange={(event) => setName(event.target.value)}
            className="w-44 rounded-[5px] border border-line bg-bg px-1.5 py-0.5 text-text placeholder:text-faint"
          />
        </label>
        <fieldset className="flex items-center gap-3 text-muted">
          <legend className="sr-only">Where it is drawn</legend>
          {(['pane', 'overlay'] as const).map((each) => (
            <label key={each} className="flex items-center gap-1">
              <input
                type="radio"
                name="placement"
                checked={placement === each}
                onChange={() => setPlacement(each)}
                className="accent-(--accent)"
              />
              {each === 'pane' ? 'own pane' : 'on price'}
            </label>
          ))}
        </fieldset>
      </div>
      {readable?.needsReference === true ? <ReferenceField value={reference} onChange={setReference} /> : null}
      <p className="text-faint leading-relaxed">
        open high low close volume hl2 hlc3 ohlc4 · every indicator by name, as in{' '}
        <code className="text-muted">ema(close, 12) - ema(close, 26)</code> or <code className="text-muted">bollinger(20, 2).upper</code> ·{' '}
        <code className="text-muted">close[1]</code> is the bar before ·{' '}
        <code className="text-muted">rsi(14) &gt; 70 and volume &gt; sma(volume, 20)</code> is 1 where it holds
      </p>
      <div className="flex gap-2 border-line border-t pt-3">
        {known === undefined ? null : (
          <Button
            onClick={() => {
              removeIndicator(known.key);
              onClose();
            }}
          >
            Remove
          </Button>
        )}
        <Button className="ml-auto" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" tone="primary" disabled={readable === null}>
          {known === undefined ? 'Put on the chart' : 'Save'}
        </Button>
      </div>
    </form>
  );
}
