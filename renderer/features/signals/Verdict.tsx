import { Check, X } from 'lucide-react';
import type { SignalView } from '../../../shared/contract/index.ts';
import { rejectionHeads } from '../../../shared/words/statuses.ts';

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
            {message.startsWith(rejectionHeads[code]) ? null : <b className="font-semibold text-text">{rejectionHeads[code]}: </b>}
            {message}
          </span>
        </li>
      ))}
    </ul>
  );
}
