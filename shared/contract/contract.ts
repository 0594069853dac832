import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { settingsSchema } from '../config/settings.ts';
import { busEventNames } from '../domain/bus-event.ts';
import { commandFaultCodes } from '../domain/command.ts';
import { expressionFaultCodes } from '../domain/indicator.ts';
import { intervals } from '../domain/interval.ts';
import { orderSides } from '../domain/order.ts';
import { sentimentModelIds } from '../domain/sentiment-model.ts';
import { modelMeasurement, modelsView, scoredTextView } from './model-views.ts';
import { headlineView, ruleTestView, scoreboardView, signalView, whyView } from './signal-views.ts';
import { clientOrderId, commandId, decimal, instrumentId, price, proposalId, quantity, time, wholeNumber } from './values.ts';
import {
  accountView,
  barColumns,
  chartFrame,
  engineView,
  expressionView,
  indicatorRequest,
  indicatorView,
  instrumentView,
  orderView,
  playbackView,
  positionView,
  proposalView,
  quoteFrame,
  tradeView,
  tradingView,
} from './views.ts';
import { eventMessage, workspaceEvent, workspaceSnapshot } from './workspace.ts';

/** Raised with every change that a caller of the version before would notice. */
export const CONTRACT_VERSION = 1;

/** How a subscription is delivered when its reader is slower than the engine. */
export const deliveries = ['latest-wins', 'bounded', 'lossless-or-resync'] as const;

export interface ProcedureMeta {
  /** `read` looks; `trade` changes something. */
  readonly scope: 'read' | 'trade';
  readonly delivery?: (typeof deliveries)[number];
  /** It only ever takes risk away: it waits for no other call of its caller, and is never refused for how many there are. */
  readonly isExit?: true;
  /** It takes a command id, by which it is carried out once, however often it is asked. */
  readonly isCommand?: true;
}

/** What a caller had too much of. */
export const limitCodes = ['too-many-streams', 'too-many-calls', 'too-many-values'] as const;

const base = oc.$meta<ProcedureMeta>({ scope: 'read' }).errors({
  COMMAND_REFUSED: {
    status: 409,
    message: 'The command was not carried out.',
    data: z.object({ code: z.enum(commandFaultCodes) }),
  },
  NOT_FOUND: { status: 404, message: 'There is no such thing.' },
  UNAVAILABLE: { status: 503, message: 'The engine can not do that now.', data: z.object({ code: z.string() }) },
  /** The engine ended, or did not answer, before it said what became of the call. A command asked again with this id is carried out once at most. */
  OUTCOME_UNKNOWN: {
    status: 504,
    message: 'Whether this was carried out is not known.',
    data: z.object({ code: z.literal('outcome-unknown'), commandId: z.string().nullable() }),
  },
  FORBIDDEN: { status: 403, message: 'This access may look but not trade.' },
  LIMIT_REACHED: {
    status: 429,
    message: 'That is more than one caller may have at a time.',
    data: z.object({ code: z.enum(limitCodes) }),
  },
  EXPRESSION_INVALID: {
    status: 422,
    message: 'The custom indicator was refused.',
    data: z.object({ key: z.string(), code: z.enum(expressionFaultCodes), column: z.int() }),
  },
  SETTINGS_INVALID: {
    status: 422,
    message: 'The settings were refused; the ones before stay in force.',
    data: z.object({ faults: z.array(z.object({ path: z.string(), message: z.string() })) }),
  },
});

const reading = base;
const trading = base.meta({ scope: 'trade' });
const commanding = base.meta({ scope: 'trade', isCommand: true });
const exiting = base.meta({ scope: 'trade', isExit: true, isCommand: true });

const limit = (most: number, byDefault: number) => wholeNumber.pipe(z.int().min(1).max(most)).default(byDefault);

const commandInput = { commandId: commandId.optional() };

/** Of these nothing is needed, so that a bare POST is enough to halt. */
const plainCommand = z.strictObject(commandInput).prefault({});
const killCommand = z.strictObject({ flatten: z.boolean().default(false), ...commandInput }).prefault({});
const commandAnswer = z.object({
  message: z.string(),
  orderIds: z.array(z.string()),
  /** The proposal that took another's place. */
  proposalId: z.string().optional(),
});

