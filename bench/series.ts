import { uniform } from '../electron/engine/kernel/random.ts';
import { allocateBars, type BarBlock } from '../shared/domain/market-block.ts';
import { MINUTE_MS } from '../shared/domain/time.ts';

const START = Date.UTC(2024, 0, 1);

/** Minute bars of a seeded walk whose drift and volatility change every few hours, so that it trends, ranges and jumps. */
export function walk(count: number, seed: number): BarBlock {
  const block = allocateBars(count);
  let price = 100;
  for (let bar = 0; bar < count; bar += 1) {
    const spell = Math.floor(bar / 240);
    const drift = (uniform(seed, spell, 1, 0) - 0.5) * 0.0006;
    const swing = 0.0005 + uniform(seed, spell, 2, 0) ** 3 * 0.004;
    const open = price;
    const change = drift + (uniform(seed, bar, 3, 0) + uniform(seed, bar, 4, 0) - 1) * swing;
    // Pulled softly towards 100, so that a million bars stay in a sensible range.
    price = open * (1 + change - 0.00002 * Math.log(open / 100));
    block.openTime[bar] = START + bar * MINUTE_MS;
    block.closeTime[bar] = block.openTime[bar] + MINUTE_MS;
    block.open[bar] = open;
    block.close[bar] = price;
    block.high[bar] = Math.max(open, price) * (1 + uniform(seed, bar, 5, 0) * swing * 0.3);
    block.low[bar] = Math.min(open, price) * (1 - uniform(seed, bar, 6, 0) * swing * 0.3);
    block.volume[bar] = 1_000 + Math.floor(uniform(seed, bar, 7, 0) ** 2 * 9_000);
  }
  return block;
}
