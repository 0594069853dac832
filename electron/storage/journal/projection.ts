import type { Statement } from 'better-sqlite3';
import { formatDecimal } from '../../../shared/domain/decimal.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import type { Fill } from '../../../shared/domain/fill.ts';
import type { ClientOrderId, ProposalId, SignalId } from '../../../shared/domain/ids.ts';
import type { LedgerEntry } from '../../../shared/domain/ledger.ts';
import type { Order } from '../../../shared/domain/order.ts';
import type { ClosedTrade, Position } from '../../../shared/domain/position.ts';
import type { Books } from '../../engine/books/books.ts';
import type { JournalEntry } from '../../engine/ports/durable-store.ts';
import { encodeJson } from '../json-codec.ts';
import type { WritableDb } from '../sqlite.ts';
import { orderRow, positionRow, proposalRow } from './table-rows.ts';

/**
 * Keeps the tables of orders, fills, ledger, positions, trades, signals and proposals as a fold of the
 * journal: the same facts, applied by the same code as in the core, always leave the same rows.
 */
export class Projection {
  readonly #db: WritableDb;
  readonly #books: Books;
  readonly #statements = new Map<string, Statement<(string | number | null)[]>>();

  constructor(db: WritableDb, books: Books) {
    this.#db = db;
    this.#books = books;
  }

  /** Applies one entry; call within a transaction. */
  apply(entry: JournalEntry): void {
    if (entry.input?.kind === 'run-opened') this.#putSettings(entry.sequence, entry.at, entry.input.header.settings);
    if (entry.input?.kind === 'settings') this.#putSettings(entry.sequence, entry.at, entry.input.settings);
    const orders = new Set<ClientOrderId>();
    const signals = new Set<SignalId>();
    const proposals = new Set<ProposalId>();
    for (const fact of entry.facts) {
      this.#books.apply(fact);
      this.#note(fact, orders, signals, proposals);
      this.#putAtOnce(entry.sequence, fact);
    }
    for (const id of orders) this.#putOrder(this.#books.orders.get(id));
    for (const id of signals) this.#putSignal(id);
    for (const id of proposals) this.#putProposal(id);
  }

  #note(fact: Fact, orders: Set<ClientOrderId>, signals: Set<SignalId>, proposals: Set<ProposalId>): void {
    if (fact.kind === 'order-submitted') for (const order of [fact.order, ...fact.attached]) orders.add(order.clientOrderId);
    else if (fact.kind === 'order-recovered') orders.add(fact.order.clientOrderId);
    else if (fact.kind === 'order-filled') orders.add(fact.fill.clientOrderId);
    else if (fact.kind.startsWith('order-') && 'clientOrderId' in fact) orders.add(fact.clientOrderId);
    else if (fact.kind === 'signal-generated') signals.add(fact.signal.id);
    else if (fact.kind === 'signal-validated') signals.add(fact.signalId);
    else if (fact.kind === 'signal-outcome-recorded') signals.add(fact.outcome.signalId);
    else if (fact.kind === 'proposal-created') proposals.add(fact.proposal.id);
    else if (fact.kind === 'proposal-amended' || fact.kind === 'proposal-decided') proposals.add(fact.proposalId);
  }

  #putAtOnce(sequence: number, fact: Fact): void {
    if (fact.kind === 'order-filled') this.#putFill(fact.fill);
    else if (fact.kind === 'ledger-posted') this.#putLedgerEntry(sequence, fact.entry);
    else if (fact.kind === 'position-opened' || fact.kind === 'position-changed') this.#putPosition(fact.position);
    else if (fact.kind === 'position-closed') {
      this.#run('DELETE FROM positions WHERE id = ?', fact.position.id);
      this.#putTrade(fact.trade);
    }
  }

  #putOrder(order: Order | undefined): void {
    if (order === undefined) return;
    this.#run('INSERT OR REPLACE INTO orders VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)', ...orderRow(order));
  }

  #putFill(fill: Fill): void {
    this.#run(
      'INSERT INTO fills VALUES (?,?,?,?,?,?,?,?,?,?,?)',
      fill.tradeId,
      this.#books.venue.place,
      fill.instrumentId,
      fill.clientOrderId,
      fill.side,
      formatDecimal(fill.price),
      formatDecimal(fill.quantity),
      formatDecimal(fill.fee.amount),
      fill.fee.currency,
      fill.liquidity,
      fill.tsEvent,
    );
  }

  #putLedgerEntry(sequence: number, entry: LedgerEntry): void {
    const { cause, id, tsEvent } = entry;
    const trade = cause.kind === 'fill' ? [cause.tradeId, this.#books.venue.place, cause.instrumentId] : [null, null, null];
    this.#run('INSERT INTO ledger_entries VALUES (?,?,?,?,?,?,?)', id, sequence, tsEvent, cause.kind, ...trade);
    for (const { account, amount } of entry.postings) {
      this.#run('INSERT INTO ledger_postings VALUES (?,?,?,?)', entry.id, account, formatDecimal(amount.amount), amount.currency);
    }
  }

  #putPosition(position: Position): void {
    this.#run('INSERT OR REPLACE INTO positions VALUES (?,?,?,?,?,?,?,?,?,?,?,?)', ...positionRow(position));
  }

  #putTrade(trade: ClosedTrade): void {
    this.#run(
      'INSERT INTO trades VALUES (?,?,?,?,?,?,?,?,?,?,?,?)',
      trade.positionId,
      trade.instrumentId,
      trade.direction,
      formatDecimal(trade.quantity),
      formatDecimal(trade.entryPrice),
      formatDecimal(trade.exitPrice),
      formatDecimal(trade.realisedNet.amount),
      formatDecimal(trade.fees.amount),
      trade.fees.currency,
      trade.openedAt,
      trade.closedAt,
      trade.exitReason,
    );
  }

  #putSignal(id: SignalId): void {
    const judged = this.#books.signals.get(id);
    if (judged === undefined) return;
    const { signal, verdict } = judged;
    const isAccepted = verdict === null ? null : verdict.isAccepted ? 1 : 0;
    this.#run(
      'INSERT OR REPLACE INTO signals VALUES (?,?,?,?,?,?,?,?)',
      id,
      signal.instrumentId,
      signal.tsEvent,
      signal.action,
      signal.score,
      signal.confidence,
      isAccepted,
      encodeJson(judged),
    );
  }

  #putProposal(id: ProposalId): void {
    const proposal = this.#books.proposals.get(id);
    if (proposal === undefined) return;
    this.#run('INSERT OR REPLACE INTO proposals VALUES (?,?,?,?,?,?)', ...proposalRow(proposal));
  }

  #putSettings(sequence: number, at: number, settings: unknown): void {
    this.#run('INSERT INTO settings_history VALUES (?,?,?)', sequence, at, encodeJson(settings));
  }

  #run(sql: string, ...values: readonly (string | number | null)[]): void {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare<(string | number | null)[]>(sql);
      this.#statements.set(sql, statement);
    }
    statement.run(...values);
  }
}
