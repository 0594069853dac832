import { describe, expect, it } from 'vitest';
import { SentimentAnalysis } from '../../../../electron/engine/signals/sentiment-analysis.ts';
import { reasonsOf, TechnicalAnalysis } from '../../../../electron/engine/signals/technical/technical-analysis.ts';
import { type HeadlineId, idFrom } from '../../../../shared/domain/ids.ts';
import type { RuleVote } from '../../../../shared/domain/signal.ts';
import { MINUTE_MS, utcMs } from '../../../../shared/domain/time.ts';
import { START, settingsWith } from '../../../support/engine-harness.ts';

/** Feeds closes, each bar reaching a little beyond. */
function fed(closes: readonly number[], reach = 0.1): TechnicalAnalysis {
  const technical = new TechnicalAnalysis(settingsWith(), MINUTE_MS);
  for (const [bar, close] of closes.entries()) {
    technical.update(close + reach, close - reach, close, 1_000, START + (bar + 1) * MINUTE_MS);
  }
  return technical;
}

const line = (count: number, from: number, step: number): number[] => Array.from({ length: count }, (_, i) => from + i * step);
const toAndFro = (count: number, at: number, swing: number): number[] =>
  Array.from({ length: count }, (_, i) => at + (i % 2 === 0 ? swing : -swing));

describe('technical analysis', () => {
  it('is for buying when the averages, MACD and bands all point up, and for selling in the mirror', () => {
    const up = fed([...toAndFro(60, 100, 0.1), ...line(12, 100.1, 0.1)]);
    const down = fed([...toAndFro(60, 100, 0.1), ...line(12, 99.9, -0.1)]);
    expect(up.score).toBeGreaterThan(0.5);
    expect(down.score).toBeCloseTo(-up.score, 1);
  });

  it('never leaves −1..1, and its reasons add up to it', () => {
    const technical = fed([...toAndFro(60, 100, 0.1), ...line(30, 100, 5)]);
    expect(Math.abs(technical.score)).toBeLessThanOrEqual(1);
    const said = reasonsOf(technical.votes()).map((reason) => Number(/\(([+−][\d.]+)\)$/.exec(reason)?.[1].replace('−', '-')));
    expect(said.reduce((sum, part) => sum + part, 0)).toBeCloseTo(technical.score, 1);
    expect(said.map(Math.abs)).toEqual(said.map(Math.abs).toSorted((a, b) => b - a));
  });

  it('is what the parts of its rules add up to, to the last place shown', () => {
    for (const closes of [[...toAndFro(60, 100, 0.1), ...line(30, 100, 0.3)], line(300, 100, -0.07), toAndFro(200, 50, 1)]) {
      const technical = fed(closes);
      const sum = technical.votes().reduce((total, { part }) => total + part, 0);
      expect(Math.round(sum * 1000)).toBe(Math.round(technical.score * 1000));
    }
  });

  it('says nothing on a price that does not move at all', () => {
    const technical = fed(line(80, 100, 0), 0);
    expect([technical.isReady, technical.score]).toEqual([true, 0]);
  });

  it('finds a move less convincing where RSI says it is stretched', () => {
    const fresh = fed([...toAndFro(60, 100, 0.1), ...line(8, 100, 0.1)]);
    const stretched = fed([...toAndFro(60, 100, 0.1), ...line(60, 100, 0.1)]);
    const rsi = (votes: readonly RuleVote[]): number => votes.find(({ rule }) => rule === 'rsi')?.vote ?? Number.NaN;
    expect(rsi(stretched.votes())).toBe(0);
    expect(rsi(fresh.votes())).toBeGreaterThan(0);
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
        repeats: null,
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
