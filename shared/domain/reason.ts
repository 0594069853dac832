import type { PositionDirection } from './position.ts';

/** Why something is not done, or is over: a code with its numbers, which `shared/words` puts into words. Prices and amounts are decimal strings. */
export interface ReasonValues {
  /** The market is beyond the worst price of an order by `ran`, more than the `limit`. */
  readonly 'price-ran': { readonly symbol: string; readonly ran: string; readonly limit: string };
  readonly 'stop-reached': { readonly symbol: string; readonly stop: string; readonly last: string };
  readonly 'target-reached': { readonly symbol: string; readonly target: string; readonly last: string };
  readonly 'no-price': { readonly symbol: string };
  /** The time to decide is over. */
  readonly 'time-over': Record<string, never>;
  /** A signal in the other direction came. */
  readonly 'opposite-signal': Record<string, never>;
  /** Another proposal took its place, worked out at the market. */
  readonly repriced: { readonly successor: string };
  readonly 'position-closed': Record<string, never>;
  readonly 'position-closing': Record<string, never>;
  readonly 'position-resized': Record<string, never>;
  readonly 'position-turned': { readonly direction: PositionDirection };
  /** Checks stood against it at approval; `why` says all of them. */
  readonly 'checks-refused': { readonly why: string };
  /** Trading stopped; `why` says for what. */
  readonly 'trading-stopped': { readonly why: string };
}

export type ReasonCode = keyof ReasonValues;

export type Reason = { readonly [Code in ReasonCode]: { readonly code: Code; readonly values: ReasonValues[Code] } }[ReasonCode];
