import { useState } from 'react';
import type { InstrumentView, PositionView } from '../../../shared/contract/index.ts';
import { protectPosition } from '../../actions/commands.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { exactFault } from '../../components/exact-number.ts';
import { formatNumber } from '../../components/format.ts';
import { PriceField } from '../../components/PriceField.tsx';
import { useInstrument, useIsOnline } from '../../stores/hooks.ts';
import { useOverlays } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';

/** Moves the stop and target of an open position, and says what would then be lost. */
export function ProtectDialog() {
  const instrumentId = useOverlays((state) => state.protecting);
  const position = useWorkspace((state) => state.positions.find((each) => each.instrumentId === instrumentId));
  const instrument = useInstrument(instrumentId);
  const close = (): void => useOverlays.setState({ protecting: null });
  const isOpen = position !== undefined && instrument !== undefined;
  return (
    <Dialog
      title={`Edit stop / target of ${instrument?.symbol ?? ''}`}
      description="New prices for the orders that protect this position."
      isOpen={isOpen}
      onOpenChange={close}
      width="w-[360px]"
    >
      {isOpen ? <Form key={position.id} position={position} instrument={instrument} onDone={close} /> : null}
    </Dialog>
  );
}

function Form({
  position,
  instrument,
  onDone,
}: {
  readonly position: PositionView;
  readonly instrument: InstrumentView;
  readonly onDone: () => void;
}) {
  const [stop, setStop] = useState(position.stop ?? '');
  const [target, setTarget] = useState(position.target ?? '');
  const [isSending, setIsSending] = useState(false);
  const isOnline = useIsOnline();
  const wrong = exactFault('Stop', stop) ?? exactFault('Target', target);
  const sign = position.direction === 'long' ? 1 : -1;
  const outcome = (price: string): string =>
    price === '' || wrong !== null
      ? '–'
      : formatNumber(sign * (Number(price) - Number(position.averageEntry)) * Number(position.quantity), 2);
  const changed = (now: string, before: string | null): string | null => (now === '' || now === before ? null : now);
  const save = async (): Promise<void> => {
    setIsSending(true);
    const isDone = await protectPosition(position, instrument.symbol, changed(stop, position.stop), changed(target, position.target));
    setIsSending(false);
    if (isDone) onDone();
  };
  return (
    <form
      className="space-y-3 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong === null) void save();
      }}
    >
      <div className="grid grid-cols-2 gap-3">
        <PriceField label="Stop" value={stop} step={instrument.priceIncrement} onChange={setStop} />
        <PriceField label="Target" value={target} step={instrument.priceIncrement} onChange={setTarget} />
      </div>
      <dl className="space-y-1 text-xs">
        <div className="flex justify-between">
          <dt className="text-muted">Result at the stop, before fees</dt>
          <dd className="num">{outcome(stop)}</dd>
        </div>
        <div className="flex justify-between">
          <dt className="text-muted">Result at the target, before fees</dt>
          <dd className="num">{outcome(target)}</dd>
        </div>
      </dl>
      <p aria-live="polite" className="min-h-4 text-muted text-xs">
        {wrong}
      </p>
      <Button type="submit" tone="primary" className="w-full py-1.5" disabled={isSending || wrong !== null || !isOnline}>
        Move
      </Button>
    </form>
  );
}
