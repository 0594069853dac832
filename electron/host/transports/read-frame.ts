import { MessageType } from '@orpc/standard-server-peer';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Frame } from './frame-channel.ts';

/** What a caller says: a call, or that it does not want an answer any more. */
export type CallerFrame =
  | { readonly kind: 'call'; readonly id: string; readonly path: string; readonly url: URL; readonly body: unknown }
  | { readonly kind: 'abort'; readonly id: string };

/** Why a frame is none. `id`: of the call that can be answered so, `null` where it has none. */
export interface FrameFault {
  readonly id: string | null;
  readonly message: string;
}

const MOST_ID_LENGTH = 64;
const MOST_PATH_LENGTH = 200;
const ORIGIN = 'http://orpc';

/**
 * Reads one message of the protocol. Callers send calls and aborts; files, forms and streams towards the engine are part of the protocol and
 * of no procedure, so that they are refused here, before anything of them is kept.
 */
export function readFrame(frame: Frame): Result<CallerFrame, FrameFault> {
  const message = jsonIn(frame);
  if (!isRecord(message)) return err({ id: null, message: 'Expected a JSON object with a call.' });
  const { i: id, t: type = MessageType.REQUEST, p: payload } = message;
  if (typeof id !== 'string' || id.length > MOST_ID_LENGTH)
    return err({ id: null, message: `Expected an "i" with the name of the call, of at most ${MOST_ID_LENGTH} characters.` });
  if (type === MessageType.ABORT_SIGNAL) return ok({ kind: 'abort', id });
  if (type !== MessageType.REQUEST) return err({ id, message: 'Expected a call, or that one is not wanted any more.' });
  if (!isRecord(payload)) return err({ id, message: 'Expected a "p" with the call.' });
  const { u: path, m: method = 'POST', b: body } = payload;
  if (method !== 'POST') return err({ id, message: 'Expected no method, or POST.' });
  if (typeof path !== 'string' || !path.startsWith('/') || path.length > MOST_PATH_LENGTH)
    return err({ id, message: 'Expected a "u" with the path of a procedure, such as /engine/status.' });
  const url = URL.parse(`${ORIGIN}${path}`);
  if (url === null || url.origin !== ORIGIN) return err({ id, message: 'Expected a "u" with the path of a procedure.' });
  return ok({ kind: 'call', id, path: url.pathname, url, body });
}

function jsonIn(frame: Frame): unknown {
  try {
    return JSON.parse(typeof frame === 'string' ? frame : new TextDecoder('utf-8', { fatal: true }).decode(frame));
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
