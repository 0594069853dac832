import { describe, expect, it } from 'vitest';
import { idFrom, type ProposalId, type SignalId } from '../../../../shared/domain/ids.ts';
import { furthestPrice } from '../../../../shared/domain/proposal.ts';
import { anInstrument, price, quantity } from '../../../support/builders.ts';
import { EngineHarness, settingsWith } from '../../../support/engine-harness.ts';
import { ABC, aPendingBuy, aTicket, liveOrders, plain, positionIn, untilProposal } from '../../../support/trading-scenes.ts';

/** Plays one bar that ends, as it began, at a price. */
function standAt(h: EngineHarness, at: number): void {
  h.bar({ open: at, high: at + 0.02, low: at - 0.02, close: at });
}

describe('approving a proposal', () => {
  it('sends exactly the order that was proposed, with its stop and target', () => {
    const h = new EngineHarness();
    const proposal = aPendingBuy(h);
    const result = h.command({ kind: 'approve-proposal', proposalId: proposal.id });
    const [submitted] = h.factsOf('order-submitted');
    const { order, attached } = submitted;
    expect(result).toEqual({ isDone: true, message: 'approved', orderIds: [order.clientOrderId] });
    expect({ side: order.side, type: order.type, role: order.role, quantity: order.quantity, limit: order.limitPrice }).toEqual({
      side: 'buy',
      type: 'limit',
      role: 'entry',
      quantity: proposal.quantity,
      limit: proposal.limitPrice,
    });
    expect([order.origin, order.proposalId, order.expiresAt]).toEqual(['user', proposal.id, proposal.expiresAt]);
    expect(attached.map(({ role, side, stopPrice, limitPrice }) => ({ role, side, at: stopPrice ?? limitPrice }))).toEqual([
      { role: 'stop-loss', side: 'sell', at: proposal.stop },
      { role: 'take-profit', side: 'sell', at: proposal.target },
    ]);
    expect(h.books.proposals.get(proposal.id)).toEqual({ ...proposal, status: 'approved', decidedBy: 'user' });
  });

  it('happens once: a second approval under another command id is told so', () => {
    const h = new EngineHarness();
    const { id } = aPendingBuy(h);
    h.command({ kind: 'approve-proposal', proposalId: id });
    expect(h.command({ kind: 'approve-proposal', proposalId: id })).toEqual({
      isDone: false,
      code: 'already-decided',
      message: `proposal ${id} is approved already`,
    });
    expect(h.factsOf('order-submitted')).toHaveLength(1);
  });

  it('is refused while the market is further beyond the limit than the tolerance, and stays pending for it to come back', () => {
    const h = new EngineHarness();
    const proposal = aPendingBuy(h);
    const furthest = plain(furthestPrice(proposal));
    standAt(h, furthest + 0.01);
    const result = h.command({ kind: 'approve-proposal', proposalId: proposal.id });
    const tolerance = plain(proposal.priceTolerance);
    expect(result).toMatchObject({
      isDone: false,
      code: 'price-moved',
      message: `Price ran ${Number((tolerance + 0.01).toFixed(2))} (limit ${tolerance}). Re-price?`,
    });
    expect(h.books.proposals.get(proposal.id)?.status).toBe('pending');
    expect(h.factsOf('order-submitted')).toEqual([]);
    standAt(h, furthest);
    expect(h.command({ kind: 'approve-proposal', proposalId: proposal.id })).toMatchObject({ isDone: true });
  });

  it('takes a better price at any distance until the stop, and none at the stop', () => {
    for (const { above, isTaken } of [
      { above: 0.01, isTaken: true },
      { above: 0, isTaken: false },
      { above: -0.05, isTaken: false },
    ]) {
      const h = new EngineHarness();
      const proposal = aPendingBuy(h);
      const stop = plain(proposal.stop ?? 0n);
      standAt(h, stop + above);
      const result = h.command({ kind: 'approve-proposal', proposalId: proposal.id });
      expect(result.isDone).toBe(isTaken);
      if (!result.isDone) expect(result.message).toMatch(/^Stop [\d.]+ reached, last [\d.]+\. Re-price\?$/);
    }
  });

  it('tolerates a part of the distance to the stop, and never less than three spreads', () => {
    const h = new EngineHarness();
    const proposal = aPendingBuy(h);
    const distance = plain(proposal.limitPrice ?? 0n) - plain(proposal.stop ?? 0n);
    expect(plain(proposal.priceTolerance)).toBeCloseTo(0.4 * distance, 1);
    const wide = new EngineHarness({ settings: settingsWith({ proposals: { toleranceShare: 0 }, paper: { spreadBasisPoints: 20 } }) });
    const narrow = aPendingBuy(wide);
    expect(plain(narrow.priceTolerance)).toBeCloseTo(3 * 0.002 * plain(narrow.referencePrice), 1);
  });

  it('checks again at that instant: a halt since then denies it', () => {
    const h = new EngineHarness();
    const { id } = aPendingBuy(h);
    const strict = settingsWith({ risk: { maximumPosition: 0.01 } });
    h.settings(strict);
    const result = h.command({ kind: 'approve-proposal', proposalId: id });
    expect(result).toMatchObject({ isDone: false, code: 'denied', message: expect.stringMatching(/^Position limit exceeded/) });
    expect(h.books.proposals.get(id)?.status).toBe('denied');
    expect(h.factsOf('order-denied').map(({ proposalId }) => proposalId)).toEqual([id]);
  });

  it('does not turn a position that was opened since then: a short is refused while a long is open', () => {
    const h = new EngineHarness({ settings: settingsWith({ risk: { maximumPosition: 1, riskPerTrade: 0.001 } }) });
    h.flat(130);
    const proposal = untilProposal(h, -0.2);
    expect(proposal.intent).toBe('open-short');
    h.command(aTicket({ quantity: quantity('10') }));
    const at = plain(proposal.referencePrice);
    h.bar({ open: at, high: at + 0.1, low: at - 0.1, close: at });
    const result = h.command({ kind: 'approve-proposal', proposalId: proposal.id });
    expect(result).toEqual({ isDone: false, code: 'denied', message: 'ABC is held long: close that first' });
    expect(positionIn(h).direction).toBe('long');
  });

  it('does not send an order against an entry that is under way', () => {
    const h = new EngineHarness({ settings: settingsWith({ risk: { maximumPosition: 1, riskPerTrade: 0.001 } }) });
    h.flat(130);
    const proposal = untilProposal(h, -0.2);
    h.command(aTicket({ quantity: quantity('10'), type: 'limit', limitPrice: price('90') }));
    const result = h.command({ kind: 'approve-proposal', proposalId: proposal.id });
    expect(result).toEqual({ isDone: false, code: 'denied', message: 'An order to buy ABC is under way: cancel it first' });
  });

  it('names no proposal that there is not', () => {
    const h = new EngineHarness();
    const proposalId = idFrom<ProposalId>('nothing-1');
    const fault = { isDone: false, code: 'not-found', message: 'there is no proposal nothing-1' };
    expect(h.command({ kind: 'approve-proposal', proposalId })).toEqual(fault);
    expect(h.command({ kind: 'reject-proposal', proposalId })).toEqual(fault);
    expect(h.command({ kind: 'amend-proposal', proposalId, stop: null, target: null })).toEqual(fault);
  });
});

