import { describe, expect, it } from 'vitest';
import type { Rejection } from '../../../../shared/domain/signal.ts';
import { anInstrument, price, quantity } from '../../../support/builders.ts';
import { EngineHarness, settingsWith } from '../../../support/engine-harness.ts';
import { ABC, aPendingBuy, aTicket, plain, positionIn } from '../../../support/trading-scenes.ts';

/** Warms up, plays a trend up that a signal follows from, and returns the verdicts. */
function verdicts(h: EngineHarness, volume = 10_000): readonly (readonly Rejection[])[] {
  h.flat(130);
  h.trend(30, 0.2, 100, volume);
  return h.factsOf('signal-validated').map(({ verdict }) => verdict.rejections);
}

const codes = (all: readonly (readonly Rejection[])[]) => new Set(all.flat().map(({ code }) => code));

describe('a signal is refused', () => {
  it('when its score is below the score to trade', () => {
    const all = verdicts(new EngineHarness({ settings: settingsWith({ signals: { weakScore: 1 } }) }));
    expect(all.length).toBeGreaterThan(0);
    for (const rejections of all) {
      expect(rejections).toEqual([
        { code: 'weak-signal', message: expect.stringMatching(/^Weak signal: a score of 0\.\d{3} is below 1$/) as string },
      ]);
    }
  });

  it('from 0.3 on is strong enough by default', () => {
    const h = new EngineHarness();
    verdicts(h);
    for (const { signal } of h.factsOf('signal-generated')) {
      const judged = h.books.signals.get(signal.id)?.verdict?.rejections.map(({ code }) => code) ?? [];
      expect(judged.includes('weak-signal')).toBe(Math.abs(signal.score) < 0.3);
    }
    expect(h.factsOf('proposal-created')).toHaveLength(1);
  });

  it('while its market is closed', () => {
    const session = { kind: 'daily', openMinute: 0, closeMinute: 730, days: [0, 1, 2, 3, 4, 5, 6] } as const;
    const all = verdicts(new EngineHarness({ instruments: [anInstrument({ session })] }));
    expect(all.flat()).toContainEqual({ code: 'market-closed', message: 'Invalid market conditions: the market for ABC is closed' });
  });

  it('when its bar traded too little of what is usual', () => {
    const h = new EngineHarness({ instruments: [anInstrument({ volumeFloor: { kind: 'relative', ratio: 0.2 } })] });
    expect(verdicts(h, 1_999).flat()).toContainEqual({
      code: 'volume-too-low',
      message: 'Invalid market conditions: the bar traded 1999 of ABC, the floor is 2000 (0.2 × the usual volume)',
    });
    const enough = new EngineHarness({ instruments: [anInstrument({ volumeFloor: { kind: 'relative', ratio: 0.2 } })] });
    expect(codes(verdicts(enough, 2_000)).has('volume-too-low')).toBe(false);
  });

  it('when its bar traded nothing at all, even without a floor', () => {
    expect(codes(verdicts(new EngineHarness(), 0)).has('volume-too-low')).toBe(true);
  });

  it('when too little was traded in 24 hours, where the instrument has such a floor', () => {
    const h = new EngineHarness({ instruments: [anInstrument({ volumeFloor: { kind: 'daily', units: 2_000_000 } })] });
    expect(verdicts(h).flat()).toContainEqual({
      code: 'volume-too-low',
      message: expect.stringMatching(/units of ABC traded in 24 hours, the floor is 2000000$/) as string,
    });
  });

  it('when the risk limits leave no room, with every reason', () => {
    const two = [anInstrument(), anInstrument({ symbol: 'DEF' })];
    const h = new EngineHarness({ instruments: two, settings: settingsWith({ risk: { maximumPositions: 1 } }) });
    h.bar({ instrument: 1, open: 50, high: 50, low: 50, close: 50 });
    h.command(aTicket({ instrumentId: two[1].id }));
    expect(verdicts(h).flat()).toContainEqual({
      code: 'risk-limit-exceeded',
      message: 'Risk limits exceeded: 1 positions are open or under way, the most allowed is 1',
    });
  });

  it('when the analyses contradict each other too much', () => {
    const refused = (leastAgreement: number) =>
      verdicts(new EngineHarness({ settings: settingsWith({ signals: { leastAgreement } }) })).flat();
    expect(refused(0.99)).toContainEqual({
      code: 'conflicting-evidence',
      message: expect.stringMatching(
        /^The analyses contradict each other: only \d+ % of what they say is left, at least 99 % is asked for$/,
      ) as string,
    });
    expect(refused(0).map(({ code }) => code)).not.toContain('conflicting-evidence');
  });

  it('near the edge of the session, and no longer when the edge is off', () => {
    // The signal comes at about 14:15.
    const session = { kind: 'daily', openMinute: 0, closeMinute: 870, days: [0, 1, 2, 3, 4, 5, 6] } as const;
    const near = (sessionEdgeMinutes: number) =>
      codes(
        verdicts(
          new EngineHarness({ instruments: [anInstrument({ session })], settings: settingsWith({ signals: { sessionEdgeMinutes } }) }),
        ),
      );
    expect(near(60).has('session-edge')).toBe(true);
    expect(near(0).has('session-edge')).toBe(false);
  });

  it('while bid and ask are too far apart', () => {
    const of = (widestSpread: number) =>
      verdicts(new EngineHarness({ settings: settingsWith({ paper: { spreadBasisPoints: 30 }, signals: { widestSpread } }) }));
    expect(of(25).flat()).toContainEqual({
      code: 'spread-too-wide',
      message: 'Invalid market conditions: bid and ask of ABC are 30.0 basis points apart, the most is 25',
    });
    expect(codes(of(31)).has('spread-too-wide')).toBe(false);
  });

  it('not by any of them when it closes what is held', () => {
    const strict = { leastAgreement: 1, widestSpread: 0.1, cooldownBars: 500 };
    const h = new EngineHarness({ settings: settingsWith({ trading: { mode: 'auto', autoConfidence: 1 }, signals: strict }) });
    h.flat(130);
    h.command(aTicket({ quantity: quantity('10'), stop: price('50'), target: price('200') }));
    h.flat(1);
    let at = 100;
    for (let bar = 0; bar < 25; bar += 1) at = h.trend(1, -0.2, at);
    expect(h.factsOf('position-closed').map(({ trade }) => trade.exitReason)).toEqual(['signal']);
  });

  it('right after strong news against it, and no longer when the blackout is over', () => {
    const after = (blackoutMinutes: number) => {
      const h = new EngineHarness({ settings: settingsWith({ signals: { blackoutMinutes, sentimentWeight: 0.01 } }) });
      h.flat(130);
      h.headline('Abcom loses its largest customer', -0.9);
      h.trend(12, 0.4);
      return codes(h.factsOf('signal-validated').map(({ verdict }) => verdict.rejections)).has('news-blackout');
    };
    expect([after(240), after(0)]).toEqual([true, false]);
  });

  it('while trading is halted', () => {
    const h = new EngineHarness();
    h.flat(1);
    h.command({ kind: 'kill', isFlattening: false });
    expect(verdicts(h).flat()).toContainEqual({ code: 'trading-halted', message: 'Trading is halted: the kill switch was pressed' });
  });

  it('when the account can not afford one unit', () => {
    const h = new EngineHarness({ settings: settingsWith({ paper: { startingCash: 200 } }) });
    expect(codes(verdicts(h))).toContain('size-too-small');
    expect(h.factsOf('proposal-created')).toEqual([]);
  });
});

