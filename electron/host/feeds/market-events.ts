import type { Instrument } from '../../../shared/domain/instrument.ts';
import { formatPrice, priceFromFloat } from '../../../shared/domain/price.ts';
import { type UtcMs, utcMs } from '../../../shared/domain/time.ts';
import type { TakenRows } from '../played-market-door.ts';
import type { WorkspaceBus } from '../workspace-bus.ts';

/** Publishes what came from the market, for those who listen; costs nothing while nobody does. */
export function publishRows(bus: WorkspaceBus, { block, from, to }: TakenRows, instruments: readonly Instrument[], at: UtcMs): void {
  if (bus.isHeard('marketDataReceived')) {
    const words = `${to - from} ${block.kind === 'bars' ? 'bars' : 'ticks'}`;
    bus.publish({ event: 'marketDataReceived', at, instrumentId: null, message: words, fill: null });
  }
  if (!bus.isHeard('priceUpdate')) return;
  const last = new Map<number, number>();
  for (let row = from; row < to; row += 1) last.set(block.instrument[row], row);
  for (const [index, row] of last) {
    const { id, priceIncrement } = instruments[index];
    const price = block.kind === 'bars' ? block.close[row] : block.price[row];
    const time = utcMs(block.kind === 'bars' ? block.closeTime[row] : block.time[row]);
    const message = formatPrice(priceFromFloat(price, priceIncrement, 'half-even'));
    bus.publish({ event: 'priceUpdate', at: time, instrumentId: id, message, fill: null });
  }
}
