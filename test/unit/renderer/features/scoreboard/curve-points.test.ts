import { describe, expect, it } from 'vitest';
import { acrossOf, curvePoints, upOf } from '../../../../../renderer/features/scoreboard/curve-points.ts';

const FRAME = { width: 110, height: 120, left: 10, below: 20, from: 0.5 };

describe('the reliability curve', () => {
  it('puts what is perfectly calibrated on the diagonal of the drawing', () => {
    for (const ratio of [0.5, 0.7, 1]) {
      const across = (acrossOf(ratio, FRAME) - 10) / 100;
      const up = 1 - upOf(ratio, FRAME) / 100;
      expect(0.5 + across / 2).toBeCloseTo(up);
    }
  });

  it('leaves empty bins out and keeps intervals around their points', () => {
    const points = curvePoints(
      [
        { from: 0.5, to: 0.6, count: 0, meanConfidence: null, rightRatio: null, low: null, high: null },
        { from: 0.6, to: 0.7, count: 12, meanConfidence: 0.66, rightRatio: 0.5, low: 0.25, high: 0.75 },
      ],
      FRAME,
    );
    expect(points.map(({ x, y, top, bottom }) => [x, y, top, bottom].map(Math.round))).toEqual([[42, 50, 25, 75]]);
  });
});
