import { describe, expect, it } from 'vitest';
import { RegimeRuns } from '../../../../renderer/charting/regime-runs.ts';

const words = (runs: RegimeRuns): string[] => runs.within(0, 1_000).map(({ from, to, label }) => `${label} ${from}-${to}`);

describe('the regimes of a chart', () => {
  it('joins bars of one label, and leaves out those without', () => {
    const runs = new RegimeRuns();
    runs.take(0, [null, null, 0, 0, 1, 1, 1, 3]);
    expect(words(runs)).toEqual(['trend 2-3', 'range 4-6', 'panic 7-7']);
    expect(runs.at(5)?.label).toBe('range');
    expect(runs.at(1)).toBeNull();
  });

  it('goes on from a row, whether its label stays or changes', () => {
    const runs = new RegimeRuns();
    runs.take(0, [0, 0, 0]);
    runs.take(2, [0, 0]);
    expect(words(runs)).toEqual(['trend 0-3']);
    runs.take(3, [2, 2]);
    expect(words(runs)).toEqual(['trend 0-2', 'volatile 3-4']);
  });

  it('has nothing new to draw while nothing is new', () => {
    const runs = new RegimeRuns();
    runs.take(0, [0, 0, 1]);
    const { version } = runs;
    runs.take(2, [1]);
    expect(runs.version).toBe(version);
    runs.take(2, [1, 1]);
    expect(runs.version).not.toBe(version);
  });

  it('finds what touches a stretch', () => {
    const runs = new RegimeRuns();
    runs.take(0, [0, 0, 1, 1, 2, 2]);
    expect(runs.within(1, 2).map(({ label }) => label)).toEqual(['trend', 'range']);
    expect(runs.within(6, 9)).toEqual([]);
  });

  it('starts anew with another chart', () => {
    const runs = new RegimeRuns();
    runs.take(0, [0, 0, 1]);
    runs.take(0, []);
    expect(runs.last).toBeNull();
  });
});
