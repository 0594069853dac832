import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { indicatorCatalogue } from '../electron/engine/indicators/catalogue.ts';
import { defaultValues, type IndicatorDefinition } from '../electron/engine/indicators/indicator.ts';
import { indicatorFamilies } from '../shared/domain/indicator.ts';

/** Where the page lies. */
export const indicatorPage = fileURLToPath(new URL('../docs/indicators.md', import.meta.url));

/** Returns the page that lists every indicator, from what the catalogue knows of it. */
export function indicatorDocs(): string {
  const shelves = indicatorFamilies.map((family): readonly [string, readonly IndicatorDefinition[]] => [
    family,
    indicatorCatalogue.filter((definition) => definition.family === family),
  ]);
  const counts = shelves.map(([family, members]) => `[${family}](#${family}) ${members.length}`).join(', ');
  return [
    '# Indicators',
    '',
    `${indicatorCatalogue.length} indicators: ${counts}. This page is written by \`node scripts/indicator-docs.ts\` from the catalogue.`,
    '',
    'Exponential averages begin with the simple average of their first bars, Wilder averages likewise; deviations are those of the population.',
    'During warm-up an indicator has no value; afterwards it always has one, except those that mark some bars only.',
    ...shelves.flatMap(([family, members]) => ['', `## ${family}`, ...members.flatMap(sectionOf)]),
    '',
  ].join('\n');
}

function sectionOf(definition: IndicatorDefinition): readonly string[] {
  const { name, aliases, title, summary, placement, range, levels, parameters, outputs } = definition;
  const defaults = defaultValues(definition);
  const warmUp = definition.warmUp(defaults);
  const facts = [
    placement === 'overlay' ? 'drawn on price' : 'in a pane of its own',
    range === null ? [] : `from ${range[0]} to ${range[1]}`,
    levels.length === 0 ? [] : `marked at ${levels.join(', ')}`,
    definition.isSparse ? 'on some bars only' : `first value after ${warmUp} ${warmUp === 1 ? 'bar' : 'bars'}`,
    definition.needsReference ? 'needs a reference instrument' : [],
    definition.hasWindow ? 'looks at its whole window on each bar' : [],
  ].flat();
  return [
    '',
    `### ${name}`,
    '',
    `${title}. ${summary}`,
    '',
    `- ${facts.join('; ')}`,
    ...(aliases.length === 0 ? [] : [`- also called ${aliases.map((alias) => `\`${alias}\``).join(', ')}`]),
    ...parameters.map(
      (parameter) =>
        `- \`${parameter.name}\` = ${parameter.default}: ${parameter.title}, ${parameter.minimum} to ${parameter.maximum}${parameter.isWhole ? '' : ', may be a fraction'}`,
    ),
    ...(outputs.length === 1 ? [] : [`- gives ${outputs.map((output) => `\`${output.name}\` (${output.title})`).join(', ')}`]),
  ];
}

/** Whether the page says what the catalogue says. */
export function isPageCurrent(): boolean {
  return readFileSync(indicatorPage, 'utf8') === indicatorDocs();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(indicatorPage, indicatorDocs());
