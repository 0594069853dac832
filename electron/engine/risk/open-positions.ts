import type { PreTradeRule } from './pre-trade-rule.ts';

/** At most so many positions may be open, entries under way included. */
export const openPositions: PreTradeRule = ({ isAdding, openPositions: open, limits }) => {
  if (isAdding || open < limits.maximumPositions) return null;
  return {
    code: 'risk-limit-exceeded',
    message: `Risk limits exceeded: ${open} positions are open or under way, the most allowed is ${limits.maximumPositions}`,
  };
};
