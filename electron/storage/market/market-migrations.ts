import { marketKind } from '../database-kind.ts';
import type { DatabaseForm, Migration } from '../sqlite.ts';

const migrations: readonly Migration[] = [
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

/** The market store. */
export const marketForm: DatabaseForm = { kind: marketKind, migrations };
