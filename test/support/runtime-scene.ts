import type { Broker } from '../../electron/engine/ports/broker.ts';
import type { DurableStore, JournalEntry, StoreFault } from '../../electron/engine/ports/durable-store.ts';
import { EngineRuntime } from '../../electron/host/engine-runtime.ts';
import type { Command, CommandBody } from '../../shared/domain/command.ts';
import { type CommandId, idFrom } from '../../shared/domain/ids.ts';
import { anInstrument, price, quantity } from './builders.ts';
import { EngineHarness, START } from './engine-harness.ts';
import { aBarBlock } from './market-blocks.ts';

/** A runtime around a core that has seen a few quiet bars, and what it announces. */
export function aRuntime(options: {
  readonly store: DurableStore;
  readonly broker: Broker;
  readonly fault?: StoreFault;
  readonly keepsMarket?: boolean;
}) {
  const { core } = new EngineHarness();
  core.takeRows(aBarBlock(START, [100, 100, 100]), 0, 3);
  const { store, broker, fault = null, keepsMarket = true } = options;
  const runtime = new EngineRuntime({ core, store, broker, runs: new Set(['testrunx']), isKeepingMarket: keepsMarket, fault });
  const released: JournalEntry[] = [];
  const faults: StoreFault[] = [];
  runtime.onDidRelease((entry) => released.push(entry));
  runtime.onDidFault((announced) => faults.push(announced));
  return { runtime, core, released, faults };
}

const instrumentId = anInstrument().id;

/** The wish to buy 10 ABC at market, with a stop at 90 and a target at 120. */
export const BUY: Extract<CommandBody, { readonly kind: 'place-order' }> = {
  kind: 'place-order',
  instrumentId,
  side: 'buy',
  type: 'market',
  quantity: quantity('10'),
  limitPrice: null,
  stop: price('90.00'),
  target: price('120.00'),
};

export const CLOSE: CommandBody = { kind: 'close-position', instrumentId };

export function aCommand(id: string, body: CommandBody): Command {
  return { commandId: idFrom<CommandId>(id), body };
}
