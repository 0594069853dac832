import { describe, expect, it } from 'vitest';
import type { SeriesColumns } from '../../../../electron/engine/indicators/indicator.ts';
import { testRules } from '../../../../electron/engine/signals/technical/rule-test.ts';
import { TechnicalAnalysis } from '../../../../electron/engine/signals/technical/technical-analysis.ts';
import { allocateBars, type BarBlock } from '../../../../shared/domain/market-block.ts';
import { type TechnicalRuleName, technicalRuleNames } from '../../../../shared/domain/technical-rule.ts';
import { MINUTE_MS } from '../../../../shared/domain/time.ts';
import { START, settingsWith } from '../../../support/engine-harness.ts';
import { walkingColumns } from '../../../support/indicator-series.ts';
import { aBarBlock } from '../../../support/market-blocks.ts';

const HORIZON = 10;
const settings = settingsWith();
const bars = blockOf(walkingColumns(1_500, 3));

function blockOf(columns: SeriesColumns): BarBlock {
  const { length } = columns.close;
  const block = allocateBars(length);
  for (const name of ['openTime', 'open', 'high', 'low', 'close', 'volume'] as const) block[name].set(columns[name]);
  block.closeTime.set(columns.openTime.map((time) => time + MINUTE_MS));
  return block;
}

/** What one rule said of each bar, asked of an analysis in which no other rule is switched on. */
function votesAlone(name: TechnicalRuleName): { readonly vote: number; readonly atr: number; readonly close: number }[] {
  const rules = Object.fromEntries(technicalRuleNames.map((each) => [each, each === name ? 1 : 0])) as typeof settings.rules;
  const analysis = new TechnicalAnalysis({ ...settings, rules }, MINUTE_MS);
  return Array.from(bars.close, (close, row) => {
    analysis.update(bars.high[row], bars.low[row], close, bars.volume[row], bars.closeTime[row]);
    return { vote: analysis.votes()[0]?.vote ?? 0, atr: analysis.atr.value, close };
  });
}

describe('a rule that is tried on bars of the past', () => {
  it.each(technicalRuleNames)('is counted by its clear votes and by where price stood after the horizon: %s', (name) => {
    const all = votesAlone(name);
    const clear = all.flatMap(({ vote, atr, close }, row) => {
      const after = all[row + HORIZON];
      if (after === undefined || Math.abs(vote) < 0.5 || !(atr > 0)) return [];
      return [((after.close - close) * Math.sign(vote)) / atr];
    });
    const found = testRules(bars, settings, MINUTE_MS, HORIZON).find(({ rule }) => rule === name);
    expect(clear.length).toBeGreaterThan(10);
    expect(found).toMatchObject({ rule: name, count: clear.length });
    expect(found?.rightRatio).toBeCloseTo(clear.filter((move) => move > 0).length / clear.length, 12);
    expect(found?.meanMoveAtr).toBeCloseTo(clear.reduce((sum, move) => sum + move, 0) / clear.length, 9);
  });

  it('finds the rules that go with a trend right while there is one', () => {
    const up = aBarBlock(
      START,
      Array.from({ length: 400 }, (_, bar) => 100 + bar * 0.2 + (bar % 3) * 0.05),
    );
    const results = testRules(up, settings, MINUTE_MS, HORIZON);
    expect(results.find(({ rule }) => rule === 'averages')).toMatchObject({ rightRatio: 1 });
    expect(results.find(({ rule }) => rule === 'higherTimeframe')).toMatchObject({ rightRatio: 1 });
  });

  it('says nothing of bars that are too few', () => {
    for (const length of [1, 5, 20]) {
      const few = testRules(
        aBarBlock(
          START,
          Array.from({ length }, (_, bar) => 100 + bar),
        ),
        settings,
        MINUTE_MS,
        HORIZON,
      );
      expect(
        few
          .filter(({ count }) => count === 0)
          .every(({ rightRatio, low, meanMoveAtr }) => rightRatio === null && low === null && meanMoveAtr === null),
      ).toBe(true);
      expect(few.map(({ rule }) => rule)).toEqual(technicalRuleNames);
    }
  });
});
