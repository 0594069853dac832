import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Books } from '../../electron/engine/books/books.ts';
import type { DataFolder } from '../../electron/storage/data-folder.ts';
import { decodeJson, encodeJson } from '../../electron/storage/json-codec.ts';
import { type AuditBaseline, audit, baselineOf, type NotedCommand } from './audit.ts';
import { AUDITED, type Tampering, tamperingNote, tamperings } from './tampering.ts';

/** What an engine made of files that were touched before it started. */
export interface TamperingOutcome {
  readonly kind: Tampering;
  /** `named`: it says what is wrong and halts. `repaired`: nothing is missing or twice. `silent`: neither, which the audit then tells. */
  readonly outcome: 'named' | 'repaired' | 'silent';
}

/**
 * Looks at a start on files that were touched, once. Where it named the difference and halted, the audits of this folder begin anew
 * from here; where it did not, everything must add up as if nothing had been done.
 */
export function settleTampering(folder: DataFolder, books: Books, noted: readonly NotedCommand[]): TamperingOutcome | null {
  const note = tamperingNote(folder.path);
  if (!existsSync(note)) return null;
  const text = readFileSync(note, 'utf8');
  const kind = tamperings.find((each) => each === text);
  if (kind === undefined) throw new Error(`expected a kind of tampering in ${note}, found ${text}`);
  const { state, cause } = books.tradingState;
  const isNamed = state === 'halted' && cause === 'dispute';
  // Commands that left nothing at the venue are known to nobody once the journal is a copy of before.
  const known =
    kind === 'venue-older' || kind === 'venue-missing' ? noted : noted.filter(({ command }) => books.commands.has(command.commandId));
  const { lost, duplicated, mismatched } = audit(folder, books, known, auditsSince(folder));
  const isWhole = lost.length + duplicated.length + mismatched.length === 0;
  rmSync(note);
  if (!isNamed && !isWhole) return { kind, outcome: 'silent' };
  writeFileSync(baselinePath(folder), encodeJson(baselineOf(folder, books, noted)));
  return { kind, outcome: isNamed ? 'named' : 'repaired' };
}

/** Where the audits of a folder begin, or `null` for the beginning. */
export function auditsSince(folder: DataFolder): AuditBaseline | null {
  const path = baselinePath(folder);
  return existsSync(path) ? decodeJson<AuditBaseline>(readFileSync(path, 'utf8')) : null;
}

function baselinePath(folder: DataFolder): string {
  return join(folder.path, AUDITED);
}
