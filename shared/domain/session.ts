import { DAY_MS, MINUTE_MS } from './time.ts';

/**
 * When an instrument trades. `continuous`: always. `daily`: from `openMinute` to `closeMinute`
 * (minutes after midnight UTC, open inclusive, close exclusive, 0..1440) on the listed days
 * (0 is Sunday).
 */
export type Session =
  | { readonly kind: 'continuous' }
  | { readonly kind: 'daily'; readonly openMinute: number; readonly closeMinute: number; readonly days: readonly number[] };

export const CONTINUOUS: Session = { kind: 'continuous' };

/** Tells whether an instrument with this session trades at `timeMs`. */
export function isOpenAt(session: Session, timeMs: number): boolean {
  if (session.kind === 'continuous') return true;
  const day = Math.floor(timeMs / DAY_MS);
  const minute = (timeMs - day * DAY_MS) / MINUTE_MS;
  // 1970-01-01 was a Thursday, day 4 of a week that starts on Sunday.
  const weekday = (((day + 4) % 7) + 7) % 7;
  return minute >= session.openMinute && minute < session.closeMinute && session.days.includes(weekday);
}

/**
 * Returns how many minutes lie between `timeMs` and the nearer edge of the session it is in, or of the one that is nearest; Infinity
 * for one without edges.
 */
export function minutesToEdge(session: Session, timeMs: number): number {
  if (session.kind === 'continuous') return Infinity;
  const minute = (timeMs - Math.floor(timeMs / DAY_MS) * DAY_MS) / MINUTE_MS;
  return Math.min(Math.abs(minute - session.openMinute), Math.abs(session.closeMinute - minute));
}
