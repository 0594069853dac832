import { closest } from 'fastest-levenshtein';
import { readCsvBars } from '../../adapters/csv/csv-rows.ts';
import { isTimeZone } from '../../adapters/csv/csv-time.ts';
import { findIndicator, indicatorCatalogue, parameterValues } from '../../engine/indicators/catalogue.ts';
import type { IndicatorOutput } from '../../engine/indicators/indicator.ts';
import { runIndicator } from '../../engine/indicators/run-indicator.ts';
import type { Output } from '../output.ts';
import { UsageError } from '../usage-error.ts';

export interface IndicatorFlags {
  readonly data: string;
  readonly indicator: string;
  readonly param: readonly string[];
  readonly timezone?: string | undefined;
  readonly skipBadRows?: boolean | undefined;
}

type Entry = number | Readonly<Record<string, number | null>> | null;

/** Works out one indicator over the bars of a file: one entry per bar, `null` during warm-up. */
export function indicators({ data, indicator, param, timezone, skipBadRows }: IndicatorFlags, output: Output): void {
  const definition = findIndicator(indicator);
  if (definition === null) {
    const names = indicatorCatalogue.map(({ name }) => name);
    throw new UsageError(`There is no indicator "${indicator}"; did you mean ${closest(indicator, names)}? There are ${names.join(', ')}.`);
  }
  if (timezone !== undefined && !isTimeZone(timezone))
    throw new UsageError(`Expected a time zone such as UTC or America/New_York, found "${timezone}".`);
  const values = parameterValues(definition, Object.fromEntries(param.map(parseParameter)));
  if (!values.ok) throw new UsageError(values.error.message);
  const bars = readCsvBars(data, { timeZone: timezone ?? null, skipBadRows: skipBadRows ?? false });
  const columns = runIndicator(definition, values.value, { ...bars, reference: null });
  const entries: Entry[] = Array.from(bars.openTime, (_, row) => entryOf(definition.outputs, columns, row));
  output.answer(entries, () => entries.map((entry) => (typeof entry === 'number' ? String(entry) : JSON.stringify(entry))));
}

function entryOf(outputs: readonly IndicatorOutput[], columns: readonly Float64Array[], row: number): Entry {
  const known = (place: number): number | null => (Number.isNaN(columns[place][row]) ? null : columns[place][row]);
  if (outputs.length === 1) return known(0);
  const entry = Object.fromEntries(outputs.map(({ name }, place) => [name, known(place)]));
  return Object.values(entry).every((value) => value === null) ? null : entry;
}

function parseParameter(text: string): [string, number] {
  const match = /^([A-Za-z]+)=(-?\d+(?:\.\d+)?)$/.exec(text);
  if (match === null) throw new UsageError(`Expected --param name=number, such as --param period=20, found "${text}".`);
  return [match[1], Number(match[2])];
}
