import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './time.ts';

/** Writes a span of time in its two largest units, such as `2 h 41 min`; below a minute in seconds. */
export function spanWords(spanMs: number): string {
  const seconds = Math.max(0, Math.round(spanMs / SECOND_MS));
  const days = Math.floor(seconds / (DAY_MS / SECOND_MS));
  const hours = Math.floor(seconds / (HOUR_MS / SECOND_MS)) % 24;
  const minutes = Math.floor(seconds / (MINUTE_MS / SECOND_MS)) % 60;
  if (days > 0) return `${days} d ${hours} h`;
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}

/** Tells that the market lies so far behind the clock, in milliseconds of market time, and what follows. */
export function catchingUpWords(behindMs: number): string {
  return `Catching up: ${spanWords(behindMs)} behind; no new trades until prices are fresh`;
}

/** Tells how a market that is behind is coming along, such as `2 h 41 min behind, 43 % done, about 4 s left`. */
export function catchUpProgressWords(catchUp: {
  /** Milliseconds of market time. */
  readonly behindMs: number;
  /** 0..1. */
  readonly progress: number;
  /** Wall milliseconds, or `null`. */
  readonly remainingMs: number | null;
}): string {
  const { behindMs, progress, remainingMs } = catchUp;
  const left = remainingMs === null ? '' : `, about ${spanWords(remainingMs)} left`;
  return `${spanWords(behindMs)} behind, ${Math.floor(progress * 100)} % done${left}`;
}
