import { Command, InvalidArgumentError } from 'commander';
import { crashRuns } from './crash-runs.ts';

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Expected a whole number.');
  return Number(text);
}

const { runs, seed, json } = new Command('crash')
  .description("Kills the engine at seeded points and holds its books against the paper venue's own after every restart.")
  .option('--runs <n>', 'how many times to kill it', wholeNumber, 50)
  .option('--seed <s>', 'what is drawn', wholeNumber, 1)
  .option('--json', 'print one JSON object', false)
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ runs: number; seed: number; json: boolean }>();

const report = await crashRuns({
  runs,
  seed,
  onLife: (done) => {
    if (done % 50 === 0) console.error(`${Math.min(done, runs)} of ${runs} …`);
  },
});
const { findings, ...figures } = report;
for (const words of findings) console.error(words);
if (json) console.log(JSON.stringify(figures));
else {
  console.log(`${figures.kills} kills in ${figures.runs} runs, ${figures.orders} orders at the venue.`);
  for (const [point, kills] of Object.entries(figures.byPoint)) console.log(`  ${String(kills).padStart(5)}  ${point}`);
  for (const [kind, { tried, named, repaired }] of Object.entries(figures.tamperings))
    console.log(`  ${String(tried).padStart(5)}  ${kind}: ${named} named and halted on, ${repaired} repaired`);
  console.log(
    `Lost ${figures.lost}, doubled ${figures.duplicated}, different ${figures.mismatched}. Ready again: p99 ${figures.recoveryP99Ms} ms.`,
  );
}
process.exitCode = figures.lost + figures.duplicated + figures.mismatched === 0 ? 0 : 1;
