import type { PreTradeRule } from './pre-trade-rule.ts';

/** Nothing is opened before every open position has a price: until then no limit of the account can be held. */
export const knownValue: PreTradeRule = ({ isValued }) => {
  if (isValued) return null;
  return {
    code: 'risk-limit-exceeded',
    message: 'Risk limits exceeded: a position has no price yet, so what the account is worth is not known',
  };
};
