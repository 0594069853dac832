import type { MessageTable } from './message-table.ts';

/** What an act would lead to, as it is said before it is done; all figures come as they are to be read. */
export const consequenceWords = {
  approve: (v: { side: string; symbol: string; quantity: string; price: string; notional: string; currency: string; risk: string }) =>
    `Approve ${v.side} ${v.symbol} ${v.quantity} @ ${v.price}, ${v.notional} ${v.currency} at risk ${v.risk}`,
  'approve-close': (v: { side: string; symbol: string; quantity: string; notional: string; currency: string }) =>
    `Approve ${v.side} ${v.symbol} ${v.quantity} @ market, closes ${v.notional} ${v.currency}`,
  'order-lines': (v: { stop: string; target: string }) => `Stop ${v.stop}, target ${v.target}.`,
  reject: (v: { side: string; symbol: string; quantity: string; price: string }) =>
    `Reject ${v.side} ${v.symbol} ${v.quantity} @ ${v.price}`,
  close: (v: { symbol: string; direction: string; quantity: string; result: string; currency: string }) =>
    `Close ${v.symbol}: ${v.direction} ${v.quantity} at market, result now ${v.result} ${v.currency}`,
  'close-lines': 'Its stop and target are cancelled with it. The fill may differ from the last price.',
  flatten: (v: { positions: string; result: string; currency: string }) =>
    `Flatten all: close ${v.positions} at market, result now ${v.result} ${v.currency}`,
  'flatten-entries': (v: { orders: string }) => `Cancels ${v.orders}.`,
  'no-stop-left': (v: { loss: string }) => `No stop at the venue: BitFlow closes at ${v.loss} while it runs.`,
  'no-stop-when-down': 'While BitFlow is not running, nothing closes this position.',
  'stop-cancelled': (v: { symbol: string; direction: string; quantity: string; price: string }) =>
    `Cancel the stop of ${v.symbol}: ${v.direction} ${v.quantity}, stop ${v.price}`,
  'exit-cancelled': (v: { symbol: string; direction: string; quantity: string }) =>
    `Cancel the exit of ${v.symbol}: ${v.direction} ${v.quantity} stays open`,
  'auto-on': (v: { confidence: string }) => `Switch to auto: BitFlow approves trades at confidence ≥ ${v.confidence}`,
  'auto-risk': (v: { risk: string; currency: string; share: string; positions: string }) =>
    `Each risks at most ${v.risk} ${v.currency} (${v.share} of equity), up to ${v.positions} positions at once.`,
  'auto-stops': (v: { loss: string; currency: string; share: string }) =>
    `It opens nothing more after losing ${v.loss} ${v.currency} (${v.share}) in a day.`,
  'auto-off': 'Switch to manual: you approve every trade',
  'auto-off-lines': 'Open positions keep their stops and targets.',
  resume: 'Resume trading: entries are allowed again',
  'resume-auto': (v: { confidence: string }) => `Auto mode is on: BitFlow approves trades at confidence ≥ ${v.confidence} again.`,
  'resume-manual': 'Execution mode is manual: you approve every trade.',
} as const satisfies MessageTable;
