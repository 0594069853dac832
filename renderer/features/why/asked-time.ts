/** Writes a market time as its field holds it, in UTC: `2026-11-25 16:31:05`. */
export function fieldOfTime(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** Reads such a field as UTC, seconds or not; `null` when it holds no time. */
export function timeOfField(text: string): number | null {
  const parts = /^\s*(\d{4}-\d{2}-\d{2})[ T]+(\d{1,2}:\d{2}(?::\d{2})?)\s*$/.exec(text);
  if (parts === null) return null;
  const [, day, clock] = parts;
  const time = Date.parse(`${day}T${clock.padStart(clock.length < 6 ? 5 : 8, '0')}Z`);
  return Number.isNaN(time) ? null : time;
}
