/** How numbers and times are written in the window: grouped by thin spaces, with a real minus sign. */

const GROUP = '\u2009';

/** Writes a number with so many places: `61 204.50`, `−0.31`. */
export function formatNumber(value: number, places: number): string {
  const [whole, fraction] = Math.abs(value).toFixed(places).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, GROUP);
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  const isZero = Number(Math.abs(value).toFixed(places)) === 0;
  return value < 0 && !isZero ? `−${text}` : text;
}

/** Writes a decimal string of the contract with so many places. */
export function formatDecimalText(text: string, places: number): string {
  return formatNumber(Number(text), places);
}

/** Writes a signed number: `+0.31`, `−2.20`, `0.00`. */
export function formatSigned(value: number, places: number): string {
  const text = formatNumber(value, places);
  return value > 0 && Number(value.toFixed(places)) !== 0 ? `+${text}` : text;
}

/** Writes a ratio as percent: 0.0142 is `1.42 %`. */
export function formatPercent(ratio: number, places = 2): string {
  return `${formatNumber(ratio * 100, places)}${GROUP}%`;
}

export function formatSignedPercent(ratio: number, places = 2): string {
  return `${formatSigned(ratio * 100, places)}${GROUP}%`;
}

/** Writes large counts short: `12.4 k`, `3.1 M`. */
export function formatShort(value: number): string {
  if (value >= 1e9) return `${(value / 1e9).toFixed(1)}${GROUP}B`;
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)}${GROUP}M`;
  if (value >= 1e4) return `${(value / 1e3).toFixed(1)}${GROUP}k`;
  return formatNumber(value, value < 100 && !Number.isInteger(value) ? 2 : 0);
}

/** Writes a quantity without trailing zeros. */
export function formatQuantityText(text: string): string {
  const [whole, fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, GROUP);
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Writes the time of day in UTC: `13:42:07`. */
export function formatClock(timeMs: number): string {
  const time = new Date(timeMs);
  return `${two(time.getUTCHours())}:${two(time.getUTCMinutes())}:${two(time.getUTCSeconds())}`;
}

/** Writes day and time in UTC: `22 Nov 13:42`. */
export function formatDayTime(timeMs: number): string {
  const time = new Date(timeMs);
  const month = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][time.getUTCMonth()];
  return `${time.getUTCDate()} ${month} ${two(time.getUTCHours())}:${two(time.getUTCMinutes())}`;
}

/** Writes how long ago or how long still: `42 s`, `9 min`, `3 h`, `2 d`. */
export function formatSpan(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** Writes an age as short as it can be read: `42s`, `9m`, `3h`, `2d`. */
export function formatAge(ms: number): string {
  return formatSpan(ms).replace(/ (.).*/, '$1');
}

/** Writes a countdown: `04:12`. */
export function formatCountdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const hours = Math.floor(seconds / 3_600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
