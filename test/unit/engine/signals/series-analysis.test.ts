import { describe, expect, it } from 'vitest';
import { explainSignal, rawConfidenceOf } from '../../../../electron/engine/signals/explanation.ts';
import { SeriesAnalysis, warmUpBars } from '../../../../electron/engine/signals/series-analysis.ts';
import type { Settings } from '../../../../shared/config/settings.ts';
import type { TakenHeadline } from '../../../../shared/domain/headline.ts';
import { type HeadlineId, idFrom, type SignalId } from '../../../../shared/domain/ids.ts';
import type { Signal } from '../../../../shared/domain/signal.ts';
import { MINUTE_MS, utcMs } from '../../../../shared/domain/time.ts';
import { anInstrument } from '../../../support/builders.ts';
import { EngineHarness, START, settingsWith } from '../../../support/engine-harness.ts';
import { aBarBlock } from '../../../support/market-blocks.ts';

function aHeadline(score: number): TakenHeadline {
  return {
    id: idFrom<HeadlineId>('n-1'),
    text: 'Abcom says something',
    source: 'test',
    instruments: [anInstrument().id],
    tsEvent: START,
    score,
    confidence: 0.8,
    words: [],
    model: 'test',
    modelHash: 'test',
    repeats: null,
  };
}

/** An analysis that is fed bars of one minute, with the bars it called noteworthy. */
class Series {
  readonly analysis: SeriesAnalysis;
  readonly noteworthy: Signal[] = [];
  readonly settings: Settings['signals'];
  #close = 100;
  #minute = 0;

  constructor(change: Partial<Settings['signals']> = {}) {
    const settings = settingsWith({ signals: change });
    this.settings = settings.signals;
    this.analysis = new SeriesAnalysis(settings, MINUTE_MS);
  }

  get time(): number {
    return START + this.#minute * MINUTE_MS;
  }

  bars(count: number, step: number): void {
    for (let i = 0; i < count; i += 1) this.#bar(this.#close + step, 0.05);
  }

  /** Bars to and fro around where the price stands. */
  quiet(count: number): void {
    const middle = this.#close;
    for (let i = 0; i < count; i += 1) this.#bar(middle + (i % 2 === 0 ? 0.1 : -0.1), 0.2);
    this.#close = middle;
  }

  hear(score: number, confidence = 0.8): void {
    const id = idFrom<HeadlineId>(`n-${this.#minute}`);
    this.analysis.sentiment.add({ ...aHeadline(score), id, tsEvent: utcMs(this.time), confidence });
  }

  signal(): Signal {
    const frame = {
      id: idFrom<SignalId>('s-1'),
      instrumentId: anInstrument().id,
      interval: '1m',
      tsEvent: utcMs(this.time),
      dueAt: utcMs(this.time + 15 * MINUTE_MS),
    };
    return explainSignal(frame, this.analysis, rawConfidenceOf(this.analysis));
  }

