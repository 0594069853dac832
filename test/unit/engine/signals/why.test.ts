import { describe, expect, it } from 'vitest';
import { restoreBooks, snapshotOf } from '../../../../electron/engine/books/books-snapshot.ts';
import { allocateBars } from '../../../../shared/domain/market-block.ts';
import type { Signal } from '../../../../shared/domain/signal.ts';
import { MINUTE_MS, utcMs } from '../../../../shared/domain/time.ts';
import { whyStates } from '../../../../shared/domain/why.ts';
import { anInstrument } from '../../../support/builders.ts';
import { EngineHarness, settingsWith } from '../../../support/engine-harness.ts';
import { ABC, aPendingBuy } from '../../../support/trading-scenes.ts';

const why = (h: EngineHarness, index = 0) => h.core.why(index);

describe('why there is no signal', () => {
  it('is that no bar has closed yet', () => {
    expect(why(new EngineHarness())).toMatchObject({
      state: 'no-data',
      answer: 'No signal in ABC: no bar has closed yet.',
      barAt: null,
      score: null,
      contributions: [],
      signalId: null,
    });
  });

  it('is that the analyses have not seen enough bars', () => {
    const h = new EngineHarness();
    h.flat(12);
    expect(why(h)).toMatchObject({
      state: 'warming-up',
      answer: 'No signal in ABC: warming up, 12 of about 50 bars.',
      score: null,
    });
  });

  it('is that the score is too near to zero, with what each analysis adds', () => {
    const h = new EngineHarness();
    h.flat(160);
    const found = why(h);
    expect(found.state).toBe('quiet');
    expect(found.answer).toMatch(/^No signal in ABC: score [+−]0\.\d{3}, 0\.\d{3} short of a signal \(0\.20\)\.$/);
    expect(found.reasons[0]).toMatch(/^Technical [+−]0\.\d{3}: /);
    expect(found.reasons.join(' ')).toContain('No sentiment: there are no recent headlines about this instrument.');
    expect(found.contributions.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(found.score ?? Number.NaN, 9);
  });

  it('is that the same was said before, while nothing new came', () => {
    const h = new EngineHarness();
    aPendingBuy(h);
    h.trend(2, 0.2, 103);
    const found = why(h);
    expect(found.state).toBe('repeated');
    expect(found.answer).toMatch(/^No new signal in ABC: already signalled \d\d:\d\d \(\+0\.\d{3}, pending\)\.$/);
    expect(found.reasons.join(' ')).toMatch(/Last signal: BUY at \d\d:\d\d \(\+0\.\d{3}, pending\)\./);
  });
});

describe('why there is no new signal after a restart', () => {
  it('is not a signal to the other side: what came about meanwhile stood there when BitFlow began to look', () => {
    const h = new EngineHarness();
    aPendingBuy(h);
    const again = new EngineHarness({ books: restoreBooks(snapshotOf(h.books)), incarnation: 'another1' });
    const fall = allocateBars(300);
    for (let row = 0; row < fall.length; row += 1) {
      const close = row < 270 ? 100 + (row % 2 === 0 ? 0.1 : -0.1) : 100 - 0.2 * (row - 269);
      fall.openTime[row] = h.now + row * MINUTE_MS;
      fall.closeTime[row] = h.now + (row + 1) * MINUTE_MS;
      fall.open[row] = close + 0.1;
      fall.high[row] = close + 0.3;
      fall.low[row] = close - 0.3;
      fall.close[row] = close;
      fall.volume[row] = 10_000;
    }
    again.core.take({ kind: 'warm-up', at: utcMs(h.now + 300 * MINUTE_MS), block: fall });
    const found = why(again);
    expect([found.state, found.action, again.books.lastSignals.get(ABC)?.signal.action]).toEqual(['repeated', 'sell', 'buy']);
    expect(found.answer).toMatch(/was there at the start, and only a new crossing makes a signal\.$/);
  });
});

describe('why there is a signal, and a trade or none', () => {
  it('is a proposal that waits, on the bar that made it', () => {
    const h = new EngineHarness();
    const { signalId } = aPendingBuy(h);
    expect(why(h)).toMatchObject({
      state: 'proposed',
      answer: 'BUY signal in ABC: trade pending, approve or reject it.',
      signalId,
      action: 'buy',
    });
  });

  it('is what was decided on it', () => {
    const h = new EngineHarness();
    const { id } = aPendingBuy(h);
    h.command({ kind: 'reject-proposal', proposalId: id });
    expect(why(h)).toMatchObject({ state: 'decided', answer: 'BUY signal in ABC: trade rejected by you.' });
  });

  it('is every reason that stood against the trade', () => {
    const session = { kind: 'daily', openMinute: 0, closeMinute: 730, days: [0, 1, 2, 3, 4, 5, 6] } as const;
    const h = new EngineHarness({ instruments: [anInstrument({ session })] });
    h.flat(130);
    let price = 100;
    while (h.factsOf('signal-validated').every(({ verdict }) => verdict.rejections.some(({ code }) => code === 'weak-signal')))
      price = h.trend(1, 0.2, price);
    const found = why(h);
    expect(found.state).toBe('refused');
    expect(found.answer).toContain('the market for ABC is closed');
    expect(found.reasons).toContain('Market closed: ABC.');
  });

  it('is that the score is too weak to trade', () => {
    const h = new EngineHarness({ settings: settingsWith({ signals: { weakScore: 0.95 } }) });
    h.flat(130);
    let price = 100;
    while (h.factsOf('signal-generated').length === 0) price = h.trend(1, 0.2, price);
    expect(why(h)).toMatchObject({ state: 'mentioned' });
    expect(why(h).answer).toMatch(/^BUY signal in ABC, no trade: score \+0\.\d{3}, 0\.\d{3} short of a trade \(0\.95\)\.$/);
  });

  it('names a halt', () => {
    const h = new EngineHarness();
    h.flat(140);
    h.command({ kind: 'kill', isFlattening: false });
    expect(why(h).reasons.some((reason) => reason.startsWith('Trading halted'))).toBe(true);
  });
});

describe('an answer at every moment', () => {
  it('is there for every instrument, agrees with the signals on record, and changes nothing', () => {
    const instruments = [anInstrument(), anInstrument({ symbol: 'DEF' })];
    const [asked, unasked] = [new EngineHarness({ instruments }), new EngineHarness({ instruments })];
    const seen = new Set<string>();
    let state = 77;
    const next = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    let price = 100;
    let drift = 0;
    for (let bar = 0; bar < 900; bar += 1) {
      if (bar % 60 === 0) drift = (next() - 0.5) * 0.5;
      const open = price;
      price = Math.max(20, price + drift + (next() - 0.5) * 0.4);
      const row = { instrument: bar % 2, open, high: Math.max(open, price) + 0.1, low: Math.min(open, price) - 0.1, close: price };
      const before = asked.factsOf('signal-generated').length;
      asked.bar(row);
      unasked.bar(row);
      const made: Signal[] = asked
        .factsOf('signal-generated')
        .slice(before)
        .map(({ signal }) => signal);
      for (const [index, { id }] of instruments.entries()) {
        const found = why(asked, index);
        seen.add(found.state);
        expect(whyStates).toContain(found.state);
        expect(found.answer.length).toBeGreaterThan(20);
        const own = made.find(({ instrumentId }) => instrumentId === id);
        const isOnItsBar = ['mentioned', 'refused', 'proposed', 'decided'].includes(found.state);
        if (own !== undefined) expect([isOnItsBar, found.signalId, found.score]).toEqual([true, own.id, own.score]);
        else if (bar % 2 === index) expect(isOnItsBar).toBe(false);
      }
    }
    expect(asked.core.factsHash).toBe(unasked.core.factsHash);
    expect(asked.factsOf('signal-generated').length).toBeGreaterThan(5);
    expect([...seen]).toEqual(expect.arrayContaining(['no-data', 'warming-up', 'quiet', 'repeated', 'proposed']) as string[]);
    expect(asked.books.lastSignals.has(ABC)).toBe(true);
  });
});
