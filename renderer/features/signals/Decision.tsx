import { useState } from 'react';
import type { InstrumentView, ProposalView } from '../../../shared/contract/index.ts';
import { approveProposal, rejectProposal } from '../../actions/commands.ts';
import { Button } from '../../components/Button.tsx';
import { formatNumber } from '../../components/format.ts';
import { useIsOnline, useQuote } from '../../stores/hooks.ts';

export interface DecisionProps {
  readonly proposal: ProposalView;
  readonly instrument: InstrumentView;
  readonly isFirst: boolean;
  readonly onEdit: () => void;
}

/** Yes, yes but, or no; and whether a yes would be taken at this price. */
export function Decision({ proposal, instrument, isFirst, onEdit }: DecisionProps) {
  const [isSending, setIsSending] = useState(false);
  const isOnline = useIsOnline();
  const away = useDistance(proposal, instrument);
  const isDisabled = isSending || !isOnline;
  const decide = async (decision: typeof approveProposal, pressed: HTMLElement): Promise<void> => {
    // A button that is disabled loses the focus; the card keeps it, and hands it on when it goes.
    pressed.closest('article')?.focus({ preventScroll: true });
    setIsSending(true);
    await decision(proposal, instrument.symbol);
    setIsSending(false);
  };
  return (
    <>
      {away === null ? null : <p className="mt-2 text-warn text-xs">{away}</p>}
      <div className="mt-2.5 flex gap-1.5">
        <Button
          tone={isFirst ? 'primary' : 'plain'}
          className="flex-1"
          disabled={isDisabled || away !== null}
          onClick={({ currentTarget }) => void decide(approveProposal, currentTarget)}
        >
          Approve
        </Button>
        <Button disabled={isDisabled || proposal.intent === 'close'} onClick={onEdit}>
          Edit
        </Button>
        <Button disabled={isDisabled} onClick={({ currentTarget }) => void decide(rejectProposal, currentTarget)}>
          Reject
        </Button>
      </div>
    </>
  );
}

/** Says how far price has left the proposal behind, or `null` while it has not. */
function useDistance(proposal: ProposalView, instrument: InstrumentView): string | null {
  const quote = useQuote(instrument.index);
  if (quote === undefined) return null;
  const distance = Math.abs(quote.last - Number(proposal.referencePrice));
  const tolerance = Number(proposal.priceTolerance);
  if (distance <= tolerance) return null;
  const { pricePlaces } = instrument;
  return `Price has moved ${formatNumber(distance, pricePlaces)}; it can be approved within ${formatNumber(tolerance, pricePlaces)}.`;
}
