import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { InstrumentView, ProposalView } from '../../../shared/contract/index.ts';
import type { Reason } from '../../../shared/domain/reason.ts';
import { sayReasonToReprice } from '../../../shared/words/reasons.ts';
import { approveProposal, rejectProposal, repriceProposal } from '../../actions/commands.ts';
import { Button } from '../../components/Button.tsx';
import { formatDecimalText, formatNumber, formatQuantityText } from '../../components/format.ts';
import { useIsOnline, useQuote } from '../../stores/hooks.ts';
import { TimeLeft } from './TimeLeft.tsx';

export interface DecisionProps {
  readonly proposal: ProposalView;
  readonly instrument: InstrumentView;
  /** Why it can't be approved at the market's price; `null` while it can. */
  readonly standing: Reason | null;
  readonly isOpen: boolean;
  readonly onEdit: () => void;
  readonly onToggle: () => void;
}

type Decide = typeof approveProposal;

/** Yes, yes but, or no; where price has run, another offer at the market. Each has its place, whatever is said beside it. */
export function Decision({ proposal, instrument, standing, isOpen, onEdit, onToggle }: DecisionProps) {
  const [isSending, setIsSending] = useState(false);
  const isOnline = useIsOnline();
  const isDisabled = isSending || !isOnline;
  const isReady = standing === null;
  const decide = async (decision: Decide, pressed: HTMLElement): Promise<void> => {
    // A button that is disabled loses the focus; the card keeps it, and hands it on when it goes.
    const card = pressed.closest('article');
    card?.setAttribute('data-deciding', 'yes');
    card?.focus({ preventScroll: true });
    setIsSending(true);
    await decision(proposal, instrument.symbol);
    setIsSending(false);
    card?.removeAttribute('data-deciding');
  };
  const small = 'rounded px-0.5 text-muted text-xs hover:text-text disabled:opacity-45';
  return (
    <>
      <div className="mt-1 flex flex-wrap items-center gap-x-1 gap-y-1">
        <Prices proposal={proposal} instrument={instrument} />
        <span className="ml-auto flex items-center gap-1">
          <button type="button" className={small} disabled={isDisabled || proposal.intent === 'close'} onClick={onEdit}>
            Edit
          </button>
          <button
            type="button"
            className={small}
            disabled={isDisabled}
            onClick={({ currentTarget }) => void decide(rejectProposal, currentTarget)}
          >
            Reject
          </button>
          <Button
            tone={isReady ? 'primary' : 'plain'}
            className={`px-3 @max-[270px]:px-1.5 ${isReady ? '' : 'border-line! bg-raised! text-muted!'}`}
            disabled={isDisabled || !isReady}
            onClick={({ currentTarget }) => void decide(approveProposal, currentTarget)}
          >
            Approve
          </Button>
        </span>
      </div>
      <div className="mt-1 flex min-h-5 flex-wrap items-center gap-x-1.5 text-2xs">
        <TimeLeft proposal={proposal} />
        <span role="status" className="num flex h-5 min-w-0 flex-1 items-center text-left! @max-[270px]:order-last @max-[270px]:basis-full">
          {isReady ? (
            <Room proposal={proposal} instrument={instrument} />
          ) : (
            <button
              type="button"
              title="Works the trade out anew at the market: size, stop, target and money at risk"
              className="truncate rounded px-0.5 font-semibold text-warn hover:underline disabled:opacity-60"
              disabled={isDisabled}
              onClick={({ currentTarget }) => void decide(repriceProposal, currentTarget)}
            >
              {sayReasonToReprice(standing)}
            </button>
          )}
        </span>
        <button
          type="button"
          aria-label={isOpen ? 'Hide explanation' : 'Explanation'}
          aria-expanded={isOpen}
          onClick={onToggle}
          className={`${small} ml-auto`}
        >
          <ChevronRight size={13} aria-hidden className={isOpen ? 'rotate-90' : ''} />
        </button>
      </div>
    </>
  );
}

function Prices({ proposal, instrument }: Pick<DecisionProps, 'proposal' | 'instrument'>) {
  const price = (text: string | null): string => (text === null ? '–' : formatDecimalText(text, instrument.pricePlaces));
  if (proposal.intent === 'close')
    return <span className="num min-w-0 truncate text-left! text-muted text-xs">{formatQuantityText(proposal.quantity)} at market</span>;
  return (
    <span className="num whitespace-nowrap text-left! text-xs" title="Stop and target">
      <span className="sr-only">stop </span>
      <span className="text-warn">{price(proposal.stop)}</span>
      <span className="text-faint"> → </span>
      <span className="sr-only">target </span>
      {price(proposal.target)}
    </span>
  );
}

/** How much further price may run: the other clock that ends a card. */
function Room({ proposal, instrument }: Pick<DecisionProps, 'proposal' | 'instrument'>) {
  const last = useQuote(instrument.index)?.last;
  const { furthestPrice, side } = proposal;
  if (furthestPrice === null || last === undefined) return null;
  const room = side === 'buy' ? Number(furthestPrice) - last : last - Number(furthestPrice);
  return <span className="truncate px-0.5 text-muted">may run {formatNumber(Math.max(0, room), instrument.pricePlaces)} more</span>;
}
