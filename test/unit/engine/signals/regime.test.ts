import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Atr } from '../../../../electron/engine/indicators/volatility/atr.ts';
import { Bollinger } from '../../../../electron/engine/indicators/volatility/bollinger.ts';
import { uniform } from '../../../../electron/engine/kernel/random.ts';
import { RegimeAnalysis } from '../../../../electron/engine/signals/regime/regime-analysis.ts';
import { type RegimeLabel, regimeLabels } from '../../../../shared/domain/regime.ts';

interface Seen {
  readonly regime: RegimeAnalysis;
  /** The label after each bar. */
  readonly labels: readonly RegimeLabel[];
}

/** Feeds closes, each bar reaching from the close before to its own and a little beyond. */
function fed(closes: readonly number[], reach = 0.1): Seen {
  const regime = new RegimeAnalysis();
  const atr = new Atr(14);
  const bands = new Bollinger(20, 2);
  const labels: RegimeLabel[] = [];
  let before = closes[0];
  for (const close of closes) {
    bands.update(close);
    const range = atr.update(Math.max(before, close) + reach, Math.min(before, close) - reach, close);
    regime.update(close, range, bands.middle, bands.upper);
    labels.push(regime.label);
    before = close;
  }
  return { regime, labels };
}

const line = (count: number, from: number, step: number): number[] => Array.from({ length: count }, (_, i) => from + i * step);
const toAndFro = (count: number, at: number, swing: number): number[] =>
  Array.from({ length: count }, (_, i) => at + (i % 2 === 0 ? swing : -swing));

/** A walk whose steps are at most `step`, the same every time. */
function walk(count: number, from: number, step: number, drift = 0, seed = 5): number[] {
  let price = from;
  return Array.from({ length: count }, (_, i) => {
    price += drift + (uniform(seed, i, 0, 1) - 0.5) * 2 * step;
    return price;
  });
}

describe('the regime', () => {
  it('of a straight way is a trend, and goes with it', () => {
    const up = fed([...walk(150, 100, 0.2), ...line(40, 100, 0.25)]).regime;
    expect([up.label, up.features.efficiency]).toEqual(['trend', 1]);
    expect(up.score).toBeGreaterThan(0.8);
    const down = fed([...walk(150, 100, 0.2), ...line(40, 100, -0.25)]).regime;
    expect([down.label, down.score < -0.8]).toEqual(['trend', true]);
  });

  it('of to and fro is a range, and leans against the edge, at most by half', () => {
    const { regime } = fed([...toAndFro(150, 100, 0.5), 101]);
    expect(regime.label).toBe('range');
    expect(regime.score).toBeLessThan(0);
    expect(regime.score).toBeGreaterThanOrEqual(-0.5);
  });

  it('of bars that are much larger than they were is volatile, and says little of direction', () => {
    const { regime } = fed([...toAndFro(150, 100, 0.1), ...toAndFro(14, 100, 1.5)]);
    expect([regime.label, Math.abs(regime.score) < 0.15]).toEqual(['volatile', true]);
  });

  it('of a fall far faster than usual in large bars is panic, and speaks against buying', () => {
    const { regime, labels } = fed([...walk(200, 100, 0.1), ...line(12, 98, -1.2)]);
    expect(regime.label).toBe('panic');
    expect(regime.score).toBeLessThan(-0.4);
    expect(labels.slice(20, 200)).not.toContain('panic');
    expect(regime.reasons()[0]).toContain('nothing is bought into it');
  });

  it('of as fast a rise is no panic', () => {
    expect(fed([...walk(200, 100, 0.1), ...line(12, 102, 1.2)]).regime.label).not.toBe('panic');
  });

  it('keeps its label until another is clearly likelier, so that it does not flicker', () => {
    const { labels } = fed([...walk(400, 100, 0.3), ...walk(400, 100, 0.3, 0.08, 6), ...walk(400, 130, 0.3, 0, 7)]);
    const changes = labels.filter((label, i) => i > 120 && label !== labels[i - 1]).length;
    // Without hysteresis the likeliest regime changes several times as often on this walk.
    expect(changes).toBeGreaterThan(1);
    expect(changes).toBeLessThan(60);
  });

  it('is told with probabilities that are together 1, a label that is the likeliest or held, and bars since it came', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -0.05, max: 0.05, noNaN: true }), { minLength: 150, maxLength: 300 }), (moves) => {
        let price = 100;
        const { regime } = fed(moves.map((move) => (price *= 1 + move)));
        const { probabilities, label, bars } = regime.reading();
        expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 2);
        expect(probabilities.every((value) => value >= 0 && value <= 1)).toBe(true);
        expect([regimeLabels.includes(label), bars >= 1, Math.abs(regime.score) <= 1]).toEqual([true, true, true]);
      }),
      { numRuns: 60 },
    );
  });

  it('of a price that does not move, or is a hundred million, is a finite number', () => {
    for (const closes of [line(200, 100, 0), line(200, 1e8, 1e6), line(200, 1e-6, 0)]) {
      const { regime } = fed(closes, 0);
      expect([regime.score, ...regime.probabilities].every(Number.isFinite)).toBe(true);
    }
  });

  it('keeps its numbers right over thousands of bars', () => {
    const closes = Array.from({ length: 5_000 }, (_, i) => 100 + 10 * Math.abs(((i * 37) % 200) - 100) * 0.01);
    const last = closes.slice(-21);
    const path = last.slice(1).reduce((sum, close, i) => sum + Math.abs(close - last[i]), 0);
    expect(fed(closes).regime.features.efficiency).toBeCloseTo(Math.abs(last[20] - last[0]) / path, 9);
  });
});
