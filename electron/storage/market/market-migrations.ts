import type { Migration } from '../sqlite.ts';

/** The forms of the market store, oldest first. */
export const marketMigrations: readonly Migration[] = [
  {
    version: 1,
    sql: `
      CREATE TABLE bar_days (
        series TEXT NOT NULL,
        day INTEGER NOT NULL,
        row_count INTEGER NOT NULL,
        data BLOB NOT NULL,
        PRIMARY KEY (series, day)
      ) STRICT, WITHOUT ROWID;
    `,
  },
];
