import { ChevronRight } from 'lucide-react';
import { memo, useRef, useState } from 'react';
import type { InstrumentView, ProposalView, SignalView } from '../../../shared/contract/index.ts';
import { Tag } from '../../components/Direction.tsx';
import { formatCountdown, formatDecimalText, formatNumber, formatPercent, formatQuantityText } from '../../components/format.ts';
import { useMarketTime } from '../../stores/hooks.ts';
import { usePreferences } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { ConfidenceFigure, ConfidenceWords } from './Confidence.tsx';
import { ContributionBars } from './ContributionBars.tsx';
import { useFocusWhenGone } from './card-focus.ts';
import { Decision } from './Decision.tsx';
import { EditProposal } from './EditProposal.tsx';
import { Explanation } from './Explanation.tsx';

export interface SignalCardProps {
  readonly signal: SignalView;
  readonly proposal: ProposalView;
  readonly instrument: InstrumentView;
  readonly isFirst: boolean;
}

const INTENTS = { 'open-long': 'Open long', 'open-short': 'Open short', close: 'Close position' } as const;

/** A trade that waits for a decision: what it is, why, what it risks, and how long there is. */
export const SignalCard = memo(function SignalCard({ signal, proposal, instrument, isFirst }: SignalCardProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [isEditing, setIsEditing] = useState(false);
  const card = useRef<HTMLElement>(null);
  useFocusWhenGone(card);
  const { symbol } = instrument;
  const side = proposal.side.toUpperCase();
  return (
    <article
      ref={card}
      tabIndex={-1}
      aria-label={`${side} ${symbol}`}
      className={`mx-2 mt-2 rounded-md border bg-raised p-2.5 ${isFirst ? 'border-accent' : 'border-line'}`}
    >
      <header className="flex items-center gap-2">
        <Tag tone={proposal.side === 'buy' ? 'up' : 'down'}>{side}</Tag>
        <button
          type="button"
          className="whitespace-nowrap font-semibold text-base hover:underline"
          onClick={() => usePreferences.setState({ instrumentId: instrument.id })}
        >
          {symbol}
        </button>
        <span className="hidden truncate text-muted text-xs xl:inline">
          {signal.interval} · {signal.regime.label}
        </span>
        <ConfidenceFigure signal={signal} />
      </header>
      <p className="mt-0.5 text-right text-2xs text-faint">
        <ConfidenceWords signal={signal} />
      </p>
      <ContributionBars contributions={signal.contributions} absent={signal.absent} score={signal.score} />
      <p className="text-muted text-xs leading-snug">{signal.summary}</p>
      <OrderGrid proposal={proposal} instrument={instrument} />
      <TimeLeft proposal={proposal} />
      {isEditing ? (
        <EditProposal proposal={proposal} instrument={instrument} onDone={() => setIsEditing(false)} />
      ) : (
        <Decision proposal={proposal} instrument={instrument} isFirst={isFirst} onEdit={() => setIsEditing(true)} />
      )}
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="mt-2 flex items-center gap-1 text-accent text-xs hover:underline"
      >
        <ChevronRight size={12} aria-hidden className={isOpen ? 'rotate-90' : ''} />
        {isOpen ? 'Hide explanation' : 'Explanation'}
      </button>
      {isOpen ? <Explanation signal={signal} /> : null}
    </article>
  );
});

function OrderGrid({ proposal, instrument }: { readonly proposal: ProposalView; readonly instrument: InstrumentView }) {
  const equity = Number(useWorkspace((state) => state.account?.equity ?? '0'));
  const { pricePlaces } = instrument;
  const price = (text: string | null): string => (text === null ? '–' : formatDecimalText(text, pricePlaces));
  const risk = Number(proposal.moneyAtRisk ?? 0);
  const isClose = proposal.intent === 'close';
  return (
    <div className="mt-2 space-y-1 border-line border-t pt-2 text-muted text-xs">
      <dl className="grid grid-cols-[1fr_1.2fr_1fr_1fr] gap-x-2">
        <Fact name={isClose ? INTENTS.close : `${proposal.side === 'buy' ? 'Buy' : 'Sell'} ${proposal.type}`}>
          {price(proposal.limitPrice ?? proposal.referencePrice)}
        </Fact>
        <Fact name="Quantity">{formatQuantityText(proposal.quantity)}</Fact>
        <Fact name="Stop" tone="text-down">
          {price(proposal.stop)}
        </Fact>
        <Fact name="Target" tone="text-up">
          {price(proposal.target)}
        </Fact>
      </dl>
      {isClose ? (
        <span>Closes {formatDecimalText(proposal.notional, 2)} worth</span>
      ) : (
        <span>
          At risk <b className="num font-semibold text-text">{formatNumber(risk, 2)}</b> · {equity > 0 ? formatPercent(risk / equity) : '–'}{' '}
          of equity · worth {formatDecimalText(proposal.notional, 0)}
        </span>
      )}
    </div>
  );
}

function Fact({ name, tone = 'text-text', children }: { readonly name: string; readonly tone?: string; readonly children: string }) {
  return (
    <div className="min-w-0">
      <dt className="truncate">{name}</dt>
      <dd className={`num whitespace-nowrap text-left! font-semibold tracking-tight ${tone}`}>{children}</dd>
    </div>
  );
}

/** The only part of a card that moves while nothing happens. */
function TimeLeft({ proposal }: { readonly proposal: ProposalView }) {
  const nowMs = useMarketTime();
  const whole = proposal.expiresAt - proposal.createdAt;
  const left = Math.max(0, proposal.expiresAt - nowMs);
  const share = whole > 0 ? Math.min(1, left / whole) : 0;
  return (
    <div className="mt-2 flex items-center gap-2 text-2xs text-faint">
      <div aria-hidden className="h-[3px] flex-1 rounded-sm bg-line">
        <div className={`h-[3px] rounded-sm ${share < 0.2 ? 'bg-warn' : 'bg-accent'}`} style={{ width: `${share * 100}%` }} />
      </div>
      <span className="num">{formatCountdown(left)} left</span>
    </div>
  );
}
