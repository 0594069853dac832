import { allocateBars, type BarBlock, copyRows } from '../../../shared/domain/market-block.ts';
import { isOpenAt, type Session } from '../../../shared/domain/session.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../../shared/domain/time.ts';
import { FIRST_DAY, type PathSecond, type PricePath } from './price-path.ts';

export interface HistoryRange {
  readonly lengthMs: number;
  /** Seconds up to and including this moment count. */
  readonly untilMs: number;
  readonly limit: number;
}

/** Returns the bars of a path, ascending: each the aggregate of its seconds, and nothing else. */
export function aggregatePath(path: PricePath, index: number, { lengthMs, untilMs, limit }: HistoryRange): BarBlock {
  const { session } = path.sim.instrument;
  const bars = allocateBars(limit);
  let first = limit;
  const earliest = FIRST_DAY * DAY_MS;
  let openTime = Math.floor(untilMs / lengthMs) * lengthMs;
  while (first > 0 && openTime >= earliest) {
    const isWritten = aggregateBar(path, session, openTime, Math.min(openTime + lengthMs, untilMs + 1), bars, first - 1);
    if (isWritten) {
      first -= 1;
      bars.instrument[first] = index;
      bars.openTime[first] = openTime;
      bars.closeTime[first] = openTime + lengthMs;
    }
    openTime -= lengthMs;
  }
  return copyRows(bars, first, limit);
}

/** Writes the bar of the seconds from `fromMs` (inclusive) to `toMs` (exclusive); returns false when none of them is open. */
function aggregateBar(path: PricePath, session: Session, fromMs: number, toMs: number, into: BarBlock, row: number): boolean {
  const second: PathSecond = { price: 0, bid: 0, ask: 0, volume: 0 };
  let isOpened = false;
  let high = 0;
  let low = 0;
  let close = 0;
  let volume = 0;
  for (let timeMs = fromMs; timeMs < toMs; timeMs += SECOND_MS) {
    if (timeMs % MINUTE_MS === 0 && !isOpenAt(session, timeMs)) {
      timeMs += MINUTE_MS - SECOND_MS;
      continue;
    }
    path.read(timeMs / SECOND_MS, second);
    const { price } = second;
    if (!isOpened) {
      isOpened = true;
      into.open[row] = price;
      high = price;
      low = price;
    }
    if (price > high) high = price;
    if (price < low) low = price;
    close = price;
    volume += second.volume;
  }
  into.high[row] = high;
  into.low[row] = low;
  into.close[row] = close;
  into.volume[row] = volume;
  return isOpened;
}
