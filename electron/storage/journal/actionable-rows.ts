import type { Books } from '../../engine/books/books.ts';
import type { ReadableDb } from '../sqlite.ts';
import type { foldedTables } from './journal-migrations.ts';
import { orderRow, positionRow, proposalRow, type TableRow } from './table-rows.ts';

type TableName = (typeof foldedTables)[number];

/**
 * Names the tables whose rows of what can be acted on (orders that are not over, open positions, proposals that wait) are not, value
 * by value, what the journal gives. Reads those rows only; `books` are folded from the journal.
 */
export function actionableUnlike(db: ReadableDb, books: Books): TableName[] {
  const kinds: readonly { readonly table: TableName; readonly where: string; readonly rows: readonly TableRow[] }[] = [
    {
      table: 'orders',
      where: "status IN ('submitted', 'held', 'working', 'partially-filled')",
      rows: [...books.orders.live()].map(orderRow),
    },
    { table: 'positions', where: 'true', rows: [...books.positions.values()].map(positionRow) },
    { table: 'proposals', where: "status = 'pending'", rows: books.pendingProposals().map(proposalRow) },
  ];
  return kinds
    .filter(({ table, where, rows }) => !isAlike(db.prepare(`SELECT * FROM ${table} WHERE ${where}`).raw().all(), rows))
    .map(({ table }) => table);
}

/** Whether both hold the same rows, in whatever order. */
function isAlike(found: readonly unknown[], expected: readonly TableRow[]): boolean {
  if (found.length !== expected.length) return false;
  const texts = new Set(expected.map((row) => JSON.stringify(row)));
  return found.every((row) => texts.has(JSON.stringify(row)));
}
