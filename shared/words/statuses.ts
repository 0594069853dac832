import type { OrderStatus } from '../domain/order.ts';
import type { ProposalStatus } from '../domain/proposal.ts';
import type { RejectionCode } from '../domain/signal.ts';
import type { MessageTable } from './message-table.ts';

/** What became of a proposed trade. */
export const proposalStatusWords = {
  pending: 'Pending',
  approved: 'Approved',
  rejected: 'Rejected by you',
  denied: 'Denied',
  expired: 'Expired',
  withdrawn: 'Withdrawn',
} as const satisfies Record<ProposalStatus, string>;

/** How an order stands. */
export const orderStatusWords = {
  submitted: 'Sent',
  held: 'Held',
  working: 'Working',
  'partially-filled': 'Partly filled',
  filled: 'Filled',
  cancelled: 'Cancelled',
  rejected: 'Rejected',
  expired: 'Expired',
} as const satisfies Record<OrderStatus, string>;

/** What stood against a trade, in two or three words. */
export const rejectionHeads = {
  'weak-signal': 'Weak signal',
  'market-closed': 'Market closed',
  'volume-too-low': 'Low volume',
  'stale-data': 'Stale price',
  'catching-up': 'Catching up',
  'risk-limit-exceeded': 'Risk limit',
  'no-shorting': 'No shorting',
  'already-positioned': 'Already in position',
  'proposal-pending': 'Already pending',
  'cool-down': 'Cool-down',
  'conflicting-evidence': 'Conflicting analyses',
  'session-edge': 'Session edge',
  'spread-too-wide': 'Wide spread',
  'news-blackout': 'News blackout',
  'trading-halted': 'Trading halted',
  'entries-held': 'Entries held back',
  'insufficient-balance': 'Insufficient balance',
  'position-limit-exceeded': 'Position limit',
  'size-too-small': 'Size too small',
} as const satisfies Record<RejectionCode, string>;

export const statusTables = { proposalStatusWords, orderStatusWords, rejectionHeads } satisfies Record<string, MessageTable>;
