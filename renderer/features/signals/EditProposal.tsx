import { useState } from 'react';
import type { InstrumentView, ProposalView } from '../../../shared/contract/index.ts';
import { amendProposal } from '../../actions/commands.ts';
import { Button } from '../../components/Button.tsx';
import { exactFault } from '../../components/exact-number.ts';
import { PriceField } from '../../components/PriceField.tsx';
import { useIsOnline } from '../../stores/hooks.ts';

/** Changes stop and target of a proposal before it is approved. */
export function EditProposal({
  proposal,
  instrument,
  onDone,
}: {
  readonly proposal: ProposalView;
  readonly instrument: InstrumentView;
  readonly onDone: () => void;
}) {
  const [stop, setStop] = useState(proposal.stop ?? '');
  const [target, setTarget] = useState(proposal.target ?? '');
  const [isSending, setIsSending] = useState(false);
  const isOnline = useIsOnline();
  const wrong = exactFault('Stop', stop) ?? exactFault('Target', target);
  const save = async (): Promise<void> => {
    setIsSending(true);
    const isDone = await amendProposal(proposal, instrument.symbol, stop === '' ? null : stop, target === '' ? null : target);
    setIsSending(false);
    if (isDone) onDone();
  };
  return (
    <form
      className="mt-2.5 space-y-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong === null) void save();
      }}
    >
      <div className="grid grid-cols-2 gap-2">
        <PriceField label="Stop" value={stop} step={instrument.priceIncrement} onChange={setStop} isFocused />
        <PriceField label="Target" value={target} step={instrument.priceIncrement} onChange={setTarget} />
      </div>
      {wrong === null ? null : (
        <p role="status" className="text-muted text-xs">
          {wrong}
        </p>
      )}
      <div className="flex gap-1.5">
        <Button type="submit" tone="primary" className="flex-1" disabled={isSending || wrong !== null || !isOnline}>
          Save
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </div>
    </form>
  );
}
