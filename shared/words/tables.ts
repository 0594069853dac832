import { analysisWords } from './analysis.ts';
import { consequenceWords } from './consequences.ts';
import { fillTables } from './fills.ts';
import type { MessageTable } from './message-table.ts';
import { reasonTables } from './reasons.ts';
import { statusTables } from './statuses.ts';
import { whyTables } from './why.ts';

/** Every table of words that BitFlow says, by name; a new table is added here, and is held to docs/glossary.md from then on. */
export const messageTables: Readonly<Record<string, MessageTable>> = {
  ...statusTables,
  ...fillTables,
  ...reasonTables,
  ...whyTables,
  analysisWords,
  consequenceWords,
};
