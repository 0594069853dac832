import { paperKind } from '../database-kind.ts';
import type { DatabaseForm, Migration } from '../sqlite.ts';

const migrations: readonly Migration[] = [
  {
    version: 1,
    sql: `
      CREATE TABLE orders (
        client_order_id TEXT PRIMARY KEY,
        place INTEGER NOT NULL,
        status TEXT NOT NULL,
        body TEXT NOT NULL
      ) STRICT;
      CREATE TABLE state (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        order_count INTEGER NOT NULL,
        trade_count INTEGER NOT NULL,
        worked_time INTEGER,
        worked_instrument INTEGER
      ) STRICT;
      INSERT INTO state VALUES (1, 0, 0, NULL, NULL);
    `,
  },
  // Books have a name and every row a hash. Those of before have neither: what they hold is named at the next start and left out.
  {
    version: 2,
    sql: `
      ALTER TABLE orders ADD COLUMN hash TEXT NOT NULL DEFAULT '';
      CREATE TABLE named_state (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        books_id TEXT NOT NULL,
        order_count INTEGER NOT NULL,
        trade_count INTEGER NOT NULL,
        worked_time INTEGER,
        worked_instrument INTEGER,
        hash TEXT NOT NULL
      ) STRICT;
      INSERT INTO named_state SELECT id, '', order_count, trade_count, worked_time, worked_instrument, '' FROM state WHERE order_count > 0;
      DROP TABLE state;
      ALTER TABLE named_state RENAME TO state;
    `,
  },
];

/** The paper venue's books. */
export const paperForm: DatabaseForm = { kind: paperKind, migrations };