describe('re-pricing a proposal', () => {
  it('ends it and puts another in its place at the market, with stop, target, size and money at risk worked out anew', () => {
    const h = new EngineHarness();
    const old = aPendingBuy(h);
    const away = plain(furthestPrice(old)) + 0.5;
    standAt(h, away);
    const result = h.command({ kind: 'reprice-proposal', proposalId: old.id });
    const fresh = h.books.pendingProposalOf(ABC);
    if (fresh === null || !result.isDone) throw new Error('nothing took its place');
    expect(result).toMatchObject({ proposalId: fresh.id, orderIds: [] });
    expect(h.books.proposals.get(old.id)).toMatchObject({
      status: 'withdrawn',
      decidedBy: 'user',
      reason: { code: 'repriced', values: { successor: fresh.id } },
    });
    expect(fresh).toMatchObject({
      repricedFrom: old.id,
      signalId: old.signalId,
      side: 'buy',
      expiresAt: old.expiresAt,
      confidence: old.confidence,
    });
    expect(plain(fresh.referencePrice)).toBeCloseTo(away, 1);
    const limit = plain(fresh.limitPrice ?? 0n);
    const perUnit = limit - plain(fresh.stop ?? 0n);
    expect(plain(fresh.moneyAtRisk?.amount ?? 0n)).toBeCloseTo(perUnit * plain(fresh.quantity), 2);
    expect(plain(fresh.moneyAtRisk?.amount ?? 0n)).toBeLessThanOrEqual(500);
    expect(plain(fresh.target ?? 0n)).toBeGreaterThan(away);
    expect(h.command({ kind: 'approve-proposal', proposalId: fresh.id })).toMatchObject({ isDone: true });
    expect(liveOrders(h).map((order) => order.price)).toEqual([limit, plain(fresh.stop ?? 0n), plain(fresh.target ?? 0n)]);
  });

  it('is held to every check: where one stands against the new order, the old one stays', () => {
    const h = new EngineHarness();
    const { id } = aPendingBuy(h);
    h.command(aTicket({ side: 'sell', type: 'limit', quantity: quantity('10'), limitPrice: price('200') }));
    expect(h.command({ kind: 'reprice-proposal', proposalId: id })).toMatchObject({
      isDone: false,
      code: 'denied',
      message: expect.stringMatching(/^An order to sell ABC is under way/),
    });
    expect(h.books.proposals.get(id)?.status).toBe('pending');
    expect(h.factsOf('proposal-created')).toHaveLength(1);
  });

  it('can be done again, and an old one can be neither approved nor re-priced', () => {
    const h = new EngineHarness();
    const first = aPendingBuy(h);
    h.command({ kind: 'reprice-proposal', proposalId: first.id });
    const second = h.books.pendingProposalOf(ABC);
    if (second === null) throw new Error('nothing took its place');
    expect(h.command({ kind: 'reprice-proposal', proposalId: first.id })).toMatchObject({ isDone: false, code: 'already-decided' });
    expect(h.command({ kind: 'approve-proposal', proposalId: first.id })).toMatchObject({ isDone: false, code: 'already-decided' });
    expect(h.command({ kind: 'reprice-proposal', proposalId: second.id })).toMatchObject({ isDone: true });
    expect(h.books.pendingProposals()).toHaveLength(1);
    h.flat(30, plain(first.referencePrice));
    expect(h.books.pendingProposals()).toEqual([]);
  });

  it('is told before it is asked for, as an approval is', () => {
    const h = new EngineHarness();
    const proposal = aPendingBuy(h);
    expect(h.core.proposalStanding(proposal.id)).toEqual({ approval: [], repricing: [] });
    standAt(h, plain(furthestPrice(proposal)) + 0.2);
    expect(h.core.proposalStanding(proposal.id)).toMatchObject({ approval: [expect.stringMatching(/^Price ran/)], repricing: [] });
    h.command({ kind: 'kill', isFlattening: false });
    expect(h.core.proposalStanding(proposal.id)).toBeNull();
  });
});

