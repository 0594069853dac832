import type { IndicatorParameter } from '../indicator.ts';

/** Stretches of the UTC calendar after which an indicator starts afresh. */
export const DAY = 1;
export const WEEK = 2;
export const MONTH = 3;

const DAY_MS = 86_400_000;
/** 1970-01-01 was a Thursday. */
const MONDAY_OFFSET_DAYS = 3;

/** A parameter that says after which stretch an indicator starts afresh. */
export function span(title: string, byDefault: number, minimum = DAY): IndicatorParameter {
  return { name: 'span', title, default: byDefault, minimum, maximum: MONTH, isWhole: true };
}

/** Returns a number that is the same for all times of one UTC day, week from Monday on, or month; the same for all times where `kind` is 0. */
export function calendarSpan(kind: number, timeMs: number): number {
  if (kind === 0) return 0;
  const day = Math.floor(timeMs / DAY_MS);
  if (kind === DAY) return day;
  if (kind === WEEK) return Math.floor((day + MONDAY_OFFSET_DAYS) / 7);
  return monthOf(day);
}

/**
 * Returns months since March of year 0.
 * @source Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
 */
function monthOf(day: number): number {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const year = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  return (era * 400 + year) * 12 + Math.floor((5 * dayOfYear + 2) / 153);
}
