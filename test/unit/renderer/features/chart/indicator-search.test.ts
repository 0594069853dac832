import { describe, expect, it } from 'vitest';
import { indicatorCatalogue } from '../../../../../electron/engine/indicators/catalogue.ts';
import { fitOfIndicator } from '../../../../../renderer/features/chart/indicator-search.ts';

/** The names of what fits, best first. */
function found(typed: string): string[] {
  return indicatorCatalogue
    .map((definition) => ({ name: definition.name, fit: fitOfIndicator({ ...definition, aliases: [...definition.aliases] }, typed) }))
    .filter(({ fit }) => fit > 0)
    .toSorted((a, b) => b.fit - a.fit)
    .map(({ name }) => name);
}

describe('looking for an indicator', () => {
  it.each([
    ['rsi', 'rsi'],
    ['bollinger', 'bollinger'],
    ['relative strength index', 'rsi'],
    ['EMA', 'ema'],
  ])('finds “%s”', (typed, name) => {
    expect(found(typed)[0]).toBe(name);
  });

  it('finds by every alias', () => {
    for (const { name, aliases } of indicatorCatalogue) for (const alias of aliases) expect(found(alias)).toContain(name);
  });

  it('finds a whole family, and all when nothing is typed', () => {
    expect(found('volatility').length).toBeGreaterThan(5);
    expect(found('')).toHaveLength(indicatorCatalogue.length);
    expect(found('xyzzy')).toEqual([]);
  });
});
