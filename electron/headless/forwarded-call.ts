import { randomBytes } from 'node:crypto';
import { ORPCError } from '@orpc/server';
import { withDeadline } from '../../shared/contract/deadline.ts';
import type { ProcedureMeta } from '../../shared/contract/index.ts';
import type { Supervisor } from '../supervision/supervisor.ts';

/** A call that the engine has not answered for so long is given up. */
const DEADLINE_MS = 15_000;

/** A call under way is given up when the engine has been known to be silent for so long. */
const SILENCE_MS = 1_000;

/** A call of the contract on its way to the engine. */
export interface EngineCall {
  readonly meta: Partial<ProcedureMeta>;
  readonly input: unknown;
  readonly signal: AbortSignal | undefined;
  readonly ask: (input: unknown) => Promise<unknown>;
}

/**
 * Passes a call on to an engine that is ready. Where no answer comes, says what is known: a call that only looks may simply be made
 * again; of one that changes something the outcome is unknown, and a command asked again with the id that is told is carried out once at
 * most. While the engine is silent only exits are passed on.
 * @throws {ORPCError} the engine's own, `UNAVAILABLE` or `OUTCOME_UNKNOWN`
 */
export async function askEngine(supervisor: Supervisor, { meta, input, signal, ask }: EngineCall): Promise<unknown> {
  const { silentSinceMs } = supervisor;
  if (silentSinceMs !== null && meta.isExit !== true)
    throw unavailable('engine-silent', `${silenceWords(silentSinceMs)}; this was not sent`);
  const named = meta.isCommand === true ? withCommandId(input) : null;
  const lost = (how: string): Error => noAnswer(how, meta, named?.commandId ?? null);
  const silence = untilSilent(supervisor, lost);
  try {
    return await withDeadline(Promise.race([ask(named ?? input), silence.promise]), DEADLINE_MS, () =>
      lost('The engine did not answer in time'),
    );
  } catch (error) {
    if (error instanceof ORPCError || signal?.aborted === true) throw error;
    throw lost('The engine ended before it answered');
  } finally {
    silence.dispose();
  }
}

function withCommandId(input: unknown): { readonly commandId: string } {
  const given = typeof input === 'object' && input !== null && 'commandId' in input ? input.commandId : undefined;
  return { ...(input as object), commandId: typeof given === 'string' ? given : `c-${randomBytes(12).toString('hex')}` };
}

function untilSilent(
  supervisor: Supervisor,
  lost: (how: string) => Error,
): { readonly promise: Promise<never>; readonly dispose: () => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  let timer: NodeJS.Timeout | null = null;
  const look = (isSilent: boolean): void => {
    if (timer !== null) clearTimeout(timer);
    timer = isSilent ? setTimeout(() => reject(lost(silenceWords(supervisor.silentSinceMs ?? Date.now()))), SILENCE_MS) : null;
  };
  look(supervisor.silentSinceMs !== null);
  const subscription = supervisor.onDidChangeSilence(look);
  return {
    promise,
    dispose: () => {
      subscription.dispose();
      look(false);
    },
  };
}

function silenceWords(sinceMs: number): string {
  return `The engine has not answered since ${new Date(sinceMs).toISOString().slice(11, 19)} UTC`;
}

function noAnswer(how: string, { scope }: Partial<ProcedureMeta>, commandId: string | null): Error {
  if (scope !== 'trade') return unavailable('engine-lost', `${how}. Ask again in a moment`);
  const next =
    commandId === null ? 'look what became of it' : `ask again with the same command id (${commandId}), which is carried out once at most`;
  return new ORPCError('OUTCOME_UNKNOWN', {
    status: 504,
    message: `${how}, and whether this was carried out is not known: ${next}.`,
    data: { code: 'outcome-unknown', commandId },
  });
}

function unavailable(code: string, message: string): Error {
  return new ORPCError('UNAVAILABLE', { status: 503, message: `${message}.`, data: { code } });
}
