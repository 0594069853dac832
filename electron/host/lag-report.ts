import { catchingUpWords, spanWords } from '../../shared/domain/catch-up.ts';
import { SECOND_MS } from '../../shared/domain/time.ts';
import type { BitFlowEngine } from '../engine/bitflow-engine.ts';
import type { Logger } from '../engine/ports/logger.ts';
import type { MarketLag } from './market-lag.ts';

export interface LagReportOptions {
  readonly lag: MarketLag;
  readonly engine: BitFlowEngine;
  readonly log: Logger;
  /** Tells a user what must not be missed. */
  readonly tell: (message: string) => void;
}

const IMPAIRMENT = 'catch-up';

/** How far behind the market is is told anew this often, in wall milliseconds. */
const SHOWN_MS = SECOND_MS / 2;

/** Keeps the engine's reasons true to how far the market is behind, and says that a clock jumped. Returns what ends it. */
export function reportLag({ lag, engine, log, tell }: LagReportOptions): () => void {
  let timer: NodeJS.Timeout | null = null;
  const stop = (): void => {
    if (timer !== null) clearInterval(timer);
    timer = null;
  };
  const show = (): void => {
    const view = lag.view();
    if (view === null) engine.lift(IMPAIRMENT);
    else engine.impair(IMPAIRMENT, 'degraded', catchingUpWords(view.dueMs - view.reachedMs));
  };
  const change = (): void => {
    show();
    if (lag.isBehind) timer ??= setInterval(show, SHOWN_MS);
    else stop();
    const view = lag.view();
    if (view === null) log.info('prices are fresh again');
    else log.warn('the market is behind the clock', { behindMs: Math.round(view.dueMs - view.reachedMs) });
  };
  lag.onDidChange(change);
  lag.onDidJump((jumpMs) => {
    log.warn("the machine's clock jumped", { byMs: Math.round(jumpMs) });
    tell(jumpWords(jumpMs));
  });
  // A start that found the market behind was decided before anybody listened.
  if (lag.isBehind) change();
  return stop;
}

function jumpWords(jumpMs: number): string {
  const span = spanWords(Math.abs(jumpMs));
  if (jumpMs > 0) return `The machine slept, or its clock was set ahead: ${span} were not watched.`;
  return `The machine's clock was set back by ${span}; the market goes on from where it is.`;
}
