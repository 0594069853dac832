import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { isBitFlowError } from '../../shared/base/bitflow-error.ts';
import { neutralised } from '../../shared/domain/plain-text.ts';
import { tradingModes } from '../../shared/domain/trading-state.ts';
import { createOutput, jsonOf, type Output } from './output.ts';
import { UsageError } from './usage-error.ts';

/** Exit statuses: done, failed, wrong usage. */
const FAILED = 1;
const WRONG_USAGE = 2;

interface Flags {
  readonly json?: boolean;
}

/** Runs the command line `args` (without the program's own name) and sets the exit status. */
export async function main(args: readonly string[]): Promise<void> {
  const isJson = args.includes('--json');
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read the answer has seen enough of it, as `| head` does.
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  try {
    await program().parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : WRONG_USAGE;
      if (isJson && error.exitCode !== 0) writeError('usage', error.message);
      return;
    }
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${neutralised(message)}\n`);
    process.exitCode = error instanceof UsageError ? WRONG_USAGE : FAILED;
    if (isJson) writeError(error instanceof UsageError ? 'usage' : codeOf(error), message);
  }
}

/** With `--json` a failed command still prints exactly one value. */
function writeError(code: string, message: string): void {
  process.stdout.write(`${jsonOf({ error: { code, message } })}\n`);
}

function codeOf(error: unknown): string {
  if (isBitFlowError(error)) return error.code;
  return error instanceof Error && 'code' in error ? String(error.code) : 'failed';
}

function program(): Command {
  const root = new Command('bitflow')
    .description('BitFlow: explained signals, exact books, your machine only.')
    .showSuggestionAfterError()
    .showHelpAfterError('(bitflow --help lists what there is)')
    .exitOverride()
    .enablePositionalOptions();
  root.configureHelp({ sortSubcommands: false });

  marketOptions(command(root, 'serve', 'run BitFlow and print the address of its window'))
    .option('--market <market>', 'sim, or csv:FILE[,FILE…]', 'sim')
    .addOption(new Option('--port <n>', 'port on 127.0.0.1; 0 takes a free one').default(0).argParser(wholeNumber(0, 65_535)))
    .option('--data-dir <dir>', 'where everything is kept')
    .addOption(new Option('--speed <n>', 'market time per wall time').argParser(positiveNumber))
    .addOption(new Option('--mode <mode>', 'who approves trades').choices(tradingModes))
    .action(async (flags) => (await import('./commands/serve.ts')).serve(flags, outputFor(flags)));

  hostOptions(command(root, 'open', 'print a new address of a running BitFlow'))
    .option('--read-only', 'an address that can look but not trade')
    .action(async (flags) => (await import('./commands/host-commands.ts')).open(flags, outputFor(flags)));

  marketOptions(command(root, 'run', 'play a whole file through the engine as fast as it goes'))
    .requiredOption('--market <market>', 'csv:FILE[,FILE…]')
    .option('--data-dir <dir>', 'keep the run there; without it nothing is kept')
    .addOption(new Option('--mode <mode>', 'who approves trades; without it as the settings say').choices(tradingModes))
    .action(async (flags) => (await import('./commands/run.ts')).run(flags, outputFor(flags)));

  command(root, 'verify-journal', 'check a record against itself')
    .requiredOption('--data-dir <dir>', 'the folder of the record')
    .action(async (flags) => (await import('./commands/verify-journal.ts')).verifyJournal(flags.dataDir, outputFor(flags)));

  const indicators = command(root, 'indicators', 'work out an indicator over the bars of a file')
    .enablePositionalOptions()
    .option('--data <file>', 'file of bars')
    .option('--indicator <name>', 'which one; "indicators list" shows them')
    .option('--expression <text>', 'one of your own instead, such as "ema(close, 12) - ema(close, 26)"')
    .option('--reference <file>', 'bars of the instrument to compare with, for indicators that do')
    .option('--param <name=value>', 'a parameter; may be given several times', collect, [])
    .option('--timezone <zone>', 'zone of times that name none')
    .option('--skip-bad-rows', 'leave out rows that are unreadable or impossible')
    .action(async (flags) => (await import('./commands/indicators.ts')).indicators(flags, outputFor(flags)));
  command(indicators, 'list', 'the indicators that there are')
    .option('--family <family>', 'only these')
    .action(async (flags) => (await import('./commands/indicators.ts')).listIndicators(flags, outputFor(flags)));

  const limit = (): Option => new Option('--limit <n>', 'at most so many, newest first').default(50).argParser(wholeNumber(1, 1000));
  command(root, 'sentiment', 'score texts, one per line, on this machine')
    .option('--model <model>', 'which model; without it the one of the settings')
    .option('--file <file>', 'file of texts; - or nothing is standard input')
    .option('--data-dir <dir>', 'the data folder whose settings and installed models count')
    .action(async (flags) => (await import('./commands/sentiment.ts')).sentiment(flags, outputFor(flags)));

  const models = root.command('models').description('the models that read headlines').enablePositionalOptions();
  const model = (name: string, description: string): Command =>
    command(models, name, description).option('--data-dir <dir>', 'the data folder; a BitFlow that runs there notices');
  model('list', 'what there is, what is installed, and how it did on this machine').action(async (flags) =>
    (await import('./commands/models.ts')).listModels(flags, outputFor(flags)),
  );
  model('install', 'fetch a model, or go on with it')
    .argument('<model>')
    .option('--from <folder>', 'copy it from a local folder')
    .option('--address <url>', 'fetch it from there; without it as the settings say')
    .action(async (id: string, flags) => (await import('./commands/models.ts')).install(id, flags, outputFor(flags)));
  model('remove', 'delete an installed model')
    .argument('<model>')
    .action(async (id: string, flags) => (await import('./commands/models.ts')).remove(id, flags, outputFor(flags)));
  model('use', 'score headlines with this model from now on')
    .argument('<model>')
    .action(async (id: string, flags) => (await import('./commands/models.ts')).use(id, flags, outputFor(flags)));
  model('bench', 'measure the models on this machine and keep the result')
    .argument('[model]', 'which one; without it all that are installed')
    .action(async (id: string | undefined, flags) => (await import('./commands/models.ts')).bench(id, flags, outputFor(flags)));

  hostOptions(command(root, 'status', 'how a running BitFlow is')).action(async (flags) =>
    (await import('./commands/host-commands.ts')).status(flags, outputFor(flags)),
  );
  hostOptions(command(root, 'signals', 'recent signals with their verdicts'))
    .addOption(limit())
    .action(async (flags) => (await import('./commands/host-commands.ts')).signals(flags, outputFor(flags)));
  hostOptions(command(root, 'why', 'why an instrument has a signal or none, in plain words'))
    .argument('<symbol>')
    .option('--at <time>', 'a moment on record: UTC such as 2024-03-01T12:30, or milliseconds since 1970; without it, now')
    .action(async (symbol: string, flags) => (await import('./commands/signal-commands.ts')).why(symbol, flags, outputFor(flags)));
  hostOptions(command(root, 'scoreboard', 'how often signals of each confidence were right')).action(async (flags) =>
    (await import('./commands/signal-commands.ts')).scoreboard(flags, outputFor(flags)),
  );
  hostOptions(command(root, 'positions', 'open positions')).action(async (flags) =>
    (await import('./commands/host-commands.ts')).positions(flags, outputFor(flags)),
  );
  hostOptions(command(root, 'orders', 'recent orders'))
    .addOption(limit())
    .action(async (flags) => (await import('./commands/host-commands.ts')).orders(flags, outputFor(flags)));
  for (const [verb, description] of [
    ['approve', "approve a pending trade, by its id or its signal's"],
    ['reprice', 'put another in the place of a pending trade whose price ran, worked out at the market; the answer names it'],
    ['reject', "reject a pending trade, by its id or its signal's"],
  ] as const) {
    hostOptions(command(root, verb, description))
      .argument('<id>')
      .action(async (id: string, flags) => (await import('./commands/host-commands.ts')).decide(verb, id, flags, outputFor(flags)));
  }
  hostOptions(command(root, 'close', 'close a position at market'))
    .argument('<symbol>')
    .action(async (symbol: string, flags) => (await import('./commands/host-commands.ts')).close(symbol, flags, outputFor(flags)));
  hostOptions(command(root, 'kill', 'halt trading and cancel all entries'))
    .option('--flatten', 'close every position as well')
    .action(async (flags) => (await import('./commands/host-commands.ts')).kill(flags, outputFor(flags)));
  hostOptions(command(root, 'resume', 'let trading go on after a halt')).action(async (flags) =>
    (await import('./commands/host-commands.ts')).resume(flags, outputFor(flags)),
  );
  return root;
}

function command(root: Command, name: string, description: string): Command {
  return root.command(name).description(description).option('--json', 'print one JSON value').allowExcessArguments(false);
}

function marketOptions(target: Command): Command {
  return target
    .addOption(new Option('--seed <n>', 'seed of the simulated market').argParser(wholeNumber(0, 4_294_967_295)))
    .option('--timezone <zone>', 'zone of times in files that name none')
    .option('--instrument <file>', 'JSON file that describes the instrument of a market file')
    .option('--skip-bad-rows', 'leave out rows that are unreadable or impossible');
}

function hostOptions(target: Command): Command {
  return target
    .option('--data-dir <dir>', 'the data folder of the running BitFlow')
    .option('--url <url>', 'its address, with --token-file')
    .option('--token-file <file>', 'file that holds its token');
}

function outputFor(flags: Flags): Output {
  return createOutput(flags.json === true);
}

function wholeNumber(minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= minimum && value <= maximum) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${minimum} to ${maximum}.`);
  };
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && value > 0) return value;
  throw new InvalidArgumentError('Expected a number above zero.');
}

function collect(text: string, before: readonly string[]): string[] {
  return [...before, text];
}
