import { escapedJson, neutralised } from '../../shared/domain/plain-text.ts';

/** Where a command's answer goes: one JSON value, or lines for people. */
export interface Output {
  readonly isJson: boolean;
  /** Prints the answer: `value` as JSON, or `lines` for people. */
  answer(value: unknown, lines: () => readonly string[]): void;
  /** Says something beside the answer, on standard error. */
  say(message: string): void;
}

export function createOutput(isJson: boolean): Output {
  return {
    isJson,
    answer: (value, lines) => {
      const text = isJson ? jsonOf(value) : neutralised(lines().join('\n'));
      if (text !== '') process.stdout.write(`${text}\n`);
    },
    say: (message) => void process.stderr.write(`${neutralised(message)}\n`),
  };
}

/** One JSON value on one line; what a terminal would not show, or show elsewhere, is escaped. */
export function jsonOf(value: unknown): string {
  return escapedJson(JSON.stringify(value));
}

/** Lays rows out in columns; numbers and what looks like them to the right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
  const isNumeric = header.map((_, column) => rows.length > 0 && rows.every((row) => /^[−+-]?[\d .,%–]*$/.test(row[column])));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (isNumeric[column] ? cell.padStart(widths[column]) : cell.padEnd(widths[column])))
      .join('  ')
      .trimEnd();
  return [line(header), ...rows.map(line)];
}
