import { onTestFinished } from 'vitest';
import { silentLogger } from '../../electron/engine/ports/logger.ts';
import { Workstation } from '../../electron/host/workstation.ts';
import { threadScripts } from '../../electron/platform/program-files.ts';
import { dataFolder } from '../../electron/storage/data-folder.ts';
import type { SettingChanges } from '../../shared/config/settings.ts';
import type { CommandBody, CommandResult } from '../../shared/domain/command.ts';
import { type CommandId, idFrom } from '../../shared/domain/ids.ts';
import { priceFromFloat } from '../../shared/domain/price.ts';
import { quantity } from './builders.ts';

export const WAKING_CODE_HASH = 'waking';

/** Signals so often that a market of an hour has several. */
export const EAGER: SettingChanges = {
  trading: { mode: 'auto', autoConfidence: 0.05 },
  signals: { weakScore: 0.1, noticeScore: 0.05, cooldownBars: 1, leastAgreement: 0 },
  risk: { dailyLoss: 1, maximumDrawdown: 1, drawdownWarning: 1 },
};

/** A workstation on the simulated exchange whose machine's clock a test moves; its steady clock is the real one. */
export class WakingWorkstation {
  readonly workstation: Workstation;
  readonly folder: ReturnType<typeof dataFolder>;
  #shiftMs: number;
  #commands = 0;

  private constructor(path: string, overrides: SettingChanges, shiftMs: number, speed: number | undefined) {
    this.folder = dataFolder(path);
    this.#shiftMs = shiftMs;
    this.workstation = new Workstation({
      folder: this.folder,
      market: { kind: 'sim', seed: null },
      overrides,
      speed,
      scripts: threadScripts,
      codeHash: WAKING_CODE_HASH,
      log: silentLogger,
      wallNow: () => Date.now() + this.#shiftMs,
    });
  }

  /** Starts it, playing; it is stopped when the test ends. */
  static async start(
    path: string,
    { overrides = EAGER, shiftMs = 0, speed }: { overrides?: SettingChanges; shiftMs?: number; speed?: number } = {},
  ): Promise<WakingWorkstation> {
    const made = new WakingWorkstation(path, overrides, shiftMs, speed);
    await made.workstation.start();
    onTestFinished(() => made.workstation.stop());
    made.workstation.play();
    return made;
  }

  /** Moves the machine's clock, as sleep does. */
  jump(byMs: number): void {
    this.#shiftMs += byMs;
  }

  get feed() {
    return this.workstation.engineView().feed;
  }

  get books() {
    return this.workstation.services.core.books;
  }

  /** Entries that were sent in this run and before. */
  entryCount(): number {
    return [...this.books.orders.all()].filter(({ role }) => role === 'entry').length;
  }

  command(body: CommandBody): Promise<CommandResult> {
    this.#commands += 1;
    return this.workstation.services.runtime.command({
      commandId: idFrom<CommandId>(`waking-${process.hrtime()[1]}-${this.#commands}`),
      body,
    });
  }

  /** Buys a little of an instrument that trades at all hours; stop and target lie so far away that they are not reached. */
  buy(): Promise<CommandResult> {
    const { core } = this.workstation.services;
    const index = core.instruments.list.findIndex(({ session }) => session.kind !== 'daily');
    const { id, priceIncrement } = core.instruments.list[index];
    const at = (ratio: number) => priceFromFloat(core.market.last[index] * ratio, priceIncrement, 'floor');
    const body = { kind: 'place-order', instrumentId: id, side: 'buy', type: 'market', quantity: quantity('0.001') } as const;
    return this.command({ ...body, limitPrice: null, stop: at(0.4), target: at(3) });
  }
}
