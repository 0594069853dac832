import { journalKind } from '../database-kind.ts';
import type { DatabaseForm, Migration } from '../sqlite.ts';

/** Trade ids are unique within (venue books, instrument); venue books are named by their place among those that the journal used. */
const fillTablesSql = `
  CREATE TABLE fills (
    trade_id TEXT NOT NULL,
    venue_books INTEGER NOT NULL,
    instrument_id TEXT NOT NULL,
    client_order_id TEXT NOT NULL,
    side TEXT NOT NULL,
    price TEXT NOT NULL,
    quantity TEXT NOT NULL,
    fee TEXT NOT NULL,
    currency TEXT NOT NULL,
    liquidity TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (trade_id, venue_books, instrument_id)
  ) STRICT;
  CREATE TABLE ledger_entries (
    id TEXT PRIMARY KEY,
    sequence INTEGER NOT NULL,
    at INTEGER NOT NULL,
    cause TEXT NOT NULL,
    trade_id TEXT,
    venue_books INTEGER,
    instrument_id TEXT
  ) STRICT;
`;

/** The tables that are a fold of the journal, in their newest form; a migration that changes one drops and refills it. */
export const foldedTablesSql = `
  CREATE TABLE orders (
    client_order_id TEXT PRIMARY KEY,
    venue_order_id TEXT,
    group_id TEXT NOT NULL,
    proposal_id TEXT,
    instrument_id TEXT NOT NULL,
    side TEXT NOT NULL,
    type TEXT NOT NULL,
    role TEXT NOT NULL,
    origin TEXT NOT NULL,
    quantity TEXT NOT NULL,
    filled_quantity TEXT NOT NULL,
    limit_price TEXT,
    stop_price TEXT,
    expires_at INTEGER,
    status TEXT NOT NULL,
    is_cancel_requested INTEGER NOT NULL,
    requested_price TEXT,
    reason TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX orders_by_time ON orders (created_at);
  CREATE INDEX live_orders ON orders (client_order_id) WHERE status IN ('submitted', 'held', 'working', 'partially-filled');
${fillTablesSql}
  CREATE TABLE ledger_postings (
    entry_id TEXT NOT NULL,
    account TEXT NOT NULL,
    amount TEXT NOT NULL,
    currency TEXT NOT NULL,
    PRIMARY KEY (entry_id, account)
  ) STRICT;
  CREATE TABLE positions (
    id TEXT PRIMARY KEY,
    instrument_id TEXT NOT NULL,
    direction TEXT NOT NULL,
    quantity TEXT NOT NULL,
    cost TEXT NOT NULL,
    realised TEXT NOT NULL,
    fees TEXT NOT NULL,
    maximum_loss TEXT NOT NULL,
    currency TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE trades (
    position_id TEXT PRIMARY KEY,
    instrument_id TEXT NOT NULL,
    direction TEXT NOT NULL,
    quantity TEXT NOT NULL,
    entry_price TEXT NOT NULL,
    exit_price TEXT NOT NULL,
    realised_net TEXT NOT NULL,
    fees TEXT NOT NULL,
    currency TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    closed_at INTEGER NOT NULL,
    exit_reason TEXT NOT NULL
  ) STRICT;
  CREATE TABLE signals (
    id TEXT PRIMARY KEY,
    instrument_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    action TEXT NOT NULL,
    score REAL NOT NULL,
    confidence REAL NOT NULL,
    is_accepted INTEGER,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX signals_by_time ON signals (at);
  CREATE TABLE proposals (
    id TEXT PRIMARY KEY,
    signal_id TEXT NOT NULL,
    instrument_id TEXT NOT NULL,
    status TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX pending_proposals ON proposals (id) WHERE status = 'pending';
  CREATE TABLE settings_history (
    sequence INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    document TEXT NOT NULL
  ) STRICT;
`;

const migrations: readonly Migration[] = [
  {
    version: 1,
    sql: `
      CREATE TABLE journal (
        sequence INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        body TEXT NOT NULL,
        hash TEXT NOT NULL
      ) STRICT;
      CREATE TABLE segments (
        first_sequence INTEGER PRIMARY KEY,
        last_sequence INTEGER NOT NULL,
        purpose TEXT NOT NULL,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        row_count INTEGER NOT NULL,
        first_time INTEGER NOT NULL,
        last_time INTEGER NOT NULL,
        data BLOB NOT NULL,
        hash TEXT NOT NULL
      ) STRICT;
      CREATE TABLE snapshots (
        sequence INTEGER PRIMARY KEY,
        journal_hash TEXT NOT NULL,
        code_hash TEXT NOT NULL,
        body TEXT NOT NULL
      ) STRICT;
      ${foldedTablesSql}
    `,
  },
  // Snapshots that say nothing of their own hash are left out; the next start folds from the beginning once.
  { version: 2, sql: "ALTER TABLE snapshots ADD COLUMN hash TEXT NOT NULL DEFAULT ''" },
  // Signals now carry what became of them: the next start fills their table again from the journal.
  { version: 3, sql: 'DELETE FROM signals' },
  // Fills name the venue books that their trade ids belong to; the next start fills the two tables again. What can be acted on is
  // found without reading what is over.
  {
    version: 4,
    sql: `
      DROP TABLE IF EXISTS fills;
      DROP TABLE IF EXISTS ledger_entries;
      ${fillTablesSql}
      CREATE INDEX IF NOT EXISTS live_orders ON orders (client_order_id)
        WHERE status IN ('submitted', 'held', 'working', 'partially-filled');
      CREATE INDEX IF NOT EXISTS pending_proposals ON proposals (id) WHERE status = 'pending';
    `,
  },
];

/** The durable store. */
export const journalForm: DatabaseForm = { kind: journalKind, migrations };

/** Names of the folded tables, children first. */
export const foldedTables = [
  'ledger_postings',
  'ledger_entries',
  'fills',
  'orders',
  'positions',
  'trades',
  'signals',
  'proposals',
  'settings_history',
] as const;
