import { describe, expect, it } from 'vitest';
import { FreeTicks } from '../../../../renderer/charting/free-ticks.ts';

describe('the prices on the axis', () => {
  // A hundred pixels per unit of price, downwards.
  const across = (price: number): number => 1_000 - price * 100;

  it('leaves out what a label lies over, and notices when labels have moved over others', () => {
    let labelled = [5.1];
    const ticks = new FreeTicks({ labelled: () => labelled, across });
    expect(ticks.isStale).toBe(false);
    expect(ticks.write([4.5, 5, 5.5], 2)).toEqual(['4.50', '', '5.50']);
    expect(ticks.isStale).toBe(false);
    labelled = [5.05];
    expect(ticks.isStale).toBe(false);
    labelled = [5.45];
    expect(ticks.isStale).toBe(true);
    expect(ticks.write([4.5, 5, 5.5], 2)).toEqual(['4.50', '5.00', '']);
    expect(ticks.isStale).toBe(false);
  });

  it('writes all of them where nothing is drawn yet', () => {
    const ticks = new FreeTicks({ labelled: () => [5], across: () => null });
    expect(ticks.write([4.5, 5], 1)).toEqual(['4.5', '5.0']);
  });
});