describe('a signal that repeats what is under way is refused', () => {
  /** Speaks up again: the score fell quiet and rises again. */
  function again(h: EngineHarness, at: number): readonly Rejection[] {
    const before = h.factsOf('signal-validated').length;
    h.flat(40, at);
    h.trend(30, 0.2, at);
    return h
      .factsOf('signal-validated')
      .slice(before)
      .flatMap(({ verdict }) => verdict.rejections);
  }

  it('while a proposal for the same side waits', () => {
    const h = new EngineHarness({ settings: settingsWith({ proposals: { expiryMinutes: 600 } }) });
    const proposal = aPendingBuy(h);
    expect(again(h, plain(proposal.referencePrice))).toContainEqual({
      code: 'proposal-pending',
      message: 'A proposal to buy ABC waits for a decision',
    });
    expect(h.factsOf('proposal-created')).toHaveLength(1);
  });

  it('while an entry order is under way', () => {
    const h = new EngineHarness({ settings: settingsWith({ proposals: { expiryMinutes: 600 } }) });
    const proposal = aPendingBuy(h);
    h.isVenueSilent = true;
    h.command({ kind: 'approve-proposal', proposalId: proposal.id });
    expect(again(h, plain(proposal.referencePrice))).toContainEqual({
      code: 'proposal-pending',
      message: 'An entry order for ABC is under way',
    });
  });

  it('while the position it argues for is held', () => {
    const h = new EngineHarness({ settings: settingsWith({ proposals: { stopAtr: 20, targetAtr: 50 } }) });
    const proposal = aPendingBuy(h);
    h.command({ kind: 'approve-proposal', proposalId: proposal.id });
    h.flat(1, plain(proposal.referencePrice));
    expect(positionIn(h).direction).toBe('long');
    expect(again(h, plain(proposal.referencePrice))).toContainEqual({
      code: 'already-positioned',
      message: "ABC is held long already; signals don't add to positions",
    });
  });

  it('within the cool-down after an accepted signal, and not after it', () => {
    const rejectedAt = (cooldownBars: number) => {
      const h = new EngineHarness({ settings: settingsWith({ signals: { cooldownBars } }) });
      const { id, referencePrice } = aPendingBuy(h);
      h.command({ kind: 'reject-proposal', proposalId: id });
      return again(h, plain(referencePrice)).some(({ code }) => code === 'cool-down');
    };
    expect([rejectedAt(500), rejectedAt(5)]).toEqual([true, false]);
  });
});

describe('a bar that trades many times what is usual', () => {
  it('is told of, with what is usual', () => {
    const h = new EngineHarness();
    h.flat(70);
    h.bar({ open: 100, high: 100.3, low: 99.7, close: 100, volume: 50_000 });
    expect(h.factsOf('volume-spiked')).toEqual([]);
    h.bar({ open: 100, high: 100.3, low: 99.7, close: 100, volume: 50_001 });
    expect(h.factsOf('volume-spiked').map(({ instrumentId, volume, usual }) => ({ instrumentId, volume, usual }))).toEqual([
      { instrumentId: ABC, volume: 50_001, usual: 10_000 },
    ]);
  });
});
