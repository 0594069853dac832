import { addMoney, formatMoney } from '../../../shared/domain/money.ts';
import { type PreTradeRule, partOf } from './pre-trade-rule.ts';

/** One position may be worth at most a part of the account (row A12). */
export const positionSize: PreTradeRule = ({ notional, held, valuation, limits }) => {
  const limit = partOf(valuation.equity, limits.maximumPosition);
  const wanted = addMoney(held, notional);
  if (wanted.amount <= limit.amount) return null;
  return {
    code: 'position-limit-exceeded',
    message: `Position limit exceeded: the position would be worth ${formatMoney(wanted, 'ceil')}, the largest allowed is ${formatMoney(limit, 'floor')}`,
  };
};
