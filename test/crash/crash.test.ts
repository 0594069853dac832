import { expect, it } from 'vitest';
import { clockRuns } from './clock-jumps.ts';
import { crashPoints } from './crash-point.ts';
import { crashRuns } from './crash-runs.ts';

it('loses nothing and doubles nothing over fifty kills at every point in the life of an order', { timeout: 300_000 }, async () => {
  const report = await crashRuns({ runs: 50, seed: 2026 });
  expect(report.findings).toEqual([]);
  expect(report).toMatchObject({ runs: 50, lost: 0, duplicated: 0, mismatched: 0 });
  // A run that ends before its point comes by is no kill; nearly all must be, and every point must have had its turn.
  expect(report.kills).toBeGreaterThanOrEqual(46);
  expect(crashPoints.filter((point) => report.byPoint[point] === 0)).toEqual([]);
  expect(report.orders).toBeGreaterThan(100);
});

it('opens nothing while behind, loses and doubles nothing, when the clock jumps to and fro under engines that are killed', {
  timeout: 300_000,
}, async () => {
  const report = await clockRuns({ lives: 4, seed: 2026 });
  expect(report.findings).toEqual([]);
  expect(report.jumps).toBeGreaterThan(8);
  expect(report.orders).toBeGreaterThan(10);
});
