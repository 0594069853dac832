import { describe, expect, it } from 'vitest';
import { RegimeAnalysis } from '../../../../electron/engine/signals/regime-analysis.ts';
import { SentimentAnalysis } from '../../../../electron/engine/signals/sentiment-analysis.ts';
import { TechnicalAnalysis } from '../../../../electron/engine/signals/technical-analysis.ts';
import { type HeadlineId, idFrom } from '../../../../shared/domain/ids.ts';
import { MINUTE_MS, utcMs } from '../../../../shared/domain/time.ts';
import { START, settingsWith } from '../../../support/engine-harness.ts';

/** Feeds closes, each bar reaching a little beyond, and returns both analyses. */
function fed(closes: readonly number[], reach = 0.1): { technical: TechnicalAnalysis; regime: RegimeAnalysis } {
  const technical = new TechnicalAnalysis(settingsWith().indicators);
  const regime = new RegimeAnalysis();
  for (const close of closes) {
    technical.update(close + reach, close - reach, close);
    regime.update(close, technical.atr.value, technical.bands.middle, technical.bands.upper);
  }
  return { technical, regime };
}

const line = (count: number, from: number, step: number): number[] => Array.from({ length: count }, (_, i) => from + i * step);
const toAndFro = (count: number, at: number, swing: number): number[] =>
  Array.from({ length: count }, (_, i) => at + (i % 2 === 0 ? swing : -swing));

describe('technical analysis', () => {
  it('is for buying when the averages, MACD and bands all point up, and for selling in the mirror', () => {
    const up = fed([...toAndFro(60, 100, 0.1), ...line(12, 100.1, 0.1)]).technical;
    const down = fed([...toAndFro(60, 100, 0.1), ...line(12, 99.9, -0.1)]).technical;
    expect(up.score).toBeGreaterThan(0.5);
    expect(down.score).toBeCloseTo(-up.score, 1);
  });

  it('never leaves −1..1, and its reasons add up to it', () => {
    const { technical } = fed([...toAndFro(60, 100, 0.1), ...line(30, 100, 5)]);
    expect(Math.abs(technical.score)).toBeLessThanOrEqual(1);
    const said = technical.reasons().map((reason) => Number(/\(([+−][\d.]+)\)$/.exec(reason)?.[1].replace('−', '-')));
    expect(said.reduce((sum, part) => sum + part, 0)).toBeCloseTo(technical.score, 1);
    expect(said.map(Math.abs)).toEqual(said.map(Math.abs).toSorted((a, b) => b - a));
  });

  it('says nothing on a price that does not move at all', () => {
    const { technical } = fed(line(80, 100, 0), 0);
    expect([technical.isReady, technical.score]).toEqual([true, 0]);
  });

  it('finds a move less convincing where RSI says it is stretched', () => {
    const fresh = fed([...toAndFro(60, 100, 0.1), ...line(8, 100, 0.1)]).technical;
    const stretched = fed([...toAndFro(60, 100, 0.1), ...line(60, 100, 0.1)]).technical;
    expect(stretched.rsi.value).toBeGreaterThan(85);
    expect(stretched.score).toBeLessThan(fresh.score);
  });
});

describe('regime analysis', () => {
  it('calls a straight way a trend and goes with it', () => {
    const { regime } = fed(line(60, 100, 0.2));
    expect([regime.label, regime.efficiency, regime.score]).toEqual(['trend', 1, 1]);
    expect(fed(line(60, 100, -0.2)).regime.score).toBe(-1);
  });

  it('calls to and fro a range and leans against the edge, at most by half', () => {
    const { regime } = fed([...toAndFro(80, 100, 0.5), 101]);
    expect(regime.label).toBe('range');
    expect(regime.score).toBeLessThan(0);
    expect(regime.score).toBeGreaterThanOrEqual(-0.5);
  });

  it('calls it volatile when bars are much larger than they were, and says nothing of direction', () => {
    const { regime } = fed([...toAndFro(150, 100, 0.1), ...toAndFro(12, 100, 4)]);
    expect([regime.label, regime.score]).toEqual(['volatile', 0]);
    expect(regime.expansion).toBeGreaterThan(1.8);
  });

  it('keeps a label until it is clearly left, so that it does not flicker', () => {
    const regime = new RegimeAnalysis();
    const labels: string[] = [];
    // A trend that loses its way little by little: efficiency passes from 1 through 0.35 and 0.25 towards 0.
    const closes = [...line(40, 100, 0.2), ...toAndFro(40, 107.8, 0.1)];
    for (const close of closes) {
      regime.update(close, 0.3, close, close + 1);
      labels.push(regime.label === 'trend' && regime.efficiency < 0.35 ? 'held' : regime.label);
    }
    expect(labels.filter((label, i) => i > 20 && label !== labels[i - 1])).toEqual(['held', 'range']);
  });

  it('keeps its numbers right over thousands of bars', () => {
    const closes = Array.from({ length: 5_000 }, (_, i) => 100 + 10 * Math.abs(((i * 37) % 200) - 100) * 0.01);
    const { regime } = fed(closes);
    const last = closes.slice(-21);
    const path = last.slice(1).reduce((sum, close, i) => sum + Math.abs(close - last[i]), 0);
    expect(regime.efficiency).toBeCloseTo(Math.abs(last[20] - last[0]) / path, 9);
  });
});

describe('sentiment analysis', () => {
  const HALF_LIFE = 30 * MINUTE_MS;

  function news(...headlines: readonly { readonly score: number; readonly confidence?: number; readonly minutesAgo?: number }[]) {
    const sentiment = new SentimentAnalysis();
    for (const [i, { score, confidence = 1, minutesAgo = 0 }] of headlines.entries()) {
      sentiment.add({
        id: idFrom<HeadlineId>(`n-${i}`),
        text: `headline ${i}`,
        source: 'test',
        instruments: [],
        tsEvent: utcMs(START - minutesAgo * MINUTE_MS),
        score,
        confidence,
        words: [],
        model: 'test',
        modelHash: 'test',
      });
    }
    sentiment.update(START, HALF_LIFE);
    return sentiment;
  }

  it('is the score of one headline, however old, until its weight is gone', () => {
    expect(news({ score: 0.6, minutesAgo: 60 }).score).toBeCloseTo(0.6, 12);
    expect(news({ score: 0.6, minutesAgo: 129 }).isPresent).toBe(true);
    const over = news({ score: 0.6, minutesAgo: 130 });
    expect([over.isPresent, over.score, over.hasHeadlines]).toEqual([false, 0, false]);
  });

  it('weighs a headline half as much after one half-life', () => {
    expect(news({ score: 1, minutesAgo: 30 }, { score: -1 }).score).toBeCloseTo((0.5 - 1) / 1.5, 12);
  });

  it('weighs a headline by the confidence of the model', () => {
    expect(news({ score: 1, confidence: 0.9 }, { score: -1, confidence: 0.3 }).score).toBeCloseTo(0.5, 12);
  });

  it('is absent before any headline', () => {
    expect([news().isPresent, news().score]).toEqual([false, 0]);
  });

  it('names the headlines it rests on, the newest first', () => {
    const sentiment = news({ score: 0.2, minutesAgo: 5 }, { score: -0.4 });
    expect(sentiment.headlineIds()).toEqual(['n-1', 'n-0']);
    expect(sentiment.reasons()).toEqual(['“headline 1” (−0.40) and 1 more']);
  });
});