/** Which model is meant. */
const modelInput = z.strictObject({ id: z.enum(sentimentModelIds) });

const ticketInput = {
  instrumentId,
  side: z.enum(orderSides),
  type: z.enum(['market', 'limit']),
  quantity,
  limitPrice: price.nullable().default(null),
  stop: price.nullable().default(null),
  target: price.nullable().default(null),
};

/**
 * Everything that BitFlow can be asked, by the window, a browser, a script or a terminal. What is not here
 * does not exist; a field that is not here is refused, since a stop with its name misspelt must not be lost.
 */
export const contract = {
  engine: {
    status: reading.route({ method: 'GET', path: '/status', summary: 'How the engine, its market and its feed are' }).output(engineView),
    watch: reading
      .meta({ scope: 'read', delivery: 'latest-wins' })
      .route({ method: 'GET', path: '/status/stream', summary: 'The same, whenever it changes and at least every two seconds' })
      .output(eventIterator(engineView)),
  },
  workspace: {
    snapshot: reading
      .route({
        method: 'GET',
        path: '/workspace',
        summary: 'Orders, positions, proposals, signals, trades and headlines with their cursor',
      })
      .output(workspaceSnapshot),
    watch: reading
      .meta({ scope: 'read', delivery: 'lossless-or-resync' })
      .route({ method: 'GET', path: '/workspace/stream', summary: 'Every change after a cursor, or a resync with a new snapshot' })
      .input(z.strictObject({ incarnation: z.string().max(32).default(''), sequence: wholeNumber.pipe(z.int().min(0)).default(0) }))
      .output(eventIterator(workspaceEvent)),
  },
  events: {
    watch: reading
      .meta({ scope: 'read', delivery: 'bounded' })
      .route({ method: 'GET', path: '/events/stream', summary: 'What happens, by event name; a slow reader is told how much it missed' })
      .input(
        z.strictObject({
          events: z
            .array(z.enum(busEventNames))
            .min(1)
            .max(busEventNames.length)
            .default([...busEventNames]),
        }),
      )
      .output(eventIterator(eventMessage)),
  },
  market: {
    instruments: reading.route({ method: 'GET', path: '/instruments', summary: 'What can be traded' }).output(z.array(instrumentView)),
    quotes: reading
      .meta({ scope: 'read', delivery: 'latest-wins' })
      .route({
        method: 'GET',
        path: '/quotes/stream',
        summary: 'The latest price of every instrument, at most one frame per screen refresh',
      })
      .output(eventIterator(quoteFrame)),
    history: reading
      .route({ method: 'GET', path: '/instruments/{instrumentId}/bars', summary: 'Bars before a time, oldest first' })
      .input(
        z.strictObject({
          instrumentId,
          interval: z.enum(intervals).default('1m'),
          before: wholeNumber.pipe(time).optional(),
          limit: limit(5000, 500),
        }),
      )
      .output(barColumns),
    chart: reading
      .meta({ scope: 'read', delivery: 'latest-wins' })
      .route({
        method: 'POST',
        path: '/instruments/{instrumentId}/chart/stream',
        summary: 'Bars and indicators of a chart, then what changes of them',
      })
      .input(
        z.strictObject({
          instrumentId,
          interval: z.enum(intervals),
          limit: limit(20_000, 1500),
          indicators: z.array(indicatorRequest).max(24).default([]),
          /** Whether to label each bar with the regime. */
          withRegime: z.boolean().default(false),
        }),
      )
      .output(eventIterator(chartFrame)),
    indicators: reading
      .route({ method: 'GET', path: '/indicators', summary: 'The indicators that charts can show' })
      .output(z.array(indicatorView)),
    checkExpression: reading
      .route({ method: 'POST', path: '/expressions/check', summary: 'Whether a custom indicator can be read, and what it gives' })
      .input(z.strictObject({ expression: z.string().max(2000) }))
      .output(expressionView),
    setPlayback: trading
      .route({ method: 'POST', path: '/playback', summary: 'Pause, resume or change the speed of a market that is played' })
      .input(z.strictObject({ speed: z.number().positive().max(1_000_000).optional(), isPaused: z.boolean().optional() }))
      .output(playbackView),
  },
  account: {
    get: reading.route({ method: 'GET', path: '/account', summary: 'The account at the latest prices' }).output(accountView),
    watch: reading
      .meta({ scope: 'read', delivery: 'latest-wins' })
      .route({ method: 'GET', path: '/account/stream', summary: 'The same, as prices move' })
      .output(eventIterator(accountView)),
    ledger: reading
      .route({ method: 'GET', path: '/ledger', summary: 'The balance of every ledger account; together they are zero' })
      .output(
        z.object({
          currency: z.string(),
          isBalanced: z.boolean(),
          entryCount: z.int(),
          accounts: z.array(z.object({ account: z.string(), balance: decimal })),
        }),
      ),
  },
  signals: {
    list: reading
      .route({ method: 'GET', path: '/signals', summary: 'The most recent signals with their verdicts, newest first' })
      .input(z.strictObject({ limit: limit(1000, 50) }))
      .output(z.array(signalView)),
    why: reading
      .route({
        method: 'GET',
        path: '/instruments/{instrumentId}/why',
        summary: 'Why there is a signal or none, now or at a time on record, in plain words',
      })
      .input(z.strictObject({ instrumentId, at: wholeNumber.pipe(time).optional() }))
      .output(whyView),
    scoreboard: reading
      .route({ method: 'GET', path: '/signals/scoreboard', summary: 'How often signals of each confidence were right' })
      .output(scoreboardView),
    testRules: reading
      .route({
        method: 'GET',
        path: '/instruments/{instrumentId}/rules',
        summary:
          'How each rule of the technical analysis did over the last bars (of thirty days at most), whether it is switched on or not',
      })
      .input(z.strictObject({ instrumentId, interval: z.enum(intervals).default('1m'), limit: limit(20_000, 5000) }))
      .output(z.array(ruleTestView)),
  },
  news: {
    list: reading
      .route({ method: 'GET', path: '/news', summary: 'The most recent headlines with their scores, newest first' })
      .input(z.strictObject({ limit: limit(300, 50) }))
      .output(z.array(headlineView)),
  },
  proposals: {
    list: reading.route({ method: 'GET', path: '/proposals', summary: 'Pending trades' }).output(z.array(proposalView)),
    approve: commanding
      .route({ method: 'POST', path: '/proposals/{proposalId}/approve', summary: 'Turn a proposal into an order, after every check' })
      .input(z.strictObject({ proposalId, ...commandInput }))
      .output(commandAnswer),
    amend: commanding
      .route({ method: 'POST', path: '/proposals/{proposalId}/amend', summary: 'Change stop and target of a proposal' })
      .input(z.strictObject({ proposalId, stop: price.nullable().default(null), target: price.nullable().default(null), ...commandInput }))
      .output(commandAnswer),
    reprice: commanding
      .route({
        method: 'POST',
        path: '/proposals/{proposalId}/reprice',
        summary: 'Put another in its place, worked out at the market under every check; the answer names it',
      })
      .input(z.strictObject({ proposalId, ...commandInput }))
      .output(commandAnswer),
    reject: exiting
      .route({ method: 'POST', path: '/proposals/{proposalId}/reject', summary: 'Say no to a proposal' })
      .input(z.strictObject({ proposalId, ...commandInput }))
      .output(commandAnswer),
  },
  orders: {
    list: reading
      .route({ method: 'GET', path: '/orders', summary: 'Orders, newest first' })
      .input(z.strictObject({ limit: limit(1000, 100) }))
      .output(z.array(orderView)),
    preview: reading
      .route({ method: 'POST', path: '/orders/preview', summary: 'What an order would be and cost, and what stands against it' })
      .input(z.strictObject(ticketInput))
      .output(
        z.object({
          intent: z.enum(['open', 'reduce']),
          notional: decimal,
          stop: decimal.nullable(),
          target: decimal.nullable(),
          moneyAtRisk: decimal.nullable(),
          refusals: z.array(z.string()),
        }),
      ),
    place: commanding
      .route({ method: 'POST', path: '/orders', summary: 'Send an order, under the same checks as every proposal' })
      .input(z.strictObject({ ...ticketInput, ...commandInput }))
      .output(commandAnswer),
    cancel: exiting
      .route({ method: 'POST', path: '/orders/{clientOrderId}/cancel', summary: 'Cancel what is left of an order' })
      .input(z.strictObject({ clientOrderId, ...commandInput }))
      .output(commandAnswer),
  },
  positions: {
    list: reading
      .route({ method: 'GET', path: '/positions', summary: 'Open positions with stop, target and maximum loss' })
      .output(z.array(positionView)),
    close: exiting
      .route({ method: 'POST', path: '/positions/{instrumentId}/close', summary: 'Close a position at market' })
      .input(z.strictObject({ instrumentId, ...commandInput }))
      .output(commandAnswer),
    protect: commanding
      .route({ method: 'POST', path: '/positions/{instrumentId}/protect', summary: 'Move stop and target of a position' })
      .input(
        z.strictObject({ instrumentId, stop: price.nullable().default(null), target: price.nullable().default(null), ...commandInput }),
      )
      .output(commandAnswer),
    flatten: exiting
      .route({ method: 'POST', path: '/positions/flatten', summary: 'Cancel all entries and close every position' })
      .input(plainCommand)
      .output(commandAnswer),
  },
  trades: {
    list: reading
      .route({ method: 'GET', path: '/trades', summary: 'Closed trades, newest first' })
      .input(z.strictObject({ limit: limit(5000, 100) }))
      .output(z.array(tradeView)),
  },
  trading: {
    get: reading.route({ method: 'GET', path: '/trading', summary: 'Whether and how BitFlow trades' }).output(tradingView),
    kill: exiting
      .route({ method: 'POST', path: '/trading/kill', summary: 'Halt trading and cancel all entries; with flatten, close everything' })
      .input(killCommand)
      .output(commandAnswer),
    resume: commanding
      .route({ method: 'POST', path: '/trading/resume', summary: 'Let trading go on after a halt' })
      .input(plainCommand)
      .output(commandAnswer),
  },
  models: {
    list: reading
      .route({ method: 'GET', path: '/models', summary: 'The models that read headlines, how scoring is, and what this machine offers' })
      .output(modelsView),
    watch: reading
      .meta({ scope: 'read', delivery: 'latest-wins' })
      .route({ method: 'GET', path: '/models/stream', summary: 'The same, whenever it changes' })
      .output(eventIterator(modelsView)),
    install: trading
      .route({ method: 'POST', path: '/models/{id}/install', summary: 'Begin to fetch a model, or to copy it from a local folder' })
      .input(modelInput.extend({ folder: z.string().min(1).max(1000).nullable().default(null) }))
      .output(modelsView),
    cancel: trading
      .route({ method: 'POST', path: '/models/{id}/cancel', summary: 'Stop fetching a model; what has come is kept' })
      .input(modelInput)
      .output(modelsView),
    remove: trading
      .route({ method: 'POST', path: '/models/{id}/remove', summary: 'Delete an installed model' })
      .input(modelInput)
      .output(modelsView),
    use: trading
      .route({ method: 'POST', path: '/models/{id}/use', summary: 'Score headlines with this model from now on' })
      .input(modelInput)
      .output(modelsView),
    measure: trading
      .route({ method: 'POST', path: '/models/{id}/measure', summary: 'Measure speed, memory and accuracy of a model on this machine' })
      .input(modelInput)
      .output(modelMeasurement),
  },
  sentiment: {
    score: reading
      .route({ method: 'POST', path: '/sentiment', summary: 'What the model makes of texts, and the words that did it' })
      .input(z.strictObject({ texts: z.array(z.string().max(10_000)).max(256) }))
      .output(z.array(scoredTextView)),
  },
  settings: {
    get: reading.route({ method: 'GET', path: '/settings', summary: 'The settings in force' }).output(settingsSchema),
    update: trading
      .route({ method: 'PATCH', path: '/settings', summary: 'Change settings; what is not named stays' })
      .input(
        z.strictObject({
          changes: z.record(z.string().max(40), z.record(z.string().max(60), z.union([z.number(), z.string().max(200), z.boolean()]))),
        }),
      )
      .output(settingsSchema),
  },
};
