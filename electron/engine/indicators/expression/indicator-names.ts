import { indicatorCatalogue } from '../catalogue.ts';
import type { IndicatorDefinition } from '../indicator.ts';

const isWord = /^[a-z_]\w*$/;

/** The indicators as expressions name them: with an underscore for each hyphen, since a hyphen is a minus there. */
export const indicatorNames: ReadonlyMap<string, IndicatorDefinition> = new Map(
  indicatorCatalogue.flatMap((definition) =>
    [definition.name, ...definition.aliases]
      .map((name): [string, IndicatorDefinition] => [name.replaceAll('-', '_'), definition])
      .filter(([name]) => isWord.test(name)),
  ),
);

/** Returns the name by which expressions know an indicator of the catalogue. */
export function expressionName({ name }: IndicatorDefinition): string {
  return name.replaceAll('-', '_');
}
