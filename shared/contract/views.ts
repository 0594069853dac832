import { z } from 'zod';
import { expressionFaultCodes, indicatorFamilies, plotStyles } from '../domain/indicator.ts';
import { assetClasses, liquiditySides } from '../domain/instrument.ts';
import { intervals } from '../domain/interval.ts';
import { orderOrigins, orderRoles, orderSides, orderStatuses, orderTypes } from '../domain/order.ts';
import { positionDirections } from '../domain/position.ts';
import { proposalIntents, proposalStatuses } from '../domain/proposal.ts';
import { engineStates, tradingModes, tradingStateCauses, tradingStates } from '../domain/trading-state.ts';
import { decimal, instrumentId, time } from './values.ts';

/** What callers see of the engine's state. Every money amount is in the account's currency. */

export const instrumentView = z.object({
  /** Where it stands in quote frames. */
  index: z.int(),
  id: z.string(),
  symbol: z.string(),
  name: z.string(),
  assetClass: z.enum(assetClasses),
  currency: z.string(),
  priceIncrement: decimal,
  sizeIncrement: decimal,
  minimumNotional: decimal,
  pricePlaces: z.int(),
  sizePlaces: z.int(),
  isShortable: z.boolean(),
  /** `null` when it always trades; else minutes after midnight UTC. */
  session: z.object({ openMinute: z.int(), closeMinute: z.int(), days: z.array(z.int()) }).nullable(),
});

/** The latest price of each instrument that changed, as parallel lists. */
export const quoteFrame = z.object({
  /** Market time. */
  asOf: z.number(),
  instrument: z.array(z.int()),
  last: z.array(z.number()),
  bid: z.array(z.number()),
  ask: z.array(z.number()),
  /** Change since the day's first price, as a ratio: 0.01 is +1 %. */
  dayChange: z.array(z.number()),
  /** Units traded today. */
  dayVolume: z.array(z.number()),
  /** Time of the price. */
  time: z.array(z.number()),
});

/** Bars as parallel lists, ascending by open time. */
export const barColumns = z.object({
  openTime: z.array(z.number()),
  open: z.array(z.number()),
  high: z.array(z.number()),
  low: z.array(z.number()),
  close: z.array(z.number()),
  volume: z.array(z.number()),
});

/** One indicator over the bars beside it: per output a list as long as theirs, `null` during warm-up. */
export const indicatorLine = z.object({
  key: z.string(),
  name: z.string(),
  output: z.string(),
  values: z.array(z.number().nullable()),
});

/**
 * A chart's bars and indicators. `isReset`: they replace all that came before; else the bars from `openTime[0]` on replace
 * those of the same times and follow the others.
 */
export const chartFrame = z.object({
  isReset: z.boolean(),
  asOf: z.number(),
  bars: barColumns,
  lines: z.array(indicatorLine),
  /** The regime at each bar as its place among the labels (trend, range, volatile, panic), `null` while it is not known; empty unless asked for. */
  regimes: z.array(z.int().nullable()),
  /** Whether there are older bars than the first. */
  hasOlder: z.boolean(),
});

export const indicatorRequest = z.strictObject({
  key: z.string().max(40),
  /** An indicator of the catalogue; where there is an expression, whatever the lines are to be called. */
  name: z.string().max(40),
  parameters: z.record(z.string().max(40), z.number()),
  /** The instrument that it is compared with, for one that compares; without it such an indicator has no values. */
  reference: instrumentId.nullable().default(null),
  /** A custom indicator in place of one of the catalogue. */
  expression: z.string().max(2000).nullable().default(null),
});

/** What the editor of custom indicators shows of an expression. */
export const expressionView = z.discriminatedUnion('isValid', [
  z.object({
    isValid: z.literal(true),
    /** The expression in one way of writing. */
    text: z.string(),
    /** A condition gives 1 where it holds and 0 where it doesn't. */
    type: z.enum(['number', 'boolean']),
    outputs: z.array(z.object({ name: z.string(), title: z.string(), plot: z.enum(plotStyles) })),
    warmUp: z.int(),
    /** Whether it may have no value on some bars. */
    isSparse: z.boolean(),
    needsReference: z.boolean(),
  }),
  z.object({
    isValid: z.literal(false),
    code: z.enum(expressionFaultCodes),
    /** Where in the text, from 1. */
    column: z.int(),
    message: z.string(),
  }),
]);

