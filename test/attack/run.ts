import { Command, InvalidArgumentError } from 'commander';
import { attackRuns } from './attack-runs.ts';
import { attacks } from './attacks.ts';

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Expected a whole number.');
  return Number(text);
}

function minutesOf(text: string): number {
  const minutes = Number(text);
  if (!(minutes >= 0 && minutes <= 1_440)) throw new InvalidArgumentError('Expected minutes from 0 to 1440; 0 tries everything once.');
  return minutes;
}

const { minutes, seed, json, only } = new Command('attack')
  .description('Attacks running hosts in every way that docs/reliability.md names, and tells what held and what fell.')
  .option('--minutes <n>', 'how long to go on; everything is tried at least once', minutesOf, 5)
  .option('--seed <s>', 'what is drawn', wholeNumber, 1)
  .option('--only <names...>', 'only these attacks')
  .option('--json', 'print one JSON object', false)
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ minutes: number; seed: number; json: boolean; only?: string[] }>();

const unknown = (only ?? []).filter((name) => !attacks.some((attack) => attack.name === name));
if (unknown.length > 0) {
  console.error(`There is no attack ${unknown.join(', ')}. There are: ${attacks.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
const chosen = only === undefined ? attacks : attacks.filter(({ name }) => only.includes(name));

const report = await attackRuns({
  attacks: chosen,
  seed,
  minutes,
  onAttack: (name, findings) => {
    console.error(`${name}: ${findings.filter(({ isHeld }) => isHeld).length} of ${findings.length} held`);
    for (const { tried, isHeld, seen } of findings) if (!isHeld) console.error(`  FELL  ${tried}: ${seen}`);
  },
});
if (json) console.log(JSON.stringify(report));
else console.log(`${report.tried} tried in ${report.rounds} rounds, ${report.held} held, ${report.fell} fell.`);
process.exitCode = report.fell === 0 ? 0 : 1;
