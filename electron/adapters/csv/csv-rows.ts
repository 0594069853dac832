import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';
import { BitFlowError } from '../../../shared/base/bitflow-error.ts';
import { barFault } from '../../../shared/domain/bar.ts';
import { neutralised } from '../../../shared/domain/plain-text.ts';
import { readWholeFile } from '../../files/read-whole-file.ts';
import { type CsvColumns, findColumns } from './csv-columns.ts';
import { type DateOrder, isEpoch, isSlashed, parseTime, provenOrder } from './csv-time.ts';

/** A row that can't be used, with its line in the file (the header is line 1). */
export interface BadRow {
  readonly line: number;
  readonly reason: string;
}

/** What a file holds, ascending by time, each bar once. */
export interface CsvBars {
  readonly path: string;
  readonly sha256: string;
  readonly openTime: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  /** Length of one bar: the distance that most rows have from the row before. */
  readonly barMs: number;
  /** Decimal places seen in prices and in volumes, at most eight. */
  readonly pricePlaces: number;
  readonly volumePlaces: number;
  readonly skipped: readonly BadRow[];
  /** What was taken for granted, in plain words. */
  readonly assumptions: readonly string[];
}

export interface CsvOptions {
  /** Zone of times that name none. `null`: what the header says, else UTC. */
  readonly timeZone: string | null;
  readonly skipBadRows: boolean;
}

/** A file is read whole and kept as text at first, which may be no longer. */
const MOST_FILE_BYTES = 500_000_000;

/** Rows are told apart from noise by at most so many faults in a report. */
const SHOWN_FAULTS = 20;

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

interface ParsedRow {
  readonly line: number;
  readonly openTime: number;
  readonly values: readonly [number, number, number, number, number];
  readonly texts: readonly string[];
}

/**
 * Reads bars from a file of comma, semicolon or tab separated values.
 * @throws {BitFlowError} `file-missing`; `csv-malformed` when it has no usable header or fewer than two rows; `csv-bad-row` naming the
 * line and the reason of the first bad row, unless bad rows are skipped.
 */
export function readCsvBars(path: string, options: CsvOptions): CsvBars {
  const bytes = readFile(path);
  const records = parseRecords(path, bytes);
  const header = records[0];
  if (header === undefined) throw malformed(path, 'the file is empty');
  const columns = findColumns(header.fields);
  if (!columns.ok) throw malformed(path, columns.error);
  const data = records.slice(1);
  const timeZone = options.timeZone ?? columns.value.timeZone ?? 'UTC';
  const order = dateOrderOf(data, columns.value);

  const faults: BadRow[] = [];
  const parsed: ParsedRow[] = [];
  for (const record of data) {
    const row = parseRow(record, columns.value, header.fields.length, timeZone, order.order);
    if (typeof row === 'string') faults.push({ line: record.line, reason: row });
    else parsed.push(row);
  }
  const isNewestFirst = isDescending(parsed);
  if (isNewestFirst) parsed.reverse();
  const rows = inOrder(parsed, faults);
  faults.sort((a, b) => a.line - b.line);
  refuseFaults(path, faults, options.skipBadRows);
  if (rows.length < 2) throw malformed(path, `expected at least two bars, found ${rows.length}`);

  const barMs = usualDistance(rows);
  const column = (place: number): Float64Array => Float64Array.from(rows, (row) => row.values[place]);
  const pricePlaces = placesSeen(rows, [0, 1, 2, 3]);
  const assumptions = [
    ...assumeZone(options.timeZone, columns.value.timeZone, rows, data, columns.value),
    ...(order.isAssumed ? ['Dates such as 01/02/2024 are read as month/day/year.'] : []),
    ...(isNewestFirst ? ['The file is newest first and is played from its end.'] : []),
    ...assumeUnused(columns.value.unused),
    ...assumeGaps(rows, barMs),
    ...reportSkipped(faults),
  ];
  return {
    path,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    openTime: Float64Array.from(rows, (row) => row.openTime),
    open: column(0),
    high: column(1),
    low: column(2),
    close: column(3),
    volume: column(4),
    barMs,
    pricePlaces,
    volumePlaces: placesSeen(rows, [4]),
    skipped: faults,
    assumptions,
  };
}