export const indicatorView = z.object({
  name: z.string(),
  /** Other names that people use for it. */
  aliases: z.array(z.string()),
  title: z.string(),
  family: z.enum(indicatorFamilies),
  /** What it tells a trader, in one sentence. */
  summary: z.string(),
  placement: z.enum(['overlay', 'pane']),
  /** Lowest and highest value that it can have. */
  range: z.tuple([z.number(), z.number()]).nullable(),
  /** Values that its pane marks with a line. */
  levels: z.array(z.number()),
  parameters: z.array(
    z.object({ name: z.string(), title: z.string(), default: z.number(), minimum: z.number(), maximum: z.number(), isWhole: z.boolean() }),
  ),
  /** `shift`: by how many bars it is drawn to the right of the bar it was worked out at, with the default parameters. */
  outputs: z.array(z.object({ name: z.string(), title: z.string(), plot: z.enum(plotStyles), shift: z.int() })),
  /** Whether it compares with another instrument. */
  needsReference: z.boolean(),
  /** Whether it has values on some bars only. */
  isSparse: z.boolean(),
  /** Bars before the first value, with the default parameters. */
  warmUp: z.int(),
});

export const proposalView = z.object({
  id: z.string(),
  signalId: z.string(),
  instrumentId: z.string(),
  intent: z.enum(proposalIntents),
  side: z.enum(orderSides),
  type: z.enum(['market', 'limit']),
  quantity: decimal,
  limitPrice: decimal.nullable(),
  referencePrice: decimal,
  priceTolerance: decimal,
  /** The worst price of the market at which it can be approved; `null`: at any. A better one is accepted until the stop. */
  furthestPrice: decimal.nullable(),
  stop: decimal.nullable(),
  target: decimal.nullable(),
  notional: decimal,
  moneyAtRisk: decimal.nullable(),
  confidence: z.number(),
  createdAt: time,
  expiresAt: time,
  status: z.enum(proposalStatuses),
  decidedBy: z.enum(['user', 'auto', 'engine']).nullable(),
  /** Why it is over, in words, and as a code of `shared/domain/reason.ts`. */
  reason: z.string().nullable(),
  reasonCode: z.string().nullable(),
  /** The proposal whose place it took at the market. */
  repricedFrom: z.string().nullable(),
});

export const orderView = z.object({
  clientOrderId: z.string(),
  venueOrderId: z.string().nullable(),
  groupId: z.string(),
  proposalId: z.string().nullable(),
  instrumentId: z.string(),
  side: z.enum(orderSides),
  type: z.enum(orderTypes),
  role: z.enum(orderRoles),
  origin: z.enum(orderOrigins),
  quantity: decimal,
  filledQuantity: decimal,
  /** Mean price of its fills, weighed by their quantities; `null` while there is none. */
  averageFillPrice: decimal.nullable(),
  limitPrice: decimal.nullable(),
  stopPrice: decimal.nullable(),
  expiresAt: time.nullable(),
  status: z.enum(orderStatuses),
  isCancelRequested: z.boolean(),
  requestedPrice: decimal.nullable(),
  reason: z.string().nullable(),
  createdAt: time,
  updatedAt: time,
});

export const fillView = z.object({
  tradeId: z.string(),
  clientOrderId: z.string(),
  instrumentId: z.string(),
  side: z.enum(orderSides),
  price: decimal,
  quantity: decimal,
  fee: decimal,
  liquidity: z.enum(liquiditySides),
  at: time,
});

export const positionView = z.object({
  id: z.string(),
  instrumentId: z.string(),
  direction: z.enum(positionDirections),
  quantity: decimal,
  averageEntry: decimal,
  cost: decimal,
  /** What was closed of it so far brought, less all fees paid for it so far. */
  realised: decimal,
  fees: decimal,
  maximumLoss: decimal,
  /** The nearest live stop and target, and the orders that hold them. */
  stop: decimal.nullable(),
  target: decimal.nullable(),
  /** Who closes it at the stop: the venue, or the engine at the maximum loss. */
  stopHeldBy: z.enum(['venue', 'engine']),
  isClosing: z.boolean(),
  openedAt: time,
  updatedAt: time,
});

export const tradeView = z.object({
  positionId: z.string(),
  instrumentId: z.string(),
  direction: z.enum(positionDirections),
  quantity: decimal,
  entryPrice: decimal,
  exitPrice: decimal,
  /** What it brought less the fees of its entry and exit. */
  realised: decimal,
  fees: decimal,
  openedAt: time,
  closedAt: time,
  exitReason: z.string(),
});

