import { expect, it } from 'vitest';
import { attackRuns } from './attack-runs.ts';
import { attacks } from './attacks.ts';

it.each(attacks)('one short round of $name finds nothing', { timeout: 120_000 }, async (attack) => {
  const report = await attackRuns({ attacks: [attack], seed: 2026, minutes: 0 });
  expect(report.findings).toEqual([]);
  expect(report.tried).toBeGreaterThan(0);
});

it('attacks have names of their own', () => {
  expect(new Set(attacks.map(({ name }) => name)).size).toBe(attacks.length);
});
