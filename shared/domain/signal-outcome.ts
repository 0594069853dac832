import type { InstrumentId, SignalId } from './ids.ts';
import type { PriceFloat } from './price.ts';
import type { RegimeLabel } from './regime.ts';
import type { SignalAction } from './signal.ts';
import type { UtcMs } from './time.ts';

/**
 * `right`: price stands further in the signal's direction; `wrong`: it does not; `void`: there was no bar until twice the
 * horizon was over, and nothing is counted.
 */
export const outcomeResults = ['right', 'wrong', 'void'] as const;
export type OutcomeResult = (typeof outcomeResults)[number];

/**
 * What became of a signal after its horizon: the close of the first bar that ends when the horizon is over, held against the
 * price of the signal. Whether it was traded makes no difference.
 */
export interface SignalOutcome {
  readonly signalId: SignalId;
  readonly instrumentId: InstrumentId;
  readonly action: SignalAction;
  /** The regime at the signal. */
  readonly regime: RegimeLabel;
  /** As the signal had them. */
  readonly confidence: number;
  readonly rawConfidence: number;
  /** Close of the bar that ended the horizon. */
  readonly price: PriceFloat;
  /** Change of price in the signal's direction as a ratio: 0.01 is 1 % right, −0.01 is 1 % wrong. */
  readonly move: number;
  readonly result: OutcomeResult;
  /** Close of that bar. */
  readonly tsEvent: UtcMs;
}