/** The account at the latest prices. */
export const accountView = z.object({
  asOf: time,
  currency: z.string(),
  cash: decimal,
  equity: decimal,
  /** What a new position may cost. */
  free: decimal,
  exposure: decimal,
  reserved: decimal,
  /** Gain of everything closed so far less all fees paid so far: with `unrealised` it is what the account has gained in all. */
  realised: decimal,
  unrealised: decimal,
  fees: decimal,
  dayPnl: decimal,
  /** `dayPnl` as a ratio of the account at the start of the day. */
  dayPnlRatio: z.number(),
  drawdownRatio: z.number(),
  positions: z.array(z.object({ instrumentId: z.string(), value: decimal, unrealised: decimal, unrealisedRatio: z.number() })),
  /** How much of each limit is used, 0..1 and beyond. */
  limits: z.array(z.object({ name: z.string(), used: z.number(), text: z.string() })),
});

export const tradingView = z.object({
  state: z.enum(tradingStates),
  cause: z.enum(tradingStateCauses),
  reason: z.string(),
  mode: z.enum(tradingModes),
  autoConfidence: z.number(),
});

export const playbackView = z.object({
  /** Market time per wall time; `null` where the market is played as fast as it goes. */
  speed: z.number().nullable(),
  isPaused: z.boolean(),
  marketTime: time,
  /** Wall time at which `marketTime` was true. */
  wallTime: z.number(),
  /** The speeds that may be asked for. */
  minimumSpeed: z.number(),
  maximumSpeed: z.number(),
  /** The last row of the market was played. */
  isAtEnd: z.boolean(),
  /** Rows played and rows in all, where the market has an end. */
  progress: z.object({ played: z.int(), total: z.int() }).nullable(),
});

export const engineView = z.object({
  state: z.enum(engineStates),
  /** Why it is not simply running. */
  reasons: z.array(z.string()),
  incarnation: z.string(),
  market: z.object({ kind: z.enum(['sim', 'csv']), title: z.string(), assumptions: z.array(z.string()) }),
  accountKind: z.enum(['paper', 'live']),
  venue: z.string(),
  feed: z.object({
    state: z.enum(['live', 'paused', 'stale', 'catching-up', 'ended', 'waiting']),
    /** Age of the newest price in wall milliseconds. */
    ageMs: z.number(),
    /** How far the market is behind the clock, as after sleep; nothing new is opened until then. `null` while it is not behind. */
    catchUp: z
      .object({
        /** Market time that was reached, and the one that the clock says it is. */
        reachedTime: time,
        dueTime: time,
        /** Milliseconds of market time between the two. */
        behindMs: z.number(),
        /** 0..1 of the way from where it fell behind. */
        progress: z.number(),
        /** Wall milliseconds until prices are fresh at the pace so far; `null` while that is not known. */
        remainingMs: z.number().nullable(),
      })
      .nullable(),
  }),
  model: z.object({ name: z.string(), hash: z.string(), lastScoreMs: z.number().nullable() }),
  playback: playbackView,
  components: z.array(z.object({ name: z.string(), state: z.string(), reason: z.string().nullable(), dependencies: z.array(z.string()) })),
  sequence: z.int(),
  factsHash: z.string(),
  rows: z.int(),
  version: z.string(),
  memoryBytes: z.number(),
  eventLoopDelayMs: z.number(),
  interval: z.enum(intervals).nullable(),
  barMs: z.number(),
});

export type InstrumentView = z.output<typeof instrumentView>;
export type QuoteFrame = z.output<typeof quoteFrame>;
export type BarColumns = z.output<typeof barColumns>;
export type IndicatorLine = z.output<typeof indicatorLine>;
export type IndicatorRequest = z.output<typeof indicatorRequest>;
export type ExpressionView = z.output<typeof expressionView>;
export type IndicatorView = z.output<typeof indicatorView>;
export type ChartFrame = z.output<typeof chartFrame>;
export type ProposalView = z.output<typeof proposalView>;
export type OrderView = z.output<typeof orderView>;
export type FillView = z.output<typeof fillView>;
export type PositionView = z.output<typeof positionView>;
export type TradeView = z.output<typeof tradeView>;
export type AccountView = z.output<typeof accountView>;
export type TradingView = z.output<typeof tradingView>;
export type PlaybackView = z.output<typeof playbackView>;
export type EngineView = z.output<typeof engineView>;
