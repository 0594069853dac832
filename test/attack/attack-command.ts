import { Command, InvalidArgumentError } from 'commander';
import type { Attack } from './attack.ts';
import { attackRuns } from './attack-runs.ts';

/** Where the command writes. */
export interface AttackOutput {
  /** The result. */
  readonly print: (line: string) => void;
  /** What goes on meanwhile. */
  readonly say: (line: string) => void;
}

/** How much attacks try where they are given minutes; without, as in the tests, as little as still shows something. */
const LONG_SCALE = 4;

interface AttackFlags {
  readonly minutes: number;
  readonly seed: number;
  readonly json: boolean;
  readonly only?: readonly string[];
}

/** Runs `attacks` as the arguments of the command line say; returns the exit code: 0 all held, 1 something fell, 2 wrong arguments. */
export async function attackCommand(args: readonly string[], attacks: readonly Attack[], { print, say }: AttackOutput): Promise<number> {
  const command = new Command('attack')
    .description('Attacks running hosts in every way that docs/reliability.md names, and tells what held and what fell.')
    .option('--minutes <n>', 'how long to go on; everything is tried at least once', minutesOf, 5)
    .option('--seed <s>', 'what is drawn', wholeNumber, 1)
    .option('--only <names...>', 'only these attacks')
    .option('--json', 'print one JSON object', false)
    .configureOutput({ writeOut: (text) => print(text.trimEnd()), writeErr: (text) => say(text.trimEnd()) })
    .exitOverride();
  let flags: AttackFlags;
  try {
    flags = command.parse(args, { from: 'user' }).opts();
  } catch (error) {
    return error instanceof Error && 'exitCode' in error && error.exitCode === 0 ? 0 : 2;
  }
  const { minutes, seed, json, only } = flags;
  const unknown = (only ?? []).filter((name) => !attacks.some((attack) => attack.name === name));
  if (unknown.length > 0) {
    say(`There is no attack ${unknown.join(', ')}. There are: ${attacks.map(({ name }) => name).join(', ')}.`);
    return 2;
  }
  const report = await attackRuns({
    attacks: only === undefined ? attacks : attacks.filter(({ name }) => only.includes(name)),
    seed,
    minutes,
    scale: minutes > 0 ? LONG_SCALE : 1,
    onAttack: (name, findings) => {
      say(`${name}: ${findings.filter(({ isHeld }) => isHeld).length} of ${findings.length} held`);
      for (const { tried, isHeld, seen } of findings) if (!isHeld) say(`  FELL  ${tried}: ${seen}`);
    },
  });
  if (json) print(JSON.stringify(report));
  else print(`${report.tried} tried in ${report.rounds} rounds, ${report.held} held, ${report.fell} fell.`);
  return report.fell === 0 ? 0 : 1;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Expected a whole number.');
  return Number(text);
}

function minutesOf(text: string): number {
  const minutes = Number(text);
  if (!(minutes >= 0 && minutes <= 1_440)) throw new InvalidArgumentError('Expected minutes from 0 to 1440; 0 tries everything once.');
  return minutes;
}
