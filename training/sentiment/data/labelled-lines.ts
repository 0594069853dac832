import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Example, isLabel } from './example.ts';

/**
 * Reads a file of `label<TAB>text` lines; empty lines and lines that begin with # are passed over.
 * @throws Error naming file and line where a line has no label or no text.
 */
export function readLabelledLines(file: string): Example[] {
  const source = basename(file, '.tsv');
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, at): Example[] => {
      if (line.trim() === '' || line.startsWith('#')) return [];
      const tab = line.indexOf('\t');
      const [label, text] = [line.slice(0, tab), line.slice(tab + 1).trim()];
      if (tab < 0 || !isLabel(label) || text === '')
        throw new Error(`Expected "negative|neutral|positive<TAB>text" at ${file}:${at + 1}, but found "${line}".`);
      return [{ label, text, source }];
    });
}

/** Reads every `.tsv` of a folder, by name; none when there is no such folder. */
export function readFolder(folder: string): Example[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.tsv'));
  return files.toSorted().flatMap((file) => readLabelledLines(join(folder, file)));
}
