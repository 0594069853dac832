import type { Migration } from '../sqlite.ts';

/** The forms of the paper venue's books, oldest first. */
export const paperMigrations: readonly Migration[] = [
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
];
