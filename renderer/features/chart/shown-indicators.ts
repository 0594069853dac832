import type { IndicatorView } from '../../../shared/contract/index.ts';
import type { DrawnIndicator } from '../../charting/drawn-indicator.ts';
import { type CustomIndicator, type ShownIndicator, usePreferences } from '../../stores/preferences.ts';

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
  return shown.flatMap((indicator) => {
    const { key, name, parameters, custom, reference = null } = indicator;
    const definition = custom === undefined ? catalogue.find((each) => each.name === name) : definitionOf(name, custom);
    return definition === undefined ? [] : [{ key, definition, parameters, reference, isCustom: custom !== undefined }];
  });
}

/** A custom indicator as if the catalogue had it. */
function definitionOf(name: string, { expression, placement, outputs, isSparse, needsReference }: CustomIndicator): IndicatorView {
  return {
    name,
    aliases: [],
    title: name,
    family: 'statistics',
    summary: expression,
    placement,
    range: null,
    levels: [],
    parameters: [],
    outputs: outputs.map((output) => ({ ...output, shift: 0 })),
    needsReference,
    isSparse,
    warmUp: 0,
  };
}

/** Puts a custom indicator on the chart, or in the place of the one of that key. */
export function putCustom(key: string | null, name: string, custom: CustomIndicator, reference: string | null): void {
  const shown = usePreferences.getState().indicators;
  const put = (own: string): ShownIndicator => ({ key: own, name, parameters: {}, custom, reference });
  const isKnown = shown.some((each) => each.key === key);
  if (key !== null && isKnown) usePreferences.setState({ indicators: shown.map((each) => (each.key === key ? put(key) : each)) });
  else if (shown.length < MOST_INDICATORS) usePreferences.setState({ indicators: [...shown, put(freeKey('custom', shown))] });
}

/** Compares an indicator with another instrument. */
export function setReference(key: string, reference: string | null): void {
  usePreferences.setState(({ indicators }) => ({
    indicators: indicators.map((each) => (each.key === key ? { ...each, reference } : each)),
  }));
}

/** Names an indicator with the numbers it is set by: `Bollinger bands 20 2`. */
export function labelOf(
  definition: Pick<IndicatorView, 'name' | 'title' | 'parameters'>,
  parameters: ShownIndicator['parameters'],
): string {
  const numbers = definition.parameters.map((parameter) => String(parameters[parameter.name] ?? parameter.default));
  const isShort = definition.title.length <= 12 || definition.name.length > 5;
  const name = isShort ? definition.title : definition.name.toUpperCase();
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
export function addIndicator(definition: IndicatorView, reference: string | null = null): string | null {
  const shown = usePreferences.getState().indicators;
  if (shown.length >= MOST_INDICATORS) return null;
  const added = { ...fresh(definition, shown), ...(definition.needsReference ? { reference } : {}) };
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
