import type { CommandBody, CommandResult } from '../../../shared/domain/command.ts';
import type { TakenHeadline } from '../../../shared/domain/headline.ts';
import type { CommandId } from '../../../shared/domain/ids.ts';
import type { LedgerAccount } from '../../../shared/domain/ledger.ts';
import type { Currency, Money } from '../../../shared/domain/money.ts';
import type { Order } from '../../../shared/domain/order.ts';
import type { ClosedTrade, Position } from '../../../shared/domain/position.ts';
import type { Proposal } from '../../../shared/domain/proposal.ts';
import type { Signal } from '../../../shared/domain/signal.ts';
import type { ScoreboardSnapshot } from '../calibration/scoreboard.ts';
import { Books, type JudgedSignal, type TradingDay } from './books.ts';
import type { FilledValue } from './order-register.ts';
import type { FollowedVenueBooks, KnownTrade } from './venue-register.ts';

/** Books as plain data: what they hold and in what order, so that folding goes on from here as it would have. */
export interface BooksSnapshot {
  readonly currency: Currency;
  readonly orders: readonly Order[];
  readonly filledValues: readonly FilledValue[];
  readonly venue: {
    readonly followed: readonly FollowedVenueBooks[];
    readonly trades: readonly KnownTrade[];
    readonly differences: readonly string[];
  };
  readonly ledger: {
    readonly balances: readonly { readonly account: LedgerAccount; readonly balance: Money }[];
    readonly entryCount: number;
    readonly postingCount: number;
  };
  readonly positions: readonly Position[];
  readonly proposals: readonly Proposal[];
  readonly signals: readonly JudgedSignal[];
  readonly lastSignals: readonly JudgedSignal[];
  readonly scoreboard: ScoreboardSnapshot;
  readonly acceptedSignals: readonly Signal[];
  readonly headlines: readonly TakenHeadline[];
  readonly closedTrades: readonly ClosedTrade[];
  readonly commands: readonly { readonly id: CommandId; readonly body: CommandBody; readonly result: CommandResult }[];
  readonly tradingState: Books['tradingState'];
  readonly tradingDay: TradingDay | null;
  readonly counts: {
    readonly fills: number;
    readonly signals: number;
    readonly proposals: number;
    readonly orders: number;
    readonly trades: number;
  };
}

export function snapshotOf(books: Books): BooksSnapshot {
  return {
    currency: books.ledger.currency,
    orders: [...books.orders.all()],
    filledValues: [...books.orders.filledValues()],
    venue: { followed: [...books.venue.followed], trades: [...books.venue.trades()], differences: books.venue.differences },
    ledger: { balances: books.ledger.accounts(), entryCount: books.ledger.entryCount, postingCount: books.ledger.postingCount },
    positions: [...books.positions.values()],
    proposals: [...books.proposals.values()],
    signals: [...books.signals.values()],
    lastSignals: [...books.lastSignals.values()],
    scoreboard: books.scoreboard.snapshot(),
    acceptedSignals: [...books.acceptedSignals.values()],
    headlines: [...books.headlines.values()],
    closedTrades: [...books.trades.values()],
    commands: [...books.commands.entries()].map(([id, { body, result }]) => ({ id, body, result })),
    tradingState: books.tradingState,
    tradingDay: books.tradingDay,
    counts: {
      fills: books.fillCount,
      signals: books.signalCount,
      proposals: books.proposalCount,
      orders: books.orderCount,
      trades: books.tradeCount,
    },
  };
}

export function restoreBooks(snapshot: BooksSnapshot): Books {
  const books = new Books(snapshot.currency);
  for (const order of snapshot.orders) books.orders.put(order);
  for (const filled of snapshot.filledValues) books.orders.putFilledValue(filled);
  books.venue.restore(snapshot.venue.followed, snapshot.venue.trades, snapshot.venue.differences);
  books.ledger.restore(snapshot.ledger.balances, snapshot.ledger.entryCount, snapshot.ledger.postingCount);
  for (const position of snapshot.positions) books.positions.set(position.instrumentId, position);
  for (const proposal of snapshot.proposals) books.proposals.set(proposal.id, proposal);
  for (const judged of snapshot.signals) books.signals.set(judged.signal.id, judged);
  for (const judged of snapshot.lastSignals) books.lastSignals.set(judged.signal.instrumentId, judged);
  books.scoreboard.restore(snapshot.scoreboard);
  for (const signal of snapshot.acceptedSignals) books.acceptedSignals.set(signal.instrumentId, signal);
  for (const headline of snapshot.headlines) books.headlines.set(headline.id, headline);
  for (const trade of snapshot.closedTrades) books.trades.set(trade.positionId, trade);
  for (const { id, body, result } of snapshot.commands) books.commands.set(id, { body, result });
  books.tradingState = snapshot.tradingState;
  books.tradingDay = snapshot.tradingDay;
  books.fillCount = snapshot.counts.fills;
  books.signalCount = snapshot.counts.signals;
  books.proposalCount = snapshot.counts.proposals;
  books.orderCount = snapshot.counts.orders;
  books.tradeCount = snapshot.counts.trades;
  return books;
}
