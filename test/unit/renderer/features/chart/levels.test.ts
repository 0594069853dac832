import { describe, expect, it } from 'vitest';
import { levelsOf, marksOf } from '../../../../../renderer/features/chart/levels.ts';
import type { PositionView, ProposalView, TradeView } from '../../../../../shared/contract/index.ts';

const PROPOSAL = {
  side: 'buy',
  intent: 'open-long',
  quantity: '54',
  limitPrice: '184.25',
  referencePrice: '184.31',
  stop: '181.90',
  target: '188.95',
} as ProposalView;

describe('lines on the chart', () => {
  it('draws a proposal at the price of its card, with its stop and target', () => {
    expect(levelsOf(undefined, [], PROPOSAL).map(({ price, title, tone }) => [price, title, tone])).toEqual([
      [184.25, 'buy 54?', 'plain'],
      [181.9, 'stop?', 'warn'],
      [188.95, 'target?', 'up'],
    ]);
    expect(levelsOf(undefined, [], { ...PROPOSAL, limitPrice: null, stop: null, target: null }).map(({ price }) => price)).toEqual([
      184.31,
    ]);
  });

  it('draws a proposal beside what is open, such as one that closes it', () => {
    const position = {
      direction: 'long',
      quantity: '10',
      averageEntry: '180',
      stop: '178',
      target: null,
    } as PositionView;
    const close = { ...PROPOSAL, side: 'sell', intent: 'close', stop: null, target: null, quantity: '10' } as ProposalView;
    expect(levelsOf(position, [], close).map(({ title }) => title)).toEqual(['long 10', 'stop \u221220.00', 'close: sell 10?']);
  });
});

describe('marks on the chart', () => {
  it('says of an exit what it came to, by its tone and in words', () => {
    const trade = {
      positionId: 'p1',
      direction: 'short',
      quantity: '3',
      entryPrice: '100.5',
      exitPrice: '102',
      realised: '-4.62',
      exitReason: 'stop-loss',
      openedAt: 1_000,
      closedAt: 2_000,
    } as TradeView;
    const [entry, exit] = marksOf([], [trade], undefined);
    expect(entry).toMatchObject({ side: 'sell', timeMs: 1_000, words: 'Sold 3 at 100.5' });
    expect(exit).toMatchObject({ side: 'buy', timeMs: 2_000, tone: 'down', words: 'Bought 3 at 102, stop-loss: \u22124.62' });
  });
});
