/** What a field for a moment holds. */
export type AskedTime =
  | { readonly kind: 'time'; readonly at: number }
  /** It is read, and lies after the newest moment there is. */
  | { readonly kind: 'future' }
  | { readonly kind: 'unreadable' };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Writes a market time as its field holds it, in UTC: `2026-11-25 16:31:05`. */
export function fieldOfTime(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 19).replace('T', ' ');
}

/**
 * Reads such a field as UTC, seconds or not. A time alone is of the day of `nowMs`, and a day as the window writes it (`25 Nov 16:31`)
 * of its year.
 */
export function askedTime(text: string, nowMs: number): AskedTime {
  const at = timeOfField(text, nowMs);
  if (at === null) return { kind: 'unreadable' };
  return at > nowMs ? { kind: 'future' } : { kind: 'time', at };
}

function timeOfField(text: string, nowMs: number): number | null {
  const today = fieldOfTime(nowMs).slice(0, 10);
  const parts = /^\s*(?:(\d{4}-\d{2}-\d{2})[ T]+|(\d{1,2}) ([a-z]{3})[a-z]* )?(\d{1,2}:\d{2}(?::\d{2})?)(?: UTC)?\s*$/i.exec(text);
  if (parts === null) return null;
  const [, date, day, month, clock] = parts;
  const monthPlace = MONTHS.indexOf((month ?? '').toLowerCase());
  if (month !== undefined && monthPlace < 0) return null;
  const named = month === undefined ? today : `${today.slice(0, 4)}-${twoDigits(monthPlace + 1)}-${twoDigits(Number(day))}`;
  const time = Date.parse(`${date ?? named}T${clock.padStart(clock.length < 6 ? 5 : 8, '0')}Z`);
  return Number.isNaN(time) ? null : time;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
