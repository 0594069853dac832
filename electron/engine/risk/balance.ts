import { formatMoney } from '../../../shared/domain/money.ts';
import type { PreTradeRule } from './pre-trade-rule.ts';

/** An order that opens must be paid for with money that nothing else holds (row A12). */
export const balance: PreTradeRule = ({ notional, valuation }) => {
  if (notional.amount <= valuation.free.amount) return null;
  return {
    code: 'insufficient-balance',
    message: `Insufficient balance: the order needs ${formatMoney(notional, 'ceil')}, free are ${formatMoney(valuation.free, 'floor')}`,
  };
};
