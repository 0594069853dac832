import type { InstrumentId, SignalId } from './ids.ts';
import type { RegimeReading } from './regime.ts';
import type { AbsentAnalysis, Contribution, SignalAction } from './signal.ts';
import type { UtcMs } from './time.ts';

/**
 * Where an instrument stands between silence and a trade. `no-data`: no bar has closed yet. `warming-up`: the analyses need more
 * bars. `quiet`: the score is too near to zero to mention. `repeated`: it is not, but the same argument was made already and
 * nothing new came. `mentioned`: a signal was made that is too weak to trade. `refused`: a strong enough signal was made and
 * something stood against the trade. `proposed`: a trade waits for a decision. `decided`: it was decided on.
 */
export const whyStates = ['no-data', 'warming-up', 'quiet', 'repeated', 'mentioned', 'refused', 'proposed', 'decided'] as const;
export type WhyState = (typeof whyStates)[number];

/** Why there is, or is not, a signal and a trade in one instrument at one moment. */
export interface Why {
  readonly instrumentId: InstrumentId;
  /** The moment that it is true of. */
  readonly at: UtcMs;
  readonly state: WhyState;
  /** One plain sentence. */
  readonly answer: string;
  /** What the answer rests on, the weightiest first, in plain sentences. */
  readonly reasons: readonly string[];
  /** Close of the last bar that was analysed; `null` before the first. */
  readonly barAt: UtcMs | null;
  /** −1..1 at that bar; `null` while the analyses warm up. */
  readonly score: number | null;
  /** How far from zero it must be to be mentioned, and to be traded. */
  readonly noticeScore: number;
  readonly weakScore: number;
  readonly action: SignalAction | null;
  readonly contributions: readonly Contribution[];
  readonly absent: readonly AbsentAnalysis[];
  readonly regime: RegimeReading | null;
  /** The last signal of the instrument, whatever became of it. */
  readonly signalId: SignalId | null;
}
