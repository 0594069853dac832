import { z } from 'zod';
import { busEventNames } from '../domain/bus-event.ts';
import { headlineView, signalView } from './signal-views.ts';
import { time } from './values.ts';
import { fillView, orderView, positionView, proposalView, tradeView, tradingView } from './views.ts';

/** A place in the series of what happened; a restart of the engine begins a new incarnation. */
export const cursor = z.object({ incarnation: z.string().max(32), sequence: z.int().min(0) });

/** Everything that changes by facts, at one instant, with the place it was true at. */
export const workspaceSnapshot = z.object({
  cursor,
  trading: tradingView,
  /** Orders that are not over, and the most recent of the others; newest first. */
  orders: z.array(orderView),
  positions: z.array(positionView),
  /** Pending proposals and the most recently decided; newest first. */
  proposals: z.array(proposalView),
  /** The most recent signals, newest first. */
  signals: z.array(signalView),
  trades: z.array(tradeView),
  headlines: z.array(headlineView),
});

/** One thing as it is now, after something happened to it. */
export const workspaceChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('order'), order: orderView }),
  z.object({ kind: z.literal('position'), position: positionView }),
  z.object({ kind: z.literal('position-closed'), positionId: z.string(), instrumentId: z.string(), trade: tradeView }),
  z.object({ kind: z.literal('proposal'), proposal: proposalView }),
  z.object({ kind: z.literal('signal'), signal: signalView }),
  z.object({ kind: z.literal('headline'), headline: headlineView }),
  z.object({ kind: z.literal('trading'), trading: tradingView }),
]);

/** Something to tell the user of, by the event names of the design. */
export const workspaceNotice = z.object({
  event: z.enum(busEventNames),
  at: time,
  instrumentId: z.string().nullable(),
  message: z.string(),
  fill: fillView.nullable(),
});

/** A message of the bus, for those who follow events by name. */
export const eventMessage = workspaceNotice.extend({
  /** How many messages before this one were lost because the reader was slow. */
  dropped: z.int().min(0),
});

/**
 * What a subscriber to the workspace gets, in order and without gaps: changes, or the word that its place is not
 * known any more (`resync`) and the snapshot to go on from.
 */
export const workspaceEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('changes'), cursor, changes: z.array(workspaceChange), notices: z.array(workspaceNotice) }),
  z.object({ kind: z.literal('resync'), reason: z.string(), snapshot: workspaceSnapshot }),
]);

export type Cursor = z.output<typeof cursor>;
export type WorkspaceSnapshot = z.output<typeof workspaceSnapshot>;
export type WorkspaceChange = z.output<typeof workspaceChange>;
export type WorkspaceNotice = z.output<typeof workspaceNotice>;
export type EventMessage = z.output<typeof eventMessage>;
export type WorkspaceEvent = z.output<typeof workspaceEvent>;
