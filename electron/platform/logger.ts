import { type DestinationStream, destination, pino } from 'pino';
import type { Logger } from '../engine/ports/logger.ts';

/** Logs as one JSON object per line, on standard error unless told otherwise; `level` as pino names them. */
export function createLogger(name: string, level: string, to: DestinationStream = destination({ dest: 2, sync: true })): Logger {
  const log = pino({ name, level, base: { name, pid: process.pid }, redact: ['token', '*.token', 'authorization', '*.authorization'] }, to);
  return {
    info: (message, details = {}) => log.info(details, message),
    warn: (message, details = {}) => log.warn(details, message),
    error: (message, details = {}) => log.error(details, message),
  };
}
