import { verifyJournal as verify } from '../../host/verify-journal.ts';
import { codeHashOfProgram } from '../../platform/program-files.ts';
import { dataFolder } from '../../storage/data-folder.ts';
import type { Output } from '../output.ts';

/** Checks a record against itself; the exit status is 1 when a fault is found. */
export function verifyJournal(dataDir: string, output: Output): void {
  const found = verify(dataFolder(dataDir).journal, codeHashOfProgram());
  output.answer(found, () => [
    found.ok ? 'The record is sound.' : `FAULT: ${found.firstFault?.message ?? 'unknown'}`,
    `Entries        ${found.entries}`,
    `Facts hash     ${found.factsHash ?? (found.ok ? 'not covered: market data has expired' : 'not formed, because of the fault')}`,
    `Decided again  ${found.decidedAgain.runs} ${found.decidedAgain.runs === 1 ? 'run' : 'runs'}`,
    ...found.decidedAgain.skipped.map((why) => `  not: ${why}`),
  ]);
  if (!found.ok) process.exitCode = 1;
}
