import { describe, expect, it } from 'vitest';
import { restoreBooks, snapshotOf } from '../../../../electron/engine/books/books-snapshot.ts';
import type { Signal } from '../../../../shared/domain/signal.ts';
import { MINUTE_MS } from '../../../../shared/domain/time.ts';
import { EngineHarness, settingsWith } from '../../../support/engine-harness.ts';
import { ABC } from '../../../support/trading-scenes.ts';

const HORIZON = 6;

/** Plays up to a buy signal and returns it. */
function signalled(h: EngineHarness): Signal {
  h.flat(130);
  let price = 100;
  while (h.factsOf('signal-generated').length === 0) price = h.trend(1, 0.2, price);
  return h.factsOf('signal-generated')[0].signal;
}

function harness(): EngineHarness {
  return new EngineHarness({ settings: settingsWith({ signals: { horizonBars: HORIZON } }) });
}

/** A bar that closes at `close`. */
const at = (close: number) => ({ open: close, high: close + 0.1, low: close - 0.1, close });

describe('the outcome of a signal', () => {
  it.each([
    ['right', 1, 0.01],
    ['wrong', -1, -0.01],
  ] as const)('is noted at the first close after its horizon: %s', (result, direction, move) => {
    const h = harness();
    const signal = signalled(h);
    expect(signal.dueAt).toBe(signal.tsEvent + HORIZON * MINUTE_MS);
    const end = signal.price * (1 + direction * 0.01);
    for (let bar = 1; bar < HORIZON; bar += 1) h.bar(at(signal.price));
    expect(h.factsOf('signal-outcome-recorded')).toEqual([]);
    h.bar(at(end));
    const [{ outcome }] = h.factsOf('signal-outcome-recorded');
    expect(outcome).toMatchObject({ signalId: signal.id, instrumentId: ABC, result, action: 'buy', price: end, tsEvent: signal.dueAt });
    expect(outcome.move).toBeCloseTo(move, 9);
    expect([outcome.confidence, outcome.rawConfidence]).toEqual([signal.confidence, signal.rawConfidence]);
    expect(h.books.signals.get(signal.id)?.outcome).toEqual(outcome);
    expect(h.books.scoreboard.all.shown.total).toBe(1);
  });

  it('is wrong where price stands where it stood', () => {
    const h = harness();
    const signal = signalled(h);
    for (let bar = 0; bar < HORIZON; bar += 1) h.bar(at(signal.price));
    expect(h.factsOf('signal-outcome-recorded')[0].outcome).toMatchObject({ result: 'wrong', move: 0 });
  });

  it('is void, and counts nothing, where no bar came until twice the horizon was over', () => {
    const h = harness();
    const signal = signalled(h);
    h.pass(2 * HORIZON * MINUTE_MS);
    h.bar(at(signal.price * 1.1));
    expect(h.factsOf('signal-outcome-recorded')[0].outcome.result).toBe('void');
    expect([h.books.scoreboard.all.shown.total, h.books.scoreboard.voided]).toEqual([0, 1]);
    expect([...h.books.scoreboard.open()].map(({ id }) => id)).not.toContain(signal.id);
  });

  it('is noted once, after a restart in between as well', () => {
    const h = harness();
    const signal = signalled(h);
    h.bar(at(signal.price));
    const again = new EngineHarness({
      books: restoreBooks(snapshotOf(h.books)),
      incarnation: 'another1',
      settings: settingsWith({ signals: { horizonBars: HORIZON } }),
    });
    again.pass(h.now - again.now);
    for (let bar = 0; bar < 3 * HORIZON; bar += 1) again.bar(at(signal.price * 1.02));
    const outcomes = again.factsOf('signal-outcome-recorded').filter(({ outcome }) => outcome.signalId === signal.id);
    expect(outcomes.map(({ outcome }) => [outcome.result, outcome.tsEvent])).toEqual([['right', signal.dueAt]]);
  });

  it('moves the confidence of the signals after it, and leaves their raw confidence alone', () => {
    const wrong = harness();
    for (let round = 0; round < 12; round += 1) {
      wrong.flat(40, 100 + round);
      const top = wrong.trend(10, 0.2, 100 + round);
      wrong.trend(10, -0.4, top);
    }
    const signals = wrong.factsOf('signal-generated').map(({ signal }) => signal);
    const counted = wrong.books.scoreboard.all.shown;
    expect(counted.total).toBeGreaterThan(10);
    expect(signals[0].confidence).toBe(signals[0].rawConfidence);
    expect(signals.some(({ confidence, rawConfidence }) => confidence !== rawConfidence)).toBe(true);
  });
});
