import { closest } from 'fastest-levenshtein';
import { indicatorFamilies } from '../../../shared/domain/indicator.ts';
import { readCsvBars } from '../../adapters/csv/csv-rows.ts';
import { isTimeZone } from '../../adapters/csv/csv-time.ts';
import { findIndicator, indicatorCatalogue, parameterValues } from '../../engine/indicators/catalogue.ts';
import { customIndicator } from '../../engine/indicators/expression/expression.ts';
import type { IndicatorDefinition, IndicatorOutput } from '../../engine/indicators/indicator.ts';
import { runIndicator } from '../../engine/indicators/run-indicator.ts';
import { alignCloses } from '../../host/feeds/chart-references.ts';
import { viewIndicator } from '../../host/views/indicator-view.ts';
import { type Output, table } from '../output.ts';
import { UsageError } from '../usage-error.ts';

export interface IndicatorFlags {
  readonly data?: string | undefined;
  readonly indicator?: string | undefined;
  readonly expression?: string | undefined;
  readonly reference?: string | undefined;
  readonly param: readonly string[];
  readonly timezone?: string | undefined;
  readonly skipBadRows?: boolean | undefined;
}

type Entry = number | Readonly<Record<string, number | null>> | null;

/** Works out one indicator over the bars of a file: one entry per bar, `null` during warm-up. */
export function indicators({ data, reference, timezone, skipBadRows, ...asked }: IndicatorFlags, output: Output): void {
  if (data === undefined) throw new UsageError("required option '--data <file>' not specified");
  const definition = definitionOf(asked);
  if (timezone !== undefined && !isTimeZone(timezone))
    throw new UsageError(`Expected a time zone such as UTC or America/New_York, found "${timezone}".`);
  const values = parameterValues(definition, Object.fromEntries(asked.param.map(parseParameter)));
  if (!values.ok) throw new UsageError(values.error.message);
  if (definition.needsReference && reference === undefined)
    throw new UsageError(`${definition.name} compares two instruments: name the file of the other with --reference.`);
  const options = { timeZone: timezone ?? null, skipBadRows: skipBadRows ?? false };
  const bars = readCsvBars(data, options);
  const other = reference === undefined ? null : alignCloses(bars.openTime, readCsvBars(reference, options));
  const columns = runIndicator(definition, values.value, { ...bars, reference: other });
  const entries: Entry[] = Array.from(bars.openTime, (_, row) => entryOf(definition.outputs, columns, row));
  output.answer(entries, () => entries.map((entry) => (typeof entry === 'number' ? String(entry) : JSON.stringify(entry))));
}

/** Lists the catalogue, or one family of it. */
export function listIndicators({ family }: { readonly family?: string | undefined }, output: Output): void {
  const wanted = indicatorFamilies.find((each) => each === family);
  if (family !== undefined && wanted === undefined)
    throw new UsageError(`There is no family "${family}"; there are ${indicatorFamilies.join(', ')}.`);
  const found = indicatorCatalogue.filter((definition) => wanted === undefined || definition.family === wanted).map(viewIndicator);
  output.answer(found, () =>
    table(
      ['Name', 'Family', 'Parameters', 'Title'],
      found.map(({ name, family: shelf, parameters, title }) => [
        name,
        shelf,
        parameters.map((parameter) => `${parameter.name}=${parameter.default}`).join(' '),
        title,
      ]),
    ),
  );
}

function definitionOf({ indicator, expression }: Pick<IndicatorFlags, 'indicator' | 'expression'>): IndicatorDefinition {
  if (expression !== undefined) {
    if (indicator !== undefined) throw new UsageError('Expected --indicator or --expression, found both.');
    const custom = customIndicator({ name: 'custom', title: 'Custom', expression, placement: 'pane' });
    if (custom.ok) return custom.value;
    throw new UsageError(`The expression was refused at column ${custom.error.column}: ${custom.error.message}`);
  }
  if (indicator === undefined) throw new UsageError("required option '--indicator <name>' not specified (or --expression <text>)");
  const definition = findIndicator(indicator);
  if (definition !== null) return definition;
  const names = indicatorCatalogue.map(({ name }) => name);
  throw new UsageError(
    `There is no indicator "${indicator}"; did you mean ${closest(indicator, names)}? "bitflow indicators list" shows all ${names.length}.`,
  );
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
