import type { TradingDay } from '../books/books.ts';
import { type PreTradeRule, percent } from './pre-trade-rule.ts';

/** Returns the part (0..1) of the day's opening equity that is lost; below zero when something was won. */
export function dayLossOf(day: TradingDay | null, equity: number): number {
  return day === null || day.equity <= 0 ? 0 : (day.equity - equity) / day.equity;
}

/** Nothing is opened on a day on which the account lost as much as it may. */
export const dailyLoss: PreTradeRule = ({ dayLoss, limits }) => {
  if (dayLoss < limits.dailyLoss) return null;
  return {
    code: 'risk-limit-exceeded',
    message: `Risk limits exceeded: the account lost ${percent(dayLoss)} today, the limit is ${percent(limits.dailyLoss)}`,
  };
};
