import { destination, pino } from 'pino';
import type { Logger } from '../engine/ports/logger.ts';

/** Logs as one JSON object per line on standard error; `level` as pino names them. */
export function createLogger(name: string, level: string): Logger {
  const log = pino(
    { name, level, base: { name, pid: process.pid }, redact: ['token', '*.token', 'authorization', '*.authorization'] },
    destination({ dest: 2, sync: true }),
  );
  return {
    info: (message, details = {}) => log.info(details, message),
    warn: (message, details = {}) => log.warn(details, message),
    error: (message, details = {}) => log.error(details, message),
  };
}
