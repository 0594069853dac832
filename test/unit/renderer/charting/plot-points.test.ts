import { describe, expect, it } from 'vitest';
import { markRows, paneBounds, shiftedPoints, shiftWith, timeAt } from '../../../../renderer/charting/plot-points.ts';

const TIMES = [0, 60, 120, 300];

describe('where an indicator is drawn', () => {
  it('knows the times of bars, and goes on without a gap where there are none yet', () => {
    expect([0, 3, 4, 6].map((row) => timeAt(TIMES, row, 60))).toEqual([0, 300, 360, 480]);
  });

  it.each([
    [0, [0, 60, 120, 300]],
    [2, [120, 300, 360, 420]],
    [-1, [0, 60, 120]],
  ])('shifts by %i bars', (shift, expected) => {
    const points = shiftedPoints(TIMES, [1, 2, 3, 4], { shift, lengthMs: 60 });
    expect(points.map(({ timeMs }) => timeMs)).toEqual(expected);
  });

  it('marks every sign of a sparse output, and only turns of one that always speaks', () => {
    const values = [null, 1, 1, 0, -1, -1, 1];
    expect(markRows(values, true)).toEqual([1, 2, 4, 5, 6]);
    expect(markRows([1, 1, -1, -1, 1], false)).toEqual([2, 4]);
  });

  it('follows the parameter that the shift stands for', () => {
    const parameter = (name: string, usual: number) => ({ name, title: name, default: usual, minimum: 1, maximum: 99, isWhole: true });
    const definition = { parameters: [parameter('base', 26), parameter('displacement', 26)] };
    expect(shiftWith(definition, 26, { base: 26, displacement: 30 })).toBe(30);
    expect(shiftWith(definition, -26, { base: 9 })).toBe(-26);
    expect(shiftWith({ parameters: [] }, -2, {})).toBe(-2);
    expect(shiftWith(definition, 0, { displacement: 30 })).toBe(0);
  });

  it('keeps levels in view and stays within what can be', () => {
    expect(paneBounds({ minValue: 40, maxValue: 60 }, { range: [0, 100], levels: [30, 70] })).toEqual({ minValue: 30, maxValue: 70 });
    expect(paneBounds({ minValue: -8, maxValue: 130 }, { range: [0, 100], levels: [] })).toEqual({ minValue: 0, maxValue: 100 });
    expect(paneBounds({ minValue: -8, maxValue: 130 }, { range: null, levels: [0] })).toEqual({ minValue: -8, maxValue: 130 });
  });
});