interface Record {
  readonly line: number;
  readonly fields: readonly string[];
}

function readFile(path: string): Buffer {
  try {
    return readWholeFile(path, MOST_FILE_BYTES);
  } catch (cause) {
    throw new BitFlowError(
      `The market file ${path} can't be read: ${cause instanceof Error ? cause.message : String(cause)}. Check the path given to --market.`,
      {
        code: 'file-missing',
        cause,
      },
    );
  }
}

function parseRecords(path: string, bytes: Buffer): Record[] {
  const sample = bytes.subarray(0, 4096).toString('utf8');
  if (sample.includes('\u0000')) throw malformed(path, 'expected text, found binary data');
  const lines = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/);
  const header = lines.find((text) => text.trim() !== '') ?? '';
  const delimiter = [',', ';', '\t'].find((candidate) => header.includes(candidate)) ?? ',';
  return lines.flatMap((text, index) => (text.trim() === '' ? [] : [{ line: index + 1, fields: fieldsOf(text, delimiter) }]));
}

/** Splits one line; no bar goes over more than one, so that a stray quote spoils its own line only. */
function fieldsOf(text: string, delimiter: string): readonly string[] {
  if (!text.includes('"')) return text.split(delimiter).map((field) => field.trim());
  try {
    const [fields = []] = parse(text, { delimiter, relax_column_count: true, trim: true });
    return fields;
  } catch {
    // A quote without its pair: the line is one field, and refused for it.
    return [text];
  }
}

function parseRow({ fields, line }: Record, columns: CsvColumns, width: number, timeZone: string, order: DateOrder): ParsedRow | string {
  if (fields.length !== width) return `expected ${width} fields, found ${fields.length}`;
  const time = parseTime(timeText(fields, columns), timeZone, order);
  if (!time.ok) return time.error;
  const texts = [columns.open, columns.high, columns.low, columns.close, columns.volume].map((place) => fields[place]);
  const wrong = texts.find((text) => !NUMBER.test(text));
  if (wrong !== undefined) return `expected a number such as 184.25, found "${neutralised(wrong.slice(0, 40))}"`;
  const [open, high, low, close, volume] = texts.map(Number);
  const fault = barFault(open, high, low, close, volume);
  return fault ?? { line, openTime: time.value, values: [open, high, low, close, volume], texts };
}

function timeText(fields: readonly string[], { time }: CsvColumns): string {
  return time.map((place) => fields[place]).join(' ');
}

function dateOrderOf(data: readonly Record[], columns: CsvColumns): { readonly order: DateOrder; readonly isAssumed: boolean } {
  let isAnySlashed = false;
  for (const { fields } of data) {
    const text = fields[columns.time[0]] ?? '';
    const proven = provenOrder(text);
    if (proven !== null) return { order: proven, isAssumed: false };
    isAnySlashed ||= isSlashed(text);
  }
  return { order: 'month-first', isAssumed: isAnySlashed };
}

function isDescending(rows: readonly ParsedRow[]): boolean {
  return rows.length > 1 && rows.every((row, place) => place === 0 || row.openTime < rows[place - 1].openTime);
}

/** Keeps the rows that are later than all before them; the others are faults. */
function inOrder(rows: readonly ParsedRow[], faults: BadRow[]): ParsedRow[] {
  const kept: ParsedRow[] = [];
  for (const row of rows) {
    const before = kept.at(-1);
    if (before === undefined || row.openTime > before.openTime) kept.push(row);
    else if (row.openTime === before.openTime)
      faults.push({ line: row.line, reason: `the same time as line ${before.line}: every bar must come once` });
    else faults.push({ line: row.line, reason: `a time before that of line ${before.line}: bars must be in order` });
  }
  return kept;
}