describe('a proposal that nobody approves', () => {
  it('is rejected by the user for good', () => {
    const h = new EngineHarness();
    const { id } = aPendingBuy(h);
    expect(h.command({ kind: 'reject-proposal', proposalId: id })).toEqual({ isDone: true, message: 'rejected', orderIds: [] });
    expect(h.command({ kind: 'approve-proposal', proposalId: id })).toMatchObject({ isDone: false, code: 'already-decided' });
    expect(h.factsOf('order-submitted')).toEqual([]);
  });

  it('expires when its time is over, at that time, and can not be approved any more', () => {
    const h = new EngineHarness({ settings: settingsWith({ proposals: { expiryMinutes: 4 } }) });
    const proposal = aPendingBuy(h);
    h.flat(5, plain(proposal.referencePrice));
    const decided = h.factsOf('proposal-decided').filter(({ proposalId }) => proposalId === proposal.id);
    expect(decided.map(({ status, at }) => ({ status, at }))).toEqual([{ status: 'expired', at: proposal.createdAt + 240_000 }]);
    expect(h.command({ kind: 'approve-proposal', proposalId: proposal.id })).toMatchObject({ isDone: false, code: 'expired' });
  });

  it('leaves the entry it became only until the same time', () => {
    const h = new EngineHarness({ settings: settingsWith({ proposals: { expiryMinutes: 4 } }) });
    const proposal = aPendingBuy(h);
    h.command({ kind: 'approve-proposal', proposalId: proposal.id });
    const above = plain(proposal.referencePrice) + 3;
    for (let i = 0; i < 5; i += 1) h.bar({ open: above, high: above + 0.1, low: above - 0.1, close: above });
    expect(liveOrders(h)).toEqual([]);
    expect(h.factsOf('order-cancel-requested').map(({ reason, at }) => ({ reason, at }))).toEqual([
      { reason: 'the time to enter ran out', at: proposal.expiresAt },
    ]);
  });

  it('is withdrawn when a signal in the other direction came', () => {
    const h = new EngineHarness({ settings: settingsWith({ proposals: { expiryMinutes: 600 } }) });
    const buy = aPendingBuy(h);
    let at = plain(buy.referencePrice);
    for (let i = 0; i < 60 && h.books.proposals.get(buy.id)?.status === 'pending'; i += 1) at = h.trend(1, -0.2, at);
    expect(h.books.proposals.get(buy.id)).toMatchObject({ status: 'withdrawn', reason: { code: 'opposite-signal', values: {} } });
    expect(h.books.pendingProposalOf(ABC)?.intent).toBe('open-short');
  });
});

