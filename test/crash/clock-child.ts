import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { uniform } from '../../electron/engine/kernel/random.ts';
import { silentLogger } from '../../electron/engine/ports/logger.ts';
import { Workstation } from '../../electron/host/workstation.ts';
import { threadScripts } from '../../electron/platform/program-files.ts';
import { dataFolder } from '../../electron/storage/data-folder.ts';
import type { Command, CommandBody } from '../../shared/domain/command.ts';
import { type CommandId, type InstrumentId, idFrom } from '../../shared/domain/ids.ts';
import { isTerminal } from '../../shared/domain/order.ts';
import { priceFromFloat } from '../../shared/domain/price.ts';
import { quantityFromUnits } from '../../shared/domain/quantity.ts';
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../shared/domain/time.ts';
import { type Audit, audit } from './audit.ts';
import { CommandNotes } from './command-notes.ts';

/** One life of the engine on a machine whose clock jumps. */
export interface ClockLife {
  readonly folder: string;
  readonly seed: number;
  /** Counts the lives of one folder, from zero; odd ones trade by themselves. */
  readonly number: number;
  /** How far the machine's clock is from that of this machine when the life begins, milliseconds. */
  readonly shiftMs: number;
  readonly isKilled: boolean;
  readonly codeHash: string;
}

/** What a life says on its way. */
export type ClockMessage =
  | { readonly kind: 'audit'; readonly audit: Audit }
  | { readonly kind: 'jumped'; readonly shiftMs: number }
  /** Something was opened, proposed or not refused, or the market did not become fresh again. */
  | { readonly kind: 'finding'; readonly words: string };

const STEPS = 9;

/** Prices older than this can't open anything: the default of the settings, and what a look at the clock may take. */
const OLD_MS = 12 * SECOND_MS;

/** By how much the clock jumps, either way. */
const JUMPS_MS = [3 * SECOND_MS, 45 * SECOND_MS, 20 * 60 * SECOND_MS, 3 * HOUR_MS, 11 * HOUR_MS, 2 * DAY_MS, 6 * DAY_MS];

/** Longer than this no catching up may take, with processors shared by others. */
const LONGEST_MS = 90_000;

class ClockRun {
  readonly #life: ClockLife;
  readonly #workstation: Workstation;
  readonly #notes: CommandNotes;
  #shiftMs: number;
  #commands = 0;

