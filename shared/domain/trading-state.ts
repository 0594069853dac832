/**
 * What the engine may do. `active`: everything the checks allow. `reducing`: only what makes
 * positions smaller. `halted`: nothing new; cancels and protective exits go on. When `active` is left, for
 * whatever reason, entry orders are cancelled and proposals to open are withdrawn.
 */
export const tradingStates = ['active', 'reducing', 'halted'] as const;
export type TradingState = (typeof tradingStates)[number];

/**
 * What brought a trading state about. `daily-loss` lifts at the next trading day and not before; all
 * others wait for the user.
 */
export const tradingStateCauses = ['start', 'user', 'kill-switch', 'daily-loss', 'drawdown', 'dispute', 'journal-fault'] as const;
export type TradingStateCause = (typeof tradingStateCauses)[number];

/** Who turns a proposal into an order. */
export const tradingModes = ['manual', 'auto'] as const;
export type TradingMode = (typeof tradingModes)[number];

/** The state of the engine as a whole (row A1). */
export const engineStates = ['initialised', 'starting', 'running', 'degraded', 'halted', 'stopping', 'stopped'] as const;
export type EngineState = (typeof engineStates)[number];
