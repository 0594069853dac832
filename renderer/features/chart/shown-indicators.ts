import type { IndicatorView } from '../../../shared/contract/index.ts';
import type { DrawnIndicator } from '../../charting/drawn-indicator.ts';
import { type ShownIndicator, usePreferences } from '../../stores/preferences.ts';

/** A chart shows no more than so many. */
export const MOST_INDICATORS = 24;

/** An indicator with its defaults, under a key that no other has. */
export function fresh(definition: Pick<IndicatorView, 'name' | 'parameters'>, shown: readonly ShownIndicator[]): ShownIndicator {
  const parameters = Object.fromEntries(definition.parameters.map((parameter) => [parameter.name, parameter.default]));
  return { key: freeKey(definition.name, shown), name: definition.name, parameters };
}

function freeKey(name: string, shown: readonly ShownIndicator[]): string {
  let count = 1;
  while (shown.some(({ key }) => key === `${name}-${count}`)) count += 1;
  return `${name}-${count}`;
}

/** What is shown and the catalogue still has, with the catalogue's word on how to draw it. */
export function drawnOf(shown: readonly ShownIndicator[], catalogue: readonly IndicatorView[]): readonly DrawnIndicator[] {
  return shown.flatMap(({ key, name, parameters }) => {
    const definition = catalogue.find((each) => each.name === name);
    return definition === undefined ? [] : [{ key, definition, parameters }];
  });
}

/** Names an indicator with the numbers it is set by: `Bollinger bands 20 2`. */
export function labelOf(
  definition: Pick<IndicatorView, 'name' | 'title' | 'parameters'>,
  parameters: ShownIndicator['parameters'],
): string {
  const numbers = definition.parameters.map((parameter) => String(parameters[parameter.name] ?? parameter.default));
  const name = definition.name.length <= 5 ? definition.name.toUpperCase() : definition.title;
  return [name, ...numbers].join(' ');
}

/** What is wrong with a number for a parameter, in words; `null` when it can be used. */
export function parameterFault(parameter: IndicatorView['parameters'][number], text: string): string | null {
  const { title, minimum, maximum, isWhole } = parameter;
  const number = Number(text.replace(',', '.'));
  const isNumber = text.trim() !== '' && Number.isFinite(number) && (!isWhole || Number.isInteger(number));
  if (isNumber && number >= minimum && number <= maximum) return null;
  return `${title}: expected ${isWhole ? 'a whole number' : 'a number'} from ${minimum} to ${maximum}.`;
}

/** Puts an indicator on the chart; returns its key, or `null` where there is no more room. */
export function addIndicator(definition: IndicatorView): string | null {
  const shown = usePreferences.getState().indicators;
  if (shown.length >= MOST_INDICATORS) return null;
  const added = fresh(definition, shown);
  usePreferences.setState({ indicators: [...shown, added] });
  return added.key;
}

/** Puts another like it beside it, to be set differently. */
export function duplicateIndicator(key: string): void {
  const shown = usePreferences.getState().indicators;
  const place = shown.findIndex((each) => each.key === key);
  if (place < 0 || shown.length >= MOST_INDICATORS) return;
  usePreferences.setState({ indicators: shown.toSpliced(place + 1, 0, { ...shown[place], key: freeKey(shown[place].name, shown) }) });
}

export function removeIndicator(key: string): void {
  usePreferences.setState(({ indicators }) => ({ indicators: indicators.filter((each) => each.key !== key) }));
}

export function setParameters(key: string, parameters: ShownIndicator['parameters']): void {
  usePreferences.setState(({ indicators }) => ({
    indicators: indicators.map((each) => (each.key === key ? { ...each, parameters } : each)),
  }));
}
