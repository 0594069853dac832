import { err, ok, type Result } from '../../../shared/base/result.ts';

/** Where the columns of a file are, counted from zero. */
export interface CsvColumns {
  /** One column, or a date and a time of day. */
  readonly time: readonly number[];
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  /** The time zone that the header itself names, or `null`. */
  readonly timeZone: string | null;
  /** Names of columns that are not used. */
  readonly unused: readonly string[];
}

const NAMES = {
  dateTime: [
    'time',
    'timestamp',
    'datetime',
    'date time',
    'ts',
    'ts ms',
    'open time',
    'opentime',
    'unix',
    'epoch',
    'unixtime',
    'time utc',
    'time ny',
    't',
    'index',
    '',
  ],
  date: ['date', 'day'],
  timeOfDay: ['time', 'timeofday'],
  open: ['open', 'o', 'open price'],
  high: ['high', 'h', 'high price', 'max'],
  low: ['low', 'l', 'low price', 'min'],
  close: ['close', 'c', 'close price', 'price', 'last'],
  volume: ['volume', 'vol', 'v', 'volume base', 'base volume', 'total volume'],
} as const;

const ZONES: Readonly<Record<string, string>> = { 'time utc': 'UTC', 'time ny': 'America/New_York' };

/** Finds the columns by the usual names, in any case and order. Error: what was expected and what was found. */
export function findColumns(header: readonly string[]): Result<CsvColumns, string> {
  const names = header.map((name) =>
    name
      .trim()
      .toLowerCase()
      .replace(/[_\-.]+/g, ' '),
  );
  const placeOf = (candidates: readonly string[]): number => names.findIndex((name) => candidates.includes(name));
  const date = placeOf(NAMES.date);
  const timeOfDay = placeOf(NAMES.timeOfDay);
  const dateTime = placeOf(NAMES.dateTime);
  const time = date >= 0 ? (timeOfDay >= 0 ? [date, timeOfDay] : [date]) : dateTime >= 0 ? [dateTime] : [];
  const places = {
    open: placeOf(NAMES.open),
    high: placeOf(NAMES.high),
    low: placeOf(NAMES.low),
    close: placeOf(NAMES.close),
    volume: placeOf(NAMES.volume),
  };
  const missing = [...(time.length === 0 ? ['time'] : []), ...Object.entries(places).flatMap(([name, place]) => (place < 0 ? [name] : []))];
  if (missing.length > 0) {
    return err(
      `expected a header with columns for time, open, high, low, close and volume; found "${header.join(',').slice(0, 120)}", without ${missing.join(', ')}`,
    );
  }
  const used = new Set([...time, ...Object.values(places)]);
  const zone = time.map((place) => ZONES[names[place]] ?? null).find((name) => name !== null) ?? null;
  return ok({ ...places, time, timeZone: zone, unused: header.filter((_, place) => !used.has(place)) });
}
