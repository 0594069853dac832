import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { uniform } from '../../electron/engine/kernel/random.ts';
import { silentLogger } from '../../electron/engine/ports/logger.ts';
import { Workstation } from '../../electron/host/workstation.ts';
import { threadScripts } from '../../electron/platform/program-files.ts';
import { dataFolder } from '../../electron/storage/data-folder.ts';
import { isBitFlowError } from '../../shared/base/bitflow-error.ts';
import type { Command, CommandBody } from '../../shared/domain/command.ts';
import { ONE } from '../../shared/domain/decimal.ts';
import { type CommandId, idFrom } from '../../shared/domain/ids.ts';
import type { Instrument } from '../../shared/domain/instrument.ts';
import { isTerminal } from '../../shared/domain/order.ts';
import { priceFromFloat } from '../../shared/domain/price.ts';
import { quantityFromUnits } from '../../shared/domain/quantity.ts';
import { type Audit, audit } from './audit.ts';
import { CommandNotes } from './command-notes.ts';
import { type CrashPlan, crashingAt } from './crash-point.ts';
import { auditsSince, settleTampering, type TamperingOutcome } from './tampering-audit.ts';

/** One life of the engine in a crash run. */
export interface Life {
  readonly folder: string;
  readonly market: readonly string[];
  readonly seed: number;
  /** Counts the lives of one folder, from zero. */
  readonly number: number;
  readonly plan: CrashPlan | null;
}

/** What a life says when it is up again, and if it comes to its end. */
export type LifeMessage =
  | { readonly kind: 'ready'; readonly audit: Audit; readonly tampering: TamperingOutcome | null }
  | { readonly kind: 'ended'; readonly audit: Audit };

/** Commands of one life, and the bars played between two of them. */
const STEPS = 40;
const MOST_BARS_BETWEEN = 12;

/** Lives: starts on what the life before left, audits it, repeats what was not answered, trades at random until it is killed or done. */
async function live({ folder: path, market, seed, number, plan }: Life): Promise<void> {
  const folder = dataFolder(path);
  const workstation = new Workstation({
    folder,
    market: { kind: 'csv', paths: market, timeZone: null, instrumentPath: null, skipBadRows: false },
    overrides: {
      trading: { mode: 'auto', autoConfidence: 0.2 },
      signals: { weakScore: 0.15, noticeScore: 0.1, cooldownBars: 2 },
      risk: { dailyLoss: 1, maximumDrawdown: 1, drawdownWarning: 1, maximumPosition: 1 },
      paper: { participation: 0.05, makerFee: 0.0005, takerFee: 0.001 },
    },
    speed: null,
    scripts: threadScripts,
    codeHash: 'crash-run',
    log: silentLogger,
    wallNow: Date.now,
    interposers: crashingAt(plan),
  });
  await workstation.start();
  const { runtime, core, marketDoor, market: opened } = workstation.services;
  const notes = new CommandNotes(join(path, 'commands.log'));
  const tampering = settleTampering(folder, core.books, notes.all());
  const since = auditsSince(folder);
  const found = audit(folder, core.books, notes.all(), since);
  // What a kill leaves behind is ordinary: nothing of it may be taken for books that somebody touched.
  const { differences } = core.books.venue;
  const alarms = tampering === null ? differences.map((difference) => `a difference is named that nobody made: ${difference}`) : [];
  say({ kind: 'ready', audit: { ...found, mismatched: [...found.mismatched, ...alarms] }, tampering });

  const random = (step: number, what: number): number => uniform(seed, number, step, what);
  const send = async (command: Command): Promise<void> => {
    const answer = await runtime.command(command).catch((error: unknown) => {
      if (isBitFlowError(error) && error.code === 'store-slow') return null;
      throw error;
    });
    // What is not recorded is asked for again after the restart, as its sender is told to.
    if (answer !== null && !answer.message.includes('not recorded yet')) notes.answered(command, answer);
  };
  for (const { command, answer } of notes.all()) if (answer === null) await send(command);
  for (let step = 0; step < STEPS && !marketDoor.isAtEnd; step += 1) {
    const bars = 1 + Math.floor(random(step, 0) * MOST_BARS_BETWEEN);
    await marketDoor.advance(core.now + bars * opened.market.barMs);
    const body = randomBody(workstation, (what) => random(step, what));
    if (body === null) continue;
    const command: Command = { commandId: idFrom<CommandId>(`life-${number}-${step}`), body };
    notes.issued(command);
    await send(command);
  }
  await runtime.settled();
  say({ kind: 'ended', audit: audit(folder, core.books, notes.all(), since) });
  await workstation.stop();
}

function randomBody(workstation: Workstation, random: (what: number) => number): CommandBody | null {
  const { core, market } = workstation.services;
  const { books } = core;
  const index = random(1) < 0.5 ? 0 : 1;
  const instrument = market.market.instruments[index];
  const last = core.market.last[index];
  if (Number.isNaN(last)) return null;
  const choice = random(2);
  // A day that lost what it may is not resumed; closing goes on.
  if (books.tradingState.state !== 'active' && books.tradingState.cause !== 'daily-loss') return { kind: 'resume-trading' };
  if (choice < 0.45) return randomOrder(instrument, last, random);
  if (choice < 0.6) {
    const live = [...books.orders.live()].filter((order) => !isTerminal(order.status) && order.role === 'entry');
    return live.length === 0 ? null : { kind: 'cancel-order', clientOrderId: live[Math.floor(random(3) * live.length)].clientOrderId };
  }
  const position = books.positions.get(instrument.id);
  if (choice < 0.75) return position === undefined ? null : { kind: 'close-position', instrumentId: instrument.id };
  if (choice < 0.9) {
    if (position === undefined) return null;
    const sign = position.direction === 'long' ? 1 : -1;
    const stop = priceFromFloat(last * (1 - sign * (0.002 + 0.01 * random(4))), instrument.priceIncrement, 'floor');
    return { kind: 'protect-position', instrumentId: instrument.id, stop, target: null };
  }
  if (choice < 0.95) return { kind: 'flatten' };
  return { kind: 'kill', isFlattening: random(5) < 0.5 };
}

function randomOrder(instrument: Instrument, last: number, random: (what: number) => number): CommandBody {
  const side = random(3) < 0.6 ? 'buy' : 'sell';
  const isLimit = random(4) < 0.5;
  const limit = last * (1 + (random(5) - 0.5) * 0.004);
  return {
    kind: 'place-order',
    instrumentId: instrument.id,
    side,
    type: isLimit ? 'limit' : 'market',
    quantity: quantityFromUnits(ONE * BigInt(1 + Math.floor(random(6) * 60))),
    limitPrice: isLimit ? priceFromFloat(limit, instrument.priceIncrement, 'floor') : null,
    stop: null,
    target: null,
  };
}

function say(message: LifeMessage): void {
  // Synchronous, so that what was said is out before the process may be ended.
  appendFileSync(1, `${JSON.stringify(message)}\n`);
}

await live(JSON.parse(process.argv[2]) as Life);
