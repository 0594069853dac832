import { assert, integer, property, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptView, newestView, rowAtOrAfter } from '../../../../renderer/charting/kept-view.ts';

const minutes = (from: number, count: number): number[] => Array.from({ length: count }, (_, row) => (from + row) * 60_000);

describe('the view after the bars were replaced', () => {
  it('stays on the newest bars when a chart that had grown is sent anew with fewer', () => {
    // 1000 bars were asked for, six hours came in since, and an indicator was added.
    expect(keptView({ from: 1_230, to: 1_366 }, minutes(0, 1_360), minutes(360, 1_000))).toEqual({ from: 870, to: 1_006 });
  });

  it('stays on the same moments when older bars were added, and when old ones were left out', () => {
    expect(keptView({ from: 100, to: 230 }, minutes(1_000, 1_000), minutes(0, 2_000))).toEqual({ from: 1_100, to: 1_230 });
    expect(keptView({ from: 700, to: 830 }, minutes(0, 1_360), minutes(360, 1_000))).toEqual({ from: 340, to: 470 });
  });

  it('begins at the first bar when the moments in view are gone', () => {
    expect(keptView({ from: 100, to: 230 }, minutes(0, 1_360), minutes(360, 1_000))).toEqual({ from: 0, to: 130 });
  });

  it('shows the newest bars where there were none before', () => {
    expect(keptView({ from: -3, to: 4 }, [], minutes(0, 500))).toEqual(newestView(500));
  });

  it('always has a bar in it', () => {
    const times = uniqueArray(integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 120 }).map((all) => all.toSorted((a, b) => a - b));
    assert(
      property(times, times, integer({ min: -50, max: 150 }), integer({ min: 1, max: 140 }), (before, now, from, width) => {
        const view = keptView({ from, to: from + width }, before, now);
        expect(view.to).toBeGreaterThanOrEqual(0);
        expect(view.from).toBeLessThanOrEqual(now.length);
      }),
    );
  });

  it('finds the row at or after a moment', () => {
    expect([-1, 0, 1, 60_000, 119_999, 120_000, 130_000].map((time) => rowAtOrAfter(minutes(0, 3), time))).toEqual([0, 0, 1, 1, 2, 2, 3]);
  });
});