function refuseFaults(path: string, faults: readonly BadRow[], isSkipping: boolean): void {
  const [first] = faults;
  if (first === undefined || isSkipping) return;
  const more = faults.length === 1 ? '' : ` ${faults.length - 1} more: ${listed(faults.slice(1), SHOWN_FAULTS - 1)}.`;
  throw new BitFlowError(
    `${basename(path)}, line ${first.line}: ${first.reason}.${more} Correct the file, or give --skip-bad-rows to leave such rows out.`,
    {
      code: 'csv-bad-row',
    },
  );
}

function usualDistance(rows: readonly ParsedRow[]): number {
  const counts = new Map<number, number>();
  for (let i = 1; i < rows.length; i += 1) {
    const distance = rows[i].openTime - rows[i - 1].openTime;
    counts.set(distance, (counts.get(distance) ?? 0) + 1);
  }
  let usual = 0;
  for (const [distance, count] of counts) {
    const best = counts.get(usual) ?? 0;
    if (count > best || (count === best && distance < usual)) usual = distance;
  }
  return usual;
}

function placesSeen(rows: readonly ParsedRow[], columns: readonly number[]): number {
  let most = 0;
  for (const { texts } of rows) {
    for (const column of columns) {
      const text = texts[column];
      const point = text.indexOf('.');
      if (point < 0) continue;
      let end = text.length;
      while (text.charCodeAt(end - 1) === 48) end -= 1;
      most = Math.max(most, end - point - 1);
    }
  }
  return Math.min(most, 8);
}

function assumeZone(
  given: string | null,
  named: string | null,
  rows: readonly ParsedRow[],
  data: readonly Record[],
  columns: CsvColumns,
): string[] {
  const sample = data.length > 0 ? timeText(data[0].fields, columns) : '';
  const isSelfContained = isEpoch(sample) || /(Z|UTC|[+-]\d{2}:?\d{2})$/i.test(sample.slice(10));
  if (isSelfContained || rows.length === 0) return [];
  if (given !== null) return [`Times are in ${given}, as --timezone says.`];
  return [
    named === null ? 'Times are in UTC; give --timezone if they are not.' : `Times are in ${named}, as the name of the time column says.`,
  ];
}

/** Names the rows that were left out, the first of many. */
function reportSkipped(faults: readonly BadRow[]): string[] {
  if (faults.length === 0) return [];
  return [`${faults.length} bad ${faults.length === 1 ? 'row' : 'rows'} skipped, ${listed(faults, SHOWN_FAULTS)}.`];
}

/** Names at most so many faults, and shows where there are more. */
function listed(faults: readonly BadRow[], most: number): string {
  const shown = faults.slice(0, most).map(({ line, reason }) => `line ${line}: ${reason}`);
  return `${shown.join('; ')}${faults.length > most ? ' …' : ''}`;
}

function assumeUnused(unused: readonly string[]): string[] {
  if (unused.length === 0) return [];
  const shown = unused.slice(0, SHOWN_FAULTS).map((name) => neutralised(name).slice(0, 40));
  return [`Columns not used: ${shown.join(', ')}${unused.length > SHOWN_FAULTS ? ' …' : ''}.`];
}

function assumeGaps(rows: readonly ParsedRow[], barMs: number): string[] {
  let gaps = 0;
  for (let i = 1; i < rows.length; i += 1) if (rows[i].openTime - rows[i - 1].openTime > barMs) gaps += 1;
  return gaps === 0 ? [] : [`${gaps} ${gaps === 1 ? 'gap' : 'gaps'} between bars: time without bars passes, nothing is made up for it.`];
}

function malformed(path: string, reason: string): BitFlowError {
  return new BitFlowError(`${basename(path)} can't be played: ${reason}.`, { code: 'csv-malformed' });
}
