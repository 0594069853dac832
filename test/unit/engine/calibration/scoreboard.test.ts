import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate } from '../../../../electron/engine/calibration/calibrator.ts';
import { binOf, Reliability, wilsonInterval } from '../../../../electron/engine/calibration/reliability.ts';
import { Scoreboard } from '../../../../electron/engine/calibration/scoreboard.ts';
import { uniform } from '../../../../electron/engine/kernel/random.ts';
import { viewScoreboard } from '../../../../electron/host/views/signal-views.ts';
import { type InstrumentId, idFrom, type SignalId } from '../../../../shared/domain/ids.ts';
import type { RegimeLabel } from '../../../../shared/domain/regime.ts';
import type { SignalOutcome } from '../../../../shared/domain/signal-outcome.ts';
import { utcMs } from '../../../../shared/domain/time.ts';

const ABC = 'ABC.TEST' as InstrumentId;
const DEF = 'DEF.TEST' as InstrumentId;

interface Simulated {
  readonly count: number;
  /** How likely a signal of this raw confidence is right, in truth. */
  readonly truth: (raw: number, instrumentId: InstrumentId) => number;
  readonly regime?: RegimeLabel;
}

/** Plays signals whose true probabilities are known: each is shown with the confidence that the scoreboard then gives. */
function simulated({ count, truth, regime = 'range' }: Simulated): Scoreboard {
  const scoreboard = new Scoreboard();
  for (let n = 0; n < count; n += 1) {
    const rawConfidence = 0.5 + 0.4 * uniform(11, n, 0, 1);
    const instrumentId = uniform(11, n, 0, 2) < 0.5 ? ABC : DEF;
    const isRight = uniform(11, n, 0, 3) < truth(rawConfidence, instrumentId);
    scoreboard.add(
      anOutcome({
        n,
        rawConfidence,
        confidence: scoreboard.calibrated(rawConfidence, { instrumentId, regime }),
        instrumentId,
        regime,
        isRight,
      }),
    );
  }
  return scoreboard;
}

function anOutcome(of: {
  readonly n: number;
  readonly rawConfidence: number;
  readonly confidence: number;
  readonly instrumentId: InstrumentId;
  readonly regime: RegimeLabel;
  readonly isRight: boolean;
}): SignalOutcome {
  const { n, isRight, ...rest } = of;
  return {
    ...rest,
    signalId: idFrom<SignalId>(`s-${n}`),
    action: 'buy',
    price: 100,
    move: isRight ? 0.01 : -0.01,
    result: isRight ? 'right' : 'wrong',
    tsEvent: utcMs(n),
  };
}

describe('the reliability curve of signals whose true probabilities are known', () => {
  it('shows the true probability of each stretch of raw confidence, within its interval', () => {
    // Overconfident: what says 50 % to 90 % is right 40 % to 60 % of the time.
    const truth = (raw: number): number => 0.4 + (raw - 0.5) * 0.5;
    const { rawCurve } = viewScoreboard(simulated({ count: 20_000, truth }), 15);
    const filled = rawCurve.filter(({ count }) => count > 0);
    expect(filled.map(({ from }) => from)).toEqual([0.5, 0.6, 0.7, 0.8]);
    const inside = filled.filter(({ count, from, high, low, meanConfidence, rightRatio }) => {
      const expected = truth(from + 0.05);
      expect(count).toBeGreaterThan(4_500);
      expect(meanConfidence).toBeCloseTo(from + 0.05, 2);
      // Three and a half standard deviations of so many tosses.
      expect(Math.abs((rightRatio ?? 0) - expected)).toBeLessThan(3.5 * Math.sqrt((expected * (1 - expected)) / count));
      return low !== null && low < expected && high !== null && high > expected;
    });
    expect(inside.length).toBeGreaterThanOrEqual(3);
  });

  it('comes to lie on the diagonal for the confidence that is shown, once there are outcomes', () => {
    const truth = (raw: number): number => 0.35 + (raw - 0.5) * 0.9;
    const scoreboard = simulated({ count: 20_000, truth });
    const { curve } = viewScoreboard(scoreboard, 15);
    for (const { count, meanConfidence, rightRatio } of curve) {
      if (count < 500 || meanConfidence === null || rightRatio === null) continue;
      expect(Math.abs(meanConfidence - rightRatio)).toBeLessThan(0.03);
    }
    for (const raw of [0.55, 0.65, 0.75, 0.85]) {
      expect(Math.abs(scoreboard.calibrated(raw, { instrumentId: ABC, regime: 'range' }) - truth(raw))).toBeLessThan(0.035);
    }
  });

  it('has the Brier score that such probabilities have, which is better than the raw one', () => {
    const truth = (raw: number): number => 0.4 + (raw - 0.5) * 0.5;
    const [all] = viewScoreboard(simulated({ count: 20_000, truth }), 15).rows;
    // E (raw − outcome)² = (raw − truth)² + truth × (1 − truth), averaged over raw from 0.5 to 0.9.
    const steps = Array.from({ length: 400 }, (_, step) => 0.5 + (0.4 * (step + 0.5)) / 400);
    const expected = steps.reduce((sum, raw) => sum + (raw - truth(raw)) ** 2 + truth(raw) * (1 - truth(raw)), 0) / steps.length;
    expect(all.rawBrier).toBeCloseTo(expected, 2);
    expect(all.brier ?? 1).toBeLessThan((all.rawBrier ?? 0) - 0.03);
  });

  it('keeps instruments and regimes apart: the one that is right more often is shown with more confidence', () => {
    const scoreboard = simulated({ count: 6_000, truth: (_, id) => (id === ABC ? 0.75 : 0.35) });
    const [abc, def] = [ABC, DEF].map((instrumentId) => scoreboard.calibrated(0.65, { instrumentId, regime: 'range' }));
    expect([Math.abs(abc - 0.75) < 0.05, Math.abs(def - 0.35) < 0.05]).toEqual([true, true]);
    const unknown = scoreboard.calibrated(0.65, { instrumentId: ABC, regime: 'panic' });
    expect(Math.abs(unknown - 0.55)).toBeLessThan(0.05);
  });
});

