import { Command } from 'commander';
import type { Figure } from './measure.ts';
import { bars } from './suites/bars.ts';
import { core } from './suites/core.ts';
import { host } from './suites/host.ts';
import { indicators } from './suites/indicators.ts';
import { journal } from './suites/journal.ts';
import { sentiment } from './suites/sentiment.ts';
import { window } from './suites/window.ts';

const suites = [indicators, core, journal, bars, host, sentiment, window];

const program = new Command('bench')
  .description('Measures BitFlow against references in the same run; every result is checked before it is measured.')
  .argument('[suites...]', `which of ${suites.map(({ name }) => name).join(', ')}; all without a name`)
  .option('--json', 'print one JSON object', false)
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse();
const { json } = program.opts<{ json: boolean }>();
const unknown = program.args.filter((name) => suites.every((suite) => suite.name !== name));
if (unknown.length > 0) program.error(`Unknown benchmark "${unknown[0]}"; there are ${suites.map(({ name }) => name).join(', ')}.`);

const results: Record<string, readonly Figure[]> = {};
for (const suite of suites) {
  if (program.args.length > 0 && !program.args.includes(suite.name)) continue;
  if (!json) console.log(`\n${suite.name}`);
  const figures = await suite.run();
  results[suite.name] = figures;
  if (!json) for (const figure of figures) console.log(lineOf(figure));
}
if (json) console.log(JSON.stringify(results));

function lineOf({ work, unit, value, reference, ratio, target }: Figure): string {
  const against = reference === null || ratio === null ? '' : `  ${ratio.toPrecision(3)} × ${reference.name} (${short(reference.value)})`;
  const goal = target === null ? '' : `  ${target.isMet ? 'met' : 'MISSED'}: ${target.words}`;
  return `  ${work.padEnd(44)} ${short(value).padStart(9)} ${unit}${against}${goal}`;
}

function short(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(2)} M`;
  return value >= 1e4 ? `${(value / 1e3).toFixed(0)} k` : value.toPrecision(3);
}
