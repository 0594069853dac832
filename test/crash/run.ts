import { Command, InvalidArgumentError } from 'commander';
import { clockRuns } from './clock-jumps.ts';
import { crashRuns } from './crash-runs.ts';

/** For so many kills, four lives in one folder whose clock jumps. */
const RUNS_PER_CLOCK_FOLDER = 50;
const CLOCK_LIVES = 4;

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
const clock = await clockRuns({ lives: Math.ceil(runs / RUNS_PER_CLOCK_FOLDER) * CLOCK_LIVES, seed });
const { findings, ...figures } = report;
for (const words of [...findings, ...clock.findings]) console.error(words);
if (json) console.log(JSON.stringify({ ...figures, clock: { ...clock, findings: clock.findings.length } }));
else {
  console.log(`${figures.kills} kills in ${figures.runs} runs, ${figures.orders} orders at the venue.`);
  for (const [point, kills] of Object.entries(figures.byPoint)) console.log(`  ${String(kills).padStart(5)}  ${point}`);
  for (const [kind, { tried, named, repaired }] of Object.entries(figures.tamperings))
    console.log(`  ${String(tried).padStart(5)}  ${kind}: ${named} named and halted on, ${repaired} repaired`);
  console.log(
    `${clock.jumps} jumps of the clock in ${clock.lives} lives with ${clock.orders} orders, ${clock.kills} of them killed: ${clock.findings.length} findings.`,
  );
  console.log(
    `Lost ${figures.lost}, doubled ${figures.duplicated}, different ${figures.mismatched}. Ready again: p99 ${figures.recoveryP99Ms} ms.`,
  );
}
const isHeld = figures.lost + figures.duplicated + figures.mismatched + clock.findings.length === 0;
process.exitCode = isHeld ? 0 : 1;