describe('amending a proposal', () => {
  it('moves stop and target, says the new money at risk, and the order carries them', () => {
    const h = new EngineHarness();
    const proposal = aPendingBuy(h);
    const reference = plain(proposal.referencePrice);
    const stop = price((reference - 1).toFixed(2));
    const target = price((reference + 5).toFixed(2));
    h.command({ kind: 'amend-proposal', proposalId: proposal.id, stop, target });
    const amended = h.books.proposals.get(proposal.id);
    expect(amended).toMatchObject({ stop, target, status: 'pending' });
    const perUnit = plain(proposal.limitPrice ?? 0n) - plain(stop);
    expect(plain(amended?.moneyAtRisk?.amount ?? 0n)).toBeCloseTo(perUnit * plain(proposal.quantity), 6);
    h.command({ kind: 'approve-proposal', proposalId: proposal.id });
    expect(liveOrders(h).map((order) => order.price)).toEqual([plain(proposal.limitPrice ?? 0n), plain(stop), plain(target)]);
  });

  it('keeps what is not named', () => {
    const h = new EngineHarness();
    const proposal = aPendingBuy(h);
    const target = price((plain(proposal.referencePrice) + 6).toFixed(2));
    h.command({ kind: 'amend-proposal', proposalId: proposal.id, stop: null, target });
    expect(h.books.proposals.get(proposal.id)).toEqual({ ...proposal, target });
  });

  it('refuses a stop that is beyond the market, though the limit is further', () => {
    const h = new EngineHarness();
    const proposal = aPendingBuy(h);
    const stop = price((plain(proposal.referencePrice) + 0.01).toFixed(2));
    expect(stop).toBeLessThan(proposal.limitPrice ?? 0n);
    expect(h.command({ kind: 'amend-proposal', proposalId: proposal.id, stop, target: null })).toMatchObject({ code: 'invalid-price' });
    expect(h.books.proposals.get(proposal.id)).toEqual(proposal);
  });

  it.each([
    ['a stop at the entry price', { stop: 0, target: null }],
    ['a stop above the entry', { stop: 1, target: null }],
    ['a target at the entry price', { stop: null, target: 0 }],
    ['a target below the entry', { stop: null, target: -1 }],
    ['a stop between two price steps', { stop: -0.005, target: null }],
  ])('refuses %s and keeps the proposal as it was', (_title, change) => {
    const h = new EngineHarness();
    const proposal = aPendingBuy(h);
    const entry = plain(proposal.limitPrice ?? proposal.referencePrice);
    const at = (offset: number | null) => (offset === null ? null : price((entry + offset).toFixed(3)));
    const result = h.command({ kind: 'amend-proposal', proposalId: proposal.id, stop: at(change.stop), target: at(change.target) });
    expect(result).toMatchObject({ isDone: false, code: 'invalid-price' });
    expect(h.books.proposals.get(proposal.id)).toEqual(proposal);
  });
});

