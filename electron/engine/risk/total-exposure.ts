import { addMoney, formatMoney } from '../../../shared/domain/money.ts';
import { type PreTradeRule, partOf } from './pre-trade-rule.ts';

/** All positions together may be worth at most a part of the account. */
export const totalExposure: PreTradeRule = ({ notional, valuation, limits }) => {
  const limit = partOf(valuation.equity, limits.maximumExposure);
  const wanted = addMoney(addMoney(valuation.exposure, valuation.reserved), notional);
  if (wanted.amount <= limit.amount) return null;
  return {
    code: 'risk-limit-exceeded',
    message: `Risk limits exceeded: exposure would be ${formatMoney(wanted, 'ceil')}, the most allowed is ${formatMoney(limit, 'floor')}`,
  };
};
