import { DateTime, IANAZone } from 'luxon';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { isUtcMs } from '../../../shared/domain/time.ts';

/** How the dates of a file that could be read two ways are read. */
export type DateOrder = 'month-first' | 'day-first';

const ISO_LIKE =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*(Z|UTC|[+-](?:0\d|1[0-4]):?[0-5]\d)?$/i;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2}):?(\d{2})(?::?(\d{2}))?)?$/;
const SLASHED = /^(\d{1,2})[/.](\d{1,2})[/.](\d{2}|\d{4})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const EPOCH = /^\d{9,19}$/;
/** Digits that are a date and a time of day; as milliseconds they would lie in 1976, before there were files of bars. */
const COMPACT_TIME = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?$/;

/** Whether a time zone of this name exists. */
export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/** Tells the order that a slashed date proves (a first or second number above twelve), or `null`. */
export function provenOrder(text: string): DateOrder | null {
  const match = SLASHED.exec(text.trim());
  if (match === null) return null;
  if (Number(match[1]) > 12) return 'day-first';
  return Number(match[2]) > 12 ? 'month-first' : null;
}

/** Whether a date is written with slashes or dots, so that its order matters. */
export function isSlashed(text: string): boolean {
  return SLASHED.test(text.trim());
}

/** Whether a text is a count since 1970, which no time zone changes. */
export function isEpoch(text: string): boolean {
  return EPOCH.test(text) && !COMPACT_TIME.test(text);
}

/**
 * Reads a time as UTC milliseconds: ISO dates and times with or without a zone, `YYYYMMDD` and `YYYYMMDDhhmmss`, dates with slashes, and counts since 1970 in
 * seconds, milliseconds, microseconds or nanoseconds (told apart by their size). Times without a zone
 * are in `timeZone`. Error: what was expected and what was found.
 */
export function parseTime(text: string, timeZone: string, order: DateOrder): Result<number, string> {
  const trimmed = text.trim();
  const parsed = fromEpoch(trimmed) ?? fromIso(trimmed, timeZone) ?? fromSlashed(trimmed, timeZone, order);
  if (parsed === null || !isUtcMs(parsed)) {
    return err(`expected a date or time such as 2024-03-01, 2024-03-01T09:30:00 or 1709285400, found "${trimmed.slice(0, 40)}"`);
  }
  return ok(parsed);
}

function fromEpoch(text: string): number | null {
  if (!isEpoch(text)) return null;
  if (text.length <= 11) return Number(text) * 1000;
  if (text.length <= 14) return Number(text);
  return Number(BigInt(text) / (text.length <= 17 ? 1_000n : 1_000_000n));
}

function fromIso(text: string, timeZone: string): number | null {
  const match = ISO_LIKE.exec(text) ?? COMPACT.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = match;
  const millisecond = Number(fraction.slice(0, 3).padEnd(3, '0'));
  return toUtc([year, month, day, hour, minute, second].map(Number), millisecond, zone === undefined ? timeZone : zoneName(zone));
}

function fromSlashed(text: string, timeZone: string, order: DateOrder): number | null {
  const match = SLASHED.exec(text);
  if (match === null) return null;
  const [, first, second, yearText, hour = '0', minute = '0', seconds = '0'] = match;
  const [month, day] = order === 'month-first' ? [first, second] : [second, first];
  const year = yearText.length === 2 ? 2000 + Number(yearText) : Number(yearText);
  return toUtc([year, ...[month, day, hour, minute, seconds].map(Number)], 0, timeZone);
}

function toUtc([year, month, day, hour, minute, second]: readonly number[], millisecond: number, zone: string): number | null {
  const time = DateTime.fromObject({ year, month, day, hour, minute, second, millisecond }, { zone });
  // A local time that a clock change left out comes back as another hour: there was no such time.
  if (!time.isValid || time.hour !== hour || time.day !== day) return null;
  return time.toMillis();
}

function zoneName(zone: string): string {
  return /^(Z|UTC)$/i.test(zone) ? 'UTC' : `UTC${zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`}`;
}
