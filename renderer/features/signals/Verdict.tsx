import { Check, X } from 'lucide-react';
import type { SignalView } from '../../../shared/contract/index.ts';

/** What the validator said: accepted, or everything that stood against a trade. */
export function Verdict({ signal }: { readonly signal: Pick<SignalView, 'isAccepted' | 'rejections'> }) {
  if (signal.isAccepted) {
    return (
      <p className="flex gap-1.5 text-muted">
        <Check size={13} aria-hidden className="mt-0.5 shrink-0 text-up" />
        <span>Accepted: the score is strong enough, the market is open and traded enough, and the order is within every risk limit.</span>
      </p>
    );
  }
  if (signal.rejections.length === 0) return <p className="text-muted">Not judged yet.</p>;
  return (
    <ul className="space-y-0.5 text-muted">
      {signal.rejections.map(({ code, message }) => (
        <li key={`${code} ${message}`} className="flex gap-1.5">
          <X size={13} aria-hidden className="mt-0.5 shrink-0 text-down" />
          <span>
            {/* Some reasons begin with these words themselves. */}
            {message.startsWith(REJECTIONS[code]) ? null : <b className="font-semibold text-text">{REJECTIONS[code]}: </b>}
            {message}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What stood against a trade, in two or three words. */
export const REJECTIONS: Readonly<Record<SignalView['rejections'][number]['code'], string>> = {
  'weak-signal': 'Weak signal',
  'market-closed': 'Market closed',
  'volume-too-low': 'Too little volume',
  'stale-data': 'Old prices',
  'risk-limit-exceeded': 'Risk limit',
  'no-shorting': 'No shorting',
  'already-positioned': 'Already positioned',
  'proposal-pending': 'Another waits',
  'cool-down': 'Cool-down',
  'conflicting-evidence': 'Analyses disagree',
  'session-edge': 'Edge of the session',
  'spread-too-wide': 'Wide spread',
  'news-blackout': 'News blackout',
  'trading-halted': 'Trading halted',
  'insufficient-balance': 'Insufficient balance',
  'position-limit-exceeded': 'Position limit',
  'size-too-small': 'Size too small',
};
