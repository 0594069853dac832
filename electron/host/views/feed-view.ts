import type { EngineView } from '../../../shared/contract/index.ts';
import { SECOND_MS } from '../../../shared/domain/time.ts';
import { wholeMs } from '../playback-clock.ts';
import type { Services } from '../services.ts';

/** Tells how old the newest price is and, where the market is behind the clock, how far. */
export function viewFeed(services: Services, wallMs: number): EngineView['feed'] {
  const { clock, core, market, marketDoor, marketLag, settings } = services;
  const { isPaused, speed } = clock.playback;
  const catchUp = viewCatchUp(services);
  if (marketDoor.isAtEnd) return { state: 'ended', ageMs: 0, catchUp };
  if (isPaused) return { state: 'paused', ageMs: 0, catchUp };
  if (marketDoor.position === null) return { state: 'waiting', ageMs: 0, catchUp };
  const behindMs = clock.marketTime(wallMs) - core.now;
  const ageMs = speed === null ? 0 : Math.max(0, behindMs / speed);
  if (marketLag.isBehind) return { state: 'catching-up', ageMs, catchUp };
  const staleMs = settings.current.risk.staleSeconds * SECOND_MS;
  return { state: ageMs > staleMs && !market.market.isBarMarket ? 'stale' : 'live', ageMs, catchUp };
}

function viewCatchUp({ marketLag }: Services): EngineView['feed']['catchUp'] {
  const lag = marketLag.view();
  if (lag === null) return null;
  const { reachedMs, dueMs, progress, remainingMs } = lag;
  const whole = { reachedTime: wholeMs(reachedMs), dueTime: wholeMs(dueMs) };
  return { ...whole, behindMs: whole.dueTime - whole.reachedTime, progress, remainingMs };
}
