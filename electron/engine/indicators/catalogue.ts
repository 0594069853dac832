import { err, ok, type Result } from '../../../shared/base/result.ts';
import { averages } from './averages/averages.ts';
import type { IndicatorDefinition } from './indicator.ts';
import { momentum } from './momentum/momentum.ts';
import { patterns } from './patterns/patterns.ts';
import { statistics } from './statistics/statistics.ts';
import { structure } from './structure/structure.ts';
import { trend } from './trend/trend.ts';
import { volatility } from './volatility/volatility.ts';
import { volume } from './volume/volume.ts';

/** Every indicator, in the order in which menus show them. */
export const indicatorCatalogue: readonly IndicatorDefinition[] = [
  ...averages,
  ...momentum,
  ...trend,
  ...volatility,
  ...volume,
  ...statistics,
  ...structure,
  ...patterns,
];

const byName: ReadonlyMap<string, IndicatorDefinition> = new Map(
  indicatorCatalogue.flatMap((definition) => [definition.name, ...definition.aliases].map((name) => [name, definition])),
);

/** Returns the indicator with this name or alias, in any case, or `null`. */
export function findIndicator(name: string): IndicatorDefinition | null {
  return byName.get(name.toLowerCase()) ?? null;
}

export type ParameterFault = { readonly code: 'unknown-parameter' | 'out-of-range' | 'does-not-fit'; readonly message: string };

/**
 * Returns one number per parameter, defaults where `given` has none. Errors: `unknown-parameter`,
 * `out-of-range` (also for a fraction where a whole number is expected), `does-not-fit` (each within range, not together).
 */
export function parameterValues(
  definition: IndicatorDefinition,
  given: Readonly<Record<string, number>>,
): Result<number[], ParameterFault> {
  const names = definition.parameters.map((parameter) => parameter.name);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const has = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`;
    return err({ code: 'unknown-parameter', message: `${definition.name} has no parameter "${unknown}"; ${has}` });
  }
  const values: number[] = [];
  for (const parameter of definition.parameters) {
    const value = given[parameter.name] ?? parameter.default;
    const isFitting = value >= parameter.minimum && value <= parameter.maximum && (!parameter.isWhole || Number.isInteger(value));
    if (!isFitting) {
      const form = parameter.isWhole ? 'a whole number' : 'a number';
      return err({
        code: 'out-of-range',
        message: `${definition.name}: expected ${parameter.name} to be ${form} from ${parameter.minimum} to ${parameter.maximum}, found ${value}`,
      });
    }
    values.push(value);
  }
  const fault = definition.check(values);
  return fault === null ? ok(values) : err({ code: 'does-not-fit', message: `${definition.name}: ${fault}` });
}
