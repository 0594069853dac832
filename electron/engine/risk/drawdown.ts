import type { TradingDay } from '../books/books.ts';
import { type PreTradeRule, percent } from './pre-trade-rule.ts';

/** Returns how far (0..1) the account is below its highest value; 0 at or above it. */
export function drawdownOf(day: TradingDay | null, equity: number): number {
  return day === null || day.peakEquity <= 0 ? 0 : Math.max(0, (day.peakEquity - equity) / day.peakEquity);
}

/** Nothing is opened while the account is further below its highest value than it may be. */
export const drawdown: PreTradeRule = ({ drawdown: ratio, limits }) => {
  if (ratio < limits.maximumDrawdown) return null;
  return {
    code: 'risk-limit-exceeded',
    message: `Risk limits exceeded: the account is ${percent(ratio)} below its highest value, the limit is ${percent(limits.maximumDrawdown)}`,
  };
};