  constructor(life: ClockLife) {
    this.#life = life;
    this.#shiftMs = life.shiftMs;
    this.#notes = new CommandNotes(join(life.folder, 'commands.log'));
    this.#workstation = new Workstation({
      folder: dataFolder(life.folder),
      market: { kind: 'sim', seed: 7 },
      overrides: {
        trading: { mode: life.number % 2 === 1 ? 'auto' : 'manual', autoConfidence: 0.05 },
        signals: { weakScore: 0.1, noticeScore: 0.05, cooldownBars: 1, leastAgreement: 0 },
        risk: { dailyLoss: 1, maximumDrawdown: 1, drawdownWarning: 1, maximumPosition: 1 },
      },
      speed: undefined,
      scripts: threadScripts,
      codeHash: life.codeHash,
      log: silentLogger,
      wallNow: () => Date.now() + this.#shiftMs,
      interposers: {
        // What is decided is handed to the store in the same turn.
        store: (inner) => ({
          ...inner,
          append: (entries, segments) => {
            for (const { facts } of entries) for (const fact of facts) this.#watch(fact);
            return inner.append(entries, segments);
          },
          close: () => inner.close(),
        }),
        venueBooks: (inner) => inner,
        broker: (inner) => inner,
      },
    });
  }

  async live(): Promise<void> {
    await this.#workstation.start();
    const { core } = this.#workstation.services;
    this.#audit();
    this.#workstation.play();
    for (const { command, answer } of this.#notes.all()) if (answer === null) await this.#send(command);
    for (let step = 0; step < STEPS; step += 1) {
      await this.#step(step);
      if (this.#life.isKilled && step === 2 + Math.floor(this.#random(step, 9) * (STEPS - 3))) process.kill(process.pid, 'SIGKILL');
    }
    await this.#becomeFresh();
    const before = core.now;
    await pause(2_500);
    if (core.now <= before) this.#find(`market time stands at ${core.now}`);
    await this.#workstation.stop();
    this.#audit();
  }

  async #step(step: number): Promise<void> {
    const random = (what: number): number => this.#random(step, what);
    await pause(100 + random(0) * 500);
    if (random(1) < 0.6) {
      const isFresh = this.#lagMs() < SECOND_MS * 3;
      const size = JUMPS_MS[Math.floor(random(2) * JUMPS_MS.length)];
      const byMs = random(3) < 0.65 ? size : -size;
      this.#shiftMs += byMs;
      say({ kind: 'jumped', shiftMs: this.#shiftMs });
      const order = this.#order(random);
      const isOpening = order !== null && !this.#isHeldShort(order.instrumentId);
      const answer = await this.#ask(order);
      if (isFresh && isOpening && byMs > OLD_MS && answer?.isDone === true)
        this.#find(`an order right after a jump of ${byMs} ms was not refused`);
    }
    if (random(4) < 0.5) await this.#becomeFresh();
    await this.#ask(this.#other(random));
  }

  #watch(fact: { readonly kind: string; readonly order?: { readonly role: string } }): void {
    const isEntry = fact.kind === 'order-submitted' && fact.order?.role === 'entry';
    if (!isEntry && fact.kind !== 'proposal-created' && fact.kind !== 'signal-generated') return;
    const lagMs = this.#lagMs();
    if (lagMs > OLD_MS) this.#find(`${fact.kind} while the market was ${Math.round(lagMs)} ms behind`);
  }

  /** How far the core is behind the clock, by the clock alone. */
  #lagMs(): number {
    const { clock, core } = this.#workstation.services;
    return clock.marketTime(Date.now() + this.#shiftMs) - core.now;
  }

  async #becomeFresh(): Promise<void> {
    const untilMs = performance.now() + LONGEST_MS;
    while (this.#workstation.engineView().feed.state !== 'live' && performance.now() < untilMs) await pause(50);
    const { feed } = this.#workstation.engineView();
    if (feed.state !== 'live') this.#find(`prices were not fresh again within ${LONGEST_MS} ms: ${JSON.stringify(feed)}`);
  }

  /** Whether a buy would close, which is never refused. */
  #isHeldShort(instrumentId: InstrumentId): boolean {
    return this.#workstation.services.core.books.positions.get(instrumentId)?.direction === 'short';
  }

  /** An order that mostly rests: limits lie near the market, stops far from it. */
  #order(random: (what: number) => number): Extract<CommandBody, { kind: 'place-order' }> | null {
    const { core } = this.#workstation.services;
    const { list } = core.instruments;
    const index = Math.floor(random(5) * list.length);
    const { id, priceIncrement, sizeIncrement } = list[index];
    const last = core.market.last[index];
    if (Number.isNaN(last)) return null;
    const at = (ratio: number) => priceFromFloat(last * ratio, priceIncrement, 'floor');
    const isLimit = random(6) < 0.6;
    const units = BigInt(Math.max(1, Math.round((20 / last) * (1e12 / Number(sizeIncrement)))));
    return {
      kind: 'place-order',
      instrumentId: id,
      side: 'buy',
      type: isLimit ? 'limit' : 'market',
      quantity: quantityFromUnits(sizeIncrement * units),
      limitPrice: isLimit ? at(0.995 + random(7) * 0.004) : null,
      stop: at(0.7 + random(8) * 0.25),
      target: null,
    };
  }

  #other(random: (what: number) => number): CommandBody | null {
    const { books } = this.#workstation.services.core;
    const choice = random(10);
    if (books.tradingState.state !== 'active') return { kind: 'resume-trading' };
    if (choice < 0.45) return this.#order((what) => random(what + 20));
    const [proposal] = books.pendingProposals();
    if (choice < 0.6) return proposal === undefined ? null : { kind: 'approve-proposal', proposalId: proposal.id };
    const entries = Array.from(books.orders.live()).filter((order) => !isTerminal(order.status) && order.role === 'entry');
    if (choice < 0.75) return entries.length === 0 ? null : { kind: 'cancel-order', clientOrderId: entries[0].clientOrderId };
    const [position] = books.positions.values();
    if (choice < 0.9) return position === undefined ? null : { kind: 'close-position', instrumentId: position.instrumentId };
    return { kind: 'flatten' };
  }

  async #ask(body: CommandBody | null) {
    if (body === null) return null;
    this.#commands += 1;
    const command: Command = { commandId: idFrom<CommandId>(`clock-${this.#life.number}-${this.#commands}`), body };
    this.#notes.issued(command);
    return await this.#send(command);
  }

  async #send(command: Command) {
    const answer = await this.#workstation.services.runtime.command(command);
    this.#notes.answered(command, answer);
    return answer;
  }

  #audit(): void {
    say({ kind: 'audit', audit: audit(dataFolder(this.#life.folder), this.#workstation.services.core.books, this.#notes.all(), null) });
  }

  #find(words: string): void {
    say({ kind: 'finding', words });
  }

  #random(step: number, what: number): number {
    return uniform(this.#life.seed, this.#life.number, step, what);
  }
}

function say(message: ClockMessage): void {
  // Synchronous, so that what was said is out before the process may be ended.
  appendFileSync(1, `${JSON.stringify(message)}\n`);
}

await new ClockRun(JSON.parse(process.argv[2]) as ClockLife).live();
