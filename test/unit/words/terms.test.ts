import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeSettings } from '../../../shared/config/describe-settings.ts';
import type { Words } from '../../../shared/words/message-table.ts';
import { messageTables } from '../../../shared/words/tables.ts';

interface Term {
  readonly say: string;
  readonly not: readonly string[];
}

/** The rows of the table of terms in docs/glossary.md. */
function terms(): readonly Term[] {
  const glossary = readFileSync(new URL('../../../docs/glossary.md', import.meta.url), 'utf8');
  const [, table] = glossary.split('## What BitFlow says to a trader');
  return table
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[-| ]+\|$/.test(line))
    .slice(1)
    .map((line) => {
      const [say, not] = line
        .split('|')
        .slice(1, 3)
        .map((cell) => cell.trim());
      return { say, not: not.split(';').map((phrase) => phrase.trim().toLowerCase()) };
    });
}

/** A number where a sentence wants one, whatever its name. */
const anyValues = new Proxy({}, { get: () => '7' });

function said(words: Words): string {
  return typeof words === 'string' ? words : words(anyValues as never);
}

/** Everything that is said, by where it stands. */
function sentences(): readonly [string, string][] {
  const tables = Object.entries(messageTables).flatMap(([table, messages]) =>
    Object.entries(messages).map(([code, words]): [string, string] => [`${table} ${code}`, said(words)]),
  );
  const settings = describeSettings().flatMap(({ name, title, help, fields }): [string, string][] => [
    [`settings ${name}`, `${title}. ${help}`],
    ...fields.map(({ path, meta }): [string, string] => [`settings ${path}`, `${meta.title}. ${meta.help}`]),
  ]);
  return [...tables, ...settings];
}

function has(text: string, phrase: string): boolean {
  const escaped = phrase.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\w-])${escaped}(?![\w-])`, 'i').test(text);
}

describe('what BitFlow says to a trader', () => {
  it('has a list of terms, and tables to hold to it', () => {
    expect(terms().length).toBeGreaterThan(20);
    expect(terms().every(({ say, not }) => say !== '' && not.every((phrase) => phrase !== ''))).toBe(true);
    expect(sentences().length).toBeGreaterThan(80);
  });

  it('uses the terms of docs/glossary.md, in every message table and in the help of every setting', () => {
    const faults = sentences().flatMap(([place, text]) =>
      terms().flatMap(({ say, not }) =>
        not.filter((phrase) => has(text, phrase)).map((phrase) => `${place}: says "${phrase}", not "${say}"`),
      ),
    );
    expect(faults).toEqual([]);
  });

  it('says something for every code', () => {
    expect(sentences().filter(([, text]) => text.trim() === '' || text.includes('undefined'))).toEqual([]);
  });
});
