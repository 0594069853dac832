import type { ProposalView } from '../../../shared/contract/index.ts';
import { formatCountdown } from '../../components/format.ts';
import { useMarketTime } from '../../stores/hooks.ts';

/** The clock that ends a card by itself. */
export function TimeLeft({ proposal }: { readonly proposal: ProposalView }) {
  const nowMs = useMarketTime();
  const whole = proposal.expiresAt - proposal.createdAt;
  const left = Math.max(0, proposal.expiresAt - nowMs);
  const isShort = whole > 0 && left / whole < 0.2;
  return <span className={`num whitespace-nowrap text-2xs ${isShort ? 'text-warn' : 'text-muted'}`}>{formatCountdown(left)} left</span>;
}
