import { memo, useRef, useState } from 'react';
import type { InstrumentView, ProposalView, SignalView } from '../../../shared/contract/index.ts';
import { Tag } from '../../components/Direction.tsx';
import { formatDecimalText, formatNumber, formatPercent, formatQuantityText } from '../../components/format.ts';
import { usePreferences } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { ContributionBars } from './ContributionBars.tsx';
import { useFocusWhenGone } from './card-focus.ts';
import { Decision } from './Decision.tsx';
import { EditProposal } from './EditProposal.tsx';
import { Explanation } from './Explanation.tsx';
import { ForAndAgainst } from './ForAndAgainst.tsx';
import { rewardToRisk } from './reward-to-risk.ts';
import { useStanding } from './use-standing.ts';

export interface SignalCardProps {
  readonly signal: SignalView;
  readonly proposal: ProposalView;
  readonly instrument: InstrumentView;
}

/**
 * A pending trade in two lines: what it is, what it may bring for what it risks, how long there is, and the yes. It opens by a click or by
 * the focus into what the decision rests on; a card that is grey can't be approved as it stands, and says why.
 */
export const SignalCard = memo(function SignalCard({ signal, proposal, instrument }: SignalCardProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [isEditing, setIsEditing] = useState(false);
  const card = useRef<HTMLElement>(null);
  useFocusWhenGone(card);
  const standing = useStanding(proposal, instrument);
  const { symbol } = instrument;
  const side = proposal.side.toUpperCase();
  const isReady = standing === null;
  return (
    <article
      ref={card}
      tabIndex={-1}
      aria-label={`${side} ${symbol}`}
      data-ready={isReady}
      data-proposal={proposal.id}
      onFocus={({ currentTarget, target }) => {
        // A button that was pressed stays where it is; the card opens when it is gone to itself.
        if (target === currentTarget && currentTarget.dataset['deciding'] === undefined) setIsOpen(true);
      }}
      className={`@container mx-2 mt-2 rounded-md border px-2.5 py-2 ${isReady ? 'border-line bg-raised' : 'border-line-soft bg-panel'}`}
    >
      <header className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
        <Tag tone={isReady ? (proposal.side === 'buy' ? 'up' : 'down') : 'plain'}>{side}</Tag>
        <button
          type="button"
          className="min-w-0 truncate font-semibold text-base hover:underline"
          onClick={() => usePreferences.setState({ instrumentId: instrument.id })}
        >
          {symbol}
        </button>
        <span
          className="num whitespace-nowrap text-muted text-xs"
          title="Confidence, calibrated by the outcomes on record"
          data-confidence={signal.confidence}
        >
          <span className="sr-only">confidence </span>
          {formatPercent(signal.confidence, 0)}
        </span>
        {proposal.repricedFrom === null ? null : <Tag tone="warn">RE-PRICED</Tag>}
        <Figures proposal={proposal} isReady={isReady} />
      </header>
      {isEditing ? (
        <EditProposal proposal={proposal} instrument={instrument} onDone={() => setIsEditing(false)} />
      ) : (
        <Decision
          proposal={proposal}
          instrument={instrument}
          standing={standing}
          isOpen={isOpen}
          onEdit={() => setIsEditing(true)}
          onToggle={() => setIsOpen(!isOpen)}
        />
      )}
      {isOpen ? (
        <>
          <OrderLine proposal={proposal} instrument={instrument} />
          <ForAndAgainst signal={signal} />
          <ContributionBars contributions={signal.contributions} absent={signal.absent} score={signal.score} />
          <Explanation signal={signal} />
        </>
      ) : null}
    </article>
  );
});

/** The two figures that a decision is made by, larger than anything else. */
function Figures({ proposal, isReady }: { readonly proposal: ProposalView; readonly isReady: boolean }) {
  const ratio = rewardToRisk(proposal);
  const tone = isReady ? '' : 'text-muted';
  if (proposal.intent === 'close')
    return (
      <span className={`num font-semibold text-[15px] leading-none ml-auto ${tone}`}>closes {formatDecimalText(proposal.notional, 0)}</span>
    );
  return (
    <div className={`num ml-auto flex shrink-0 items-baseline gap-2 whitespace-nowrap leading-none ${tone}`}>
      <span title="Reward to risk: gain at the target for each unit lost at the stop, from the limit price">
        <b className="font-semibold text-[17px]">{ratio === null ? '–' : formatNumber(ratio, 1)}</b>
        <span className="text-2xs text-muted @max-[270px]:hidden"> R:R</span>
        <span className="text-2xs text-muted @min-[270px]:hidden"> R</span>
      </span>
      <span title="Money at risk: lost if the entry fills at its limit and the stop at its price, fees included">
        <b className="font-semibold text-[17px]">{formatDecimalText(proposal.moneyAtRisk ?? '0', 0)}</b>
        <span className="text-2xs text-muted">
          {' '}
          <span className="@max-[270px]:hidden">at </span>risk
        </span>
      </span>
    </div>
  );
}

/** The exact order, with what it is a part of. */
function OrderLine({ proposal, instrument }: { readonly proposal: ProposalView; readonly instrument: InstrumentView }) {
  const equity = Number(useWorkspace((state) => state.account?.equity ?? '0'));
  const { pricePlaces, currency } = instrument;
  const risk = Number(proposal.moneyAtRisk ?? 0);
  const at = proposal.limitPrice === null ? 'market' : formatDecimalText(proposal.limitPrice, pricePlaces);
  return (
    <p className="num mt-2 border-line border-t pt-2 text-left! text-muted text-xs">
      {proposal.side === 'buy' ? 'Buy' : 'Sell'} {proposal.type}{' '}
      <b className="font-semibold text-text">
        {formatQuantityText(proposal.quantity)} @ {at}
      </b>{' '}
      · Notional {formatDecimalText(proposal.notional, 0)} {currency}
      {proposal.intent === 'close' ? null : (
        <>
          {' '}
          · At risk <b className="font-semibold text-text">{formatNumber(risk, 2)}</b>
          {equity > 0 ? ` (${formatPercent(risk / equity)} of equity)` : ''}
        </>
      )}
    </p>
  );
}
