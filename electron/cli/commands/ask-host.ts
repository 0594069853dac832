import { ORPCError } from '@orpc/client';
import { BitFlowError } from '../../../shared/base/bitflow-error.ts';
import type { InstrumentView } from '../../../shared/contract/index.ts';
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