describe('calibrated confidence', () => {
  it('is the raw one before any outcome', () => {
    expect([0, 0.5, 0.55, 0.731, 1].map((raw) => calibrate(raw, [new Reliability(), undefined]))).toEqual([0, 0.5, 0.55, 0.731, 1]);
  });

  it('moves little on few outcomes: three wrong ones do not condemn', () => {
    const level = new Reliability();
    for (let n = 0; n < 3; n += 1) level.add(0.75, false);
    expect(calibrate(0.75, [level])).toBeCloseTo((20 * 0.75) / 23, 9);
  });

  const outcomes = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), { maxLength: 400 });

  it('stays within 0 and 1, and never falls where raw confidence rises by a stretch', () => {
    fc.assert(
      fc.property(outcomes, outcomes, (wide, narrow) => {
        const levels = [wide, narrow].map((all) => {
          const level = new Reliability();
          for (const [confidence, isRight] of all) level.add(confidence, isRight);
          return level;
        });
        const found = Array.from({ length: 10 }, (_, bin) => calibrate((bin + 0.5) / 10, levels));
        for (const [bin, value] of found.entries()) {
          expect(value >= 0 && value <= 1).toBe(true);
          if (bin > 0) expect(value).toBeGreaterThanOrEqual(found[bin - 1] - 1e-12);
        }
      }),
    );
  });

  it('counts each outcome in the stretch of its confidence, once', () => {
    fc.assert(
      fc.property(outcomes, (all) => {
        const level = new Reliability();
        for (const [confidence, isRight] of all) level.add(confidence, isRight);
        const bins = Array.from({ length: 10 }, (_, bin) => all.filter(([confidence]) => binOf(confidence) === bin));
        expect([...level.count]).toEqual(bins.map((bin) => bin.length));
        expect([...level.right]).toEqual(bins.map((bin) => bin.filter(([, isRight]) => isRight).length));
        expect([level.total, level.totalRight]).toEqual([all.length, all.filter(([, isRight]) => isRight).length]);
      }),
    );
  });

  it('goes on from a snapshot as if it had never been left', () => {
    const scoreboard = simulated({ count: 500, truth: () => 0.5 });
    const again = new Scoreboard();
    again.restore(JSON.parse(JSON.stringify(scoreboard.snapshot())) as ReturnType<Scoreboard['snapshot']>);
    expect(again.snapshot()).toEqual(scoreboard.snapshot());
    const group = { instrumentId: ABC, regime: 'range' } as const;
    expect([0.55, 0.7, 0.9].map((raw) => again.calibrated(raw, group))).toEqual(
      [0.55, 0.7, 0.9].map((raw) => scoreboard.calibrated(raw, group)),
    );
  });
});

describe('Wilson’s interval', () => {
  it.each([
    // Worked by hand from the formula with z = 1.95996.
    [5, 10, 0.2366, 0.7634],
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [60, 100, 0.502, 0.6906],
  ])('of %d right in %d is %d to %d', (right, count, low, high) => {
    const interval = wilsonInterval(right, count);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });
});