  #bar(close: number, reach: number): void {
    const high = Math.max(this.#close, close) + reach;
    const low = Math.min(this.#close, close) - reach;
    this.#minute += 1;
    this.#close = close;
    if (this.analysis.update(high, low, close, 1_000, this.time, this.settings)) this.noteworthy.push(this.signal());
  }
}

const weights = ({ contributions }: Signal) => contributions.map(({ kind, weight }) => [kind, Math.round(weight * 1e6) / 1e6]);

/** A short trend with and without news, after enough bars for everything. */
function heard(score: number | null, change: Partial<Settings['signals']> = {}): Series {
  const series = new Series(change);
  series.quiet(130);
  if (score !== null) series.hear(score);
  series.bars(12, 0.2);
  return series;
}

describe('the combination of the analyses', () => {
  it('weighs technical 0.4, sentiment 0.3 and regime 0.3', () => {
    expect(weights(heard(0.5).signal())).toEqual([
      ['technical', 0.4],
      ['sentiment', 0.3],
      ['regime', 0.3],
    ]);
  });

  it.each([-1, -0.35, 0, 0.123, 1])('adds up from what is shown, with news of %d', (score) => {
    const { contributions, score: total } = heard(score).signal();
    const thousandths = contributions.map(({ contribution }) => Math.round(contribution * 1000));
    expect(contributions.map(({ contribution }) => contribution * 1000)).toEqual(
      thousandths.map((part) => expect.closeTo(part, 9) as number),
    );
    expect(thousandths.reduce((sum, part) => sum + part, 0)).toBe(Math.round(total * 1000));
    for (const part of contributions) expect(part.contribution).toBeCloseTo(part.score * part.weight, 3);
  });

  it('shares the weight of absent news among the rest, says so, and is less confident for it', () => {
    const without = heard(null);
    const signal = without.signal();
    expect(weights(signal)).toEqual([
      ['technical', 0.571429],
      ['regime', 0.428571],
    ]);
    expect(signal.absent).toEqual([{ kind: 'sentiment', reason: 'there are no recent headlines about this instrument' }]);
    expect(signal.summary).toContain('Without sentiment');
    expect(signal.headlines).toEqual([]);

    const neutral = heard(signal.score);
    expect(neutral.signal().score).toBeCloseTo(signal.score, 2);
    expect(neutral.signal().confidence).toBeGreaterThan(signal.confidence);
  });

  it('says nothing of a regime that has not seen enough bars, and leaves its weight to the indicators', () => {
    const { settings } = new Series();
    // Shorter indicators are ready before the regime is.
    const quick = new SeriesAnalysis(
      settingsWith({
        indicators: { smaPeriod: 5, emaPeriod: 3, rsiPeriod: 3, macdFast: 2, macdSlow: 4, macdSignal: 2, bollingerPeriod: 5, atrPeriod: 3 },
        // Rules that wait for more bars than these are switched off.
        rules: { directional: 0, supertrend: 0, breakout: 0, moneyFlow: 0, higherTimeframe: 0, highestTimeframe: 0 },
      }),
      MINUTE_MS,
    );
    for (let i = 1; i <= 15; i += 1) quick.update(100 + i, 99 + i, 100 + i, 1_000, START + i * MINUTE_MS, settings);
    expect([quick.technicalWeight, quick.regimeWeight, quick.regimePart]).toEqual([1, 0, 0]);
    expect(quick.coverage).toBeCloseTo(0.4, 9);
    const frame = { id: idFrom<SignalId>('s-1'), instrumentId: anInstrument().id, interval: '1m', tsEvent: START, dueAt: START };
    expect(explainSignal(frame, quick, 0.5).absent.map(({ kind }) => kind)).toEqual(['sentiment', 'regime']);
  });

  it('follows the weights of the settings', () => {
    expect(weights(heard(0.5, { technicalWeight: 1, sentimentWeight: 0, regimeWeight: 1 }).signal()).map(([, weight]) => weight)).toEqual([
      0.5, 0, 0.5,
    ]);
  });

  it('says nothing before the slowest indicator has its bars', () => {
    const series = new Series();
    series.bars(49, 0.5);
    expect([series.noteworthy, series.analysis.score]).toEqual([[], 0]);
    series.bars(1, 0.5);
    expect(series.noteworthy).toHaveLength(1);
  });

  it('turns to the other side with the sign: sell is the mirror of buy', () => {
    const up = heard(null);
    const down = new Series();
    down.quiet(130);
    down.bars(12, -0.2);
    expect([up.signal().action, down.signal().action]).toEqual(['buy', 'sell']);
    expect(down.signal().score).toBeCloseTo(-up.signal().score, 1);
  });

  it('holds when the analyses come to nothing', () => {
    const series = new Series();
    for (let i = 0; i < 60; i += 1) series.analysis.update(100, 100, 100, 1_000, START + i * MINUTE_MS, series.settings);
    expect(series.signal()).toMatchObject({ action: 'hold', score: 0 });
  });
});

describe('a bar that is noteworthy', () => {
  it('is mentioned once below the score to trade and once from it on, not at every bar of a trend', () => {
    const series = new Series();
    series.quiet(130);
    series.bars(40, 0.2);
    const strengths = series.noteworthy.map(({ score }) => (Math.abs(score) >= 0.3 ? 'strong' : 'weak'));
    expect(strengths.length).toBeGreaterThan(0);
    expect(strengths).toEqual([...new Set(strengths)]);
    expect(strengths.at(-1)).toBe('strong');
  });

  it('may come again after the score was quiet in between', () => {
    const series = new Series();
    series.quiet(130);
    series.bars(30, 0.2);
    const first = series.noteworthy.length;
    series.quiet(60);
    series.noteworthy.length = 0;
    series.bars(30, 0.2);
    expect(series.noteworthy.length).toBe(first);
  });

  it('comes at once when the direction turns', () => {
    const series = new Series();
    series.quiet(130);
    series.bars(20, 0.2);
    series.bars(25, -0.2);
    expect(new Set(series.noteworthy.map(({ action }) => action))).toEqual(new Set(['buy', 'sell']));
  });

  it('is no news to an engine that was warmed with the bars before', () => {
    const prices = Array.from({ length: 170 }, (_, bar) => (bar < 130 ? 100 + (bar % 2) * 0.2 : 100 + (bar - 129) * 0.2));
    const going = new EngineHarness().core;
    const before = [...prices.keys()].flatMap((bar) => going.takeRows(aBarBlock(START, prices), bar, bar + 1).facts);
    expect(before.filter(({ kind }) => kind === 'signal-generated').length).toBeGreaterThan(0);
    const warmed = new EngineHarness().core;
    const now = utcMs(START + prices.length * MINUTE_MS);
    expect(warmed.take({ kind: 'warm-up', at: now, block: aBarBlock(START, prices) }).facts).toEqual([]);
    expect(warmed.takeRows(aBarBlock(now, [108.2]), 0, 1).facts).toEqual(going.takeRows(aBarBlock(now, [108.2]), 0, 1).facts);
  });

  it('never comes while the score stays below the score to mention', () => {
    const series = new Series();
    series.quiet(300);
    expect(series.noteworthy).toEqual([]);
  });
});

describe('the bars that an analysis is warmed with', () => {
  const { indicators } = settingsWith();
  const relative = anInstrument({ volumeFloor: { kind: 'relative', ratio: 0.2 } });

  it('are as many as the longest indicator needs, and more than smoothed averages begin with', () => {
    expect(warmUpBars(indicators, relative, MINUTE_MS)).toBe(516);
    expect(warmUpBars({ ...indicators, smaPeriod: 500 }, relative, MINUTE_MS)).toBe(516);
    expect(warmUpBars({ ...indicators, macdSlow: 400 }, relative, MINUTE_MS)).toBe(1 + 4 * 409);
    expect(warmUpBars({ ...indicators, atrPeriod: 200 }, relative, MINUTE_MS)).toBe(801);
  });

  it('are those of a day where the floor is the volume of a day', () => {
    const daily = anInstrument({ volumeFloor: { kind: 'daily', units: 100_000 } });
    expect(warmUpBars(indicators, daily, MINUTE_MS)).toBe(1_441);
    expect(warmUpBars(indicators, daily, 5 * MINUTE_MS)).toBe(516);
  });

  it('do not know the news that came after them, and leave it to the bars that do', () => {
    const series = new Series();
    series.bars(55, 0.2);
    const late = utcMs(series.time + 10 * MINUTE_MS);
    series.analysis.sentiment.add({ ...aHeadline(0.9), tsEvent: late });
    series.bars(5, 0.2);
    expect(series.analysis.sentiment.isPresent).toBe(false);
    series.bars(6, 0.2);
    expect(series.analysis.sentiment.score).toBeCloseTo(0.9, 9);
  });
});

describe('confidence', () => {
  it('is lower when news speaks against the charts', () => {
    expect(heard(-0.9).signal().confidence).toBeLessThan(heard(0.9).signal().confidence);
    expect(heard(-0.9).signal().summary).toContain('Against it: sentiment');
  });

  it('stays within 0 and 1', () => {
    for (const score of [-1, 0, 1]) {
      const { confidence } = heard(score).signal();
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }
  });
});
