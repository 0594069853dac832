import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { ORPCError } from '@orpc/client';
import { BitFlowError, isBitFlowError } from '../../../shared/base/bitflow-error.ts';
import type { InstrumentView } from '../../../shared/contract/index.ts';
import { type CommandId, idFrom } from '../../../shared/domain/ids.ts';
import type { FoundHost } from '../running-host.ts';

/** Makes one call. @throws {BitFlowError} with the engine's own words and code, or `host-unreachable` */
export async function ask<T>(host: FoundHost, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ORPCError) throw new BitFlowError(error.message, { code: codeOf(error), cause: error });
    throw unreachable(host, error);
  }
}

/** An exit that got no answer is asked for again for so long, in milliseconds. */
const ASK_AGAIN_MS = 30_000;

const ASK_AGAIN_PAUSE_MS = 300;

/** What an engine that ended, hangs or starts again leaves of a call. */
const NO_ANSWER_CODES = new Set(['outcome-unknown', 'engine-not-ready', 'engine-lost']);

/**
 * Makes a call that takes risk away. Where no answer comes it is made again under the same command id, so that it is carried out once at
 * most; `say` hears of it once. @throws {BitFlowError} as `ask`; `outcome-unknown` when the engine stays away.
 */
export async function askExit<T>(host: FoundHost, call: (commandId: CommandId) => Promise<T>, say: (message: string) => void): Promise<T> {
  const commandId = idFrom<CommandId>(`t-${randomBytes(12).toString('hex')}`);
  const untilMs = performance.now() + ASK_AGAIN_MS;
  let hasSaid = false;
  for (;;) {
    try {
      return await ask(host, () => call(commandId));
    } catch (error) {
      if (!isBitFlowError(error) || !NO_ANSWER_CODES.has(error.code) || performance.now() > untilMs) throw error;
      if (!hasSaid) say(`${error.message} Asking again under the same id …`);
      hasSaid = true;
      await setTimeout(ASK_AGAIN_PAUSE_MS);
    }
  }
}

/** The code that says most: the engine's own where the answer carries one. */
function codeOf(error: ORPCError<string, unknown>): string {
  const { data } = error;
  const isCoded = typeof data === 'object' && data !== null && 'code' in data;
  return String(isCoded ? data.code : error.code).toLowerCase();
}

/** What to say when a host does not answer. */
export function unreachable(host: FoundHost, cause: unknown): BitFlowError {
  return new BitFlowError(`The host at ${host.url} does not answer. Is it still running?`, {
    code: 'host-unreachable',
    retry: 'backoff',
    cause,
  });
}

/** Finds an instrument by symbol or id, in any case. @throws {BitFlowError} `not-found` */
export async function instrumentNamed(host: FoundHost, symbol: string): Promise<InstrumentView> {
  const instruments = await ask(host, () => host.client.market.instruments());
  const wanted = symbol.toUpperCase();
  const instrument = instruments.find((each) => each.symbol === wanted || each.id === wanted);
  if (instrument !== undefined) return instrument;
  throw new BitFlowError(`There is no instrument ${symbol}; there are ${instruments.map((each) => each.symbol).join(', ')}.`, {
    code: 'not-found',
  });
}