describe('auto mode', () => {
  /** The target is far away, so that only stops and signals close. */
  const auto = (autoConfidence: number) =>
    new EngineHarness({ settings: settingsWith({ trading: { mode: 'auto', autoConfidence }, proposals: { targetAtr: 50 } }) });

  it('approves by itself from the threshold on', () => {
    const h = auto(0);
    h.flat(130);
    h.trend(20, 0.2);
    const [created] = h.factsOf('proposal-created');
    expect(h.factsOf('proposal-decided').map(({ status, by, at }) => ({ status, by, at }))[0]).toEqual({
      status: 'approved',
      by: 'auto',
      at: created.at,
    });
    expect(positionIn(h).direction).toBe('long');
    expect(h.factsOf('order-submitted')[0].order.origin).toBe('auto');
  });

  it('leaves a proposal below the threshold to the user', () => {
    const h = auto(0.99);
    aPendingBuy(h);
    expect(h.factsOf('order-submitted')).toEqual([]);
  });

  it('goes by how often such signals were right, not by what the analyses alone make of them', () => {
    const h = auto(0.55);
    for (let n = 0; n < 400; n += 1) {
      const rawConfidence = 0.5 + (n % 40) / 100;
      h.books.scoreboard.add({
        signalId: idFrom<SignalId>(`past-${n}`),
        instrumentId: ABC,
        action: 'buy',
        regime: 'range',
        confidence: rawConfidence,
        rawConfidence,
        price: 100,
        move: -0.01,
        result: 'wrong',
        tsEvent: h.now,
      });
    }
    const { signalId } = aPendingBuy(h);
    const signal = h.books.signals.get(signalId)?.signal;
    expect([signal?.rawConfidence, signal?.confidence].map((confidence) => (confidence ?? Number.NaN) >= 0.55)).toEqual([true, false]);
    expect(h.factsOf('order-submitted')).toEqual([]);
  });

  it('opens one position per instrument and never adds to it', () => {
    const h = auto(0);
    h.flat(130);
    let at = 100;
    for (let wave = 0; wave < 6; wave += 1) {
      at = h.trend(25, 0.15, at);
      at = h.trend(6, -0.05, at);
    }
    const opens = h.factsOf('order-submitted').filter(({ order }) => order.role === 'entry').length;
    expect(opens).toBe(h.factsOf('position-opened').length);
    for (const { position } of h.factsOf('position-changed')) expect(position.direction).toBe('long');
  });

  it('closes a long when a sell signal comes, before it opens anything short', () => {
    const h = auto(0);
    h.flat(130);
    const top = h.trend(25, 0.2);
    expect(positionIn(h).direction).toBe('long');
    h.trend(14, -0.25, top);
    const [first] = h.books.trades.values();
    expect([first.direction, first.exitReason]).toEqual(['long', 'signal']);
  });
});

describe('a sell signal while nothing is held', () => {
  it('proposes a short where the instrument can be sold short', () => {
    const h = new EngineHarness();
    h.flat(130);
    const proposal = untilProposal(h, -0.2);
    expect([proposal.intent, proposal.side]).toEqual(['open-short', 'sell']);
    expect(plain(proposal.stop ?? 0n)).toBeGreaterThan(plain(proposal.referencePrice));
    expect(plain(proposal.target ?? 0n)).toBeLessThan(plain(proposal.referencePrice));
  });

  it('proposes nothing where it can not, and says why', () => {
    const h = new EngineHarness({ instruments: [anInstrument({ isShortable: false })] });
    h.flat(130);
    h.trend(30, -0.2);
    expect(h.factsOf('proposal-created')).toEqual([]);
    const reasons = h.factsOf('signal-validated').flatMap(({ verdict }) => verdict.rejections);
    expect(reasons).toContainEqual({ code: 'no-shorting', message: 'Sell ignored: no position in ABC, shorting not allowed' });
  });
});

describe('the size of a proposal', () => {
  it.each([0.2, -0.2])('risks at most the set part of the account from its worst entry, and stays within the largest position', (step) => {
    const h = new EngineHarness({ settings: settingsWith({ risk: { riskPerTrade: 0.002 } }) });
    h.flat(130);
    const proposal = untilProposal(h, step);
    const perUnit = Math.abs(plain(proposal.limitPrice ?? 0n) - plain(proposal.stop ?? 0n));
    const risked = perUnit * plain(proposal.quantity);
    expect(plain(proposal.moneyAtRisk?.amount ?? 0n)).toBeCloseTo(risked, 6);
    expect(risked).toBeLessThanOrEqual(200);
    expect(plain(proposal.notional.amount)).toBeLessThanOrEqual(20_000);
    expect(plain(proposal.quantity)).toBeGreaterThan(0);
  });

  it('counts entries that are under way towards the largest exposure, and takes what is left', () => {
    const two = [anInstrument(), anInstrument({ symbol: 'DEF' })];
    const h = new EngineHarness({
      instruments: two,
      settings: settingsWith({ risk: { maximumExposure: 0.3, maximumPosition: 0.2, riskPerTrade: 0.1 } }),
    });
    h.bar({ instrument: 1, open: 50, high: 50, low: 50, close: 50 });
    h.flat(130);
    h.bar({ instrument: 1, open: 50, high: 50, low: 50, close: 50 });
    h.command(
      aTicket({
        instrumentId: two[1].id,
        type: 'limit',
        limitPrice: price('50'),
        quantity: quantity('360'),
        stop: price('45'),
        target: null,
      }),
    );
    const proposal = untilProposal(h, 0.2);
    expect(plain(proposal.notional.amount)).toBeGreaterThan(11_000);
    expect(plain(proposal.notional.amount)).toBeLessThanOrEqual(12_000);
  });
});
