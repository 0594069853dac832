import { describe, expect, it } from 'vitest';
import { unrealisedOf, valueAccount } from '../../../../electron/engine/portfolio/valuation.ts';
import { price, quantity, usd } from '../../../support/builders.ts';
import { EngineHarness, settingsWith, type TestBar } from '../../../support/engine-harness.ts';
import { aTicket, positionIn } from '../../../support/trading-scenes.ts';

const at = (close: number): TestBar => ({ open: close, high: close, low: close, close });

function harness(): EngineHarness {
  const h = new EngineHarness({ settings: settingsWith({ paper: { spreadBasisPoints: 0, participation: 1 } }) });
  h.bar(at(100));
  return h;
}

const valuation = ({ core }: EngineHarness) => valueAccount(core.books, core.instruments, core.market);

describe('what the account is worth', () => {
  it('takes a long at the latest price, and sets aside what an entry under way would cost', () => {
    const h = harness();
    h.command(aTicket());
    h.bar(at(100));
    h.command(aTicket({ type: 'limit', limitPrice: price('90'), quantity: quantity('10') }));
    h.bar(at(103));
    expect(valuation(h)).toEqual({
      cash: usd('90000'),
      equity: usd('100300'),
      exposure: usd('10300'),
      reserved: usd('900'),
      free: usd('89100'),
    });
    expect(unrealisedOf(positionIn(h), h.core.instruments, h.core.market)).toEqual(usd('300'));
  });

  it('does not count the money of a short sale as free', () => {
    const h = harness();
    h.command(aTicket({ side: 'sell', stop: price('110'), target: price('90') }));
    h.bar(at(100));
    h.bar(at(103));
    expect(valuation(h)).toEqual({
      cash: usd('110000'),
      equity: usd('99700'),
      exposure: usd('10300'),
      reserved: usd('0'),
      free: usd('89400'),
    });
    expect(unrealisedOf(positionIn(h), h.core.instruments, h.core.market)).toEqual(usd('-300'));
  });

  it('takes a position at cost while there is no price yet', () => {
    const before = harness();
    before.command(aTicket({ stop: price('50'), target: price('200') }));
    before.bar(at(100));
    before.bar(at(150));
    const next = new EngineHarness({ books: before.books });
    expect(valuation(next).equity).toEqual(usd('100000'));
  });
});
