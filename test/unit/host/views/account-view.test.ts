import { expect, it } from 'vitest';
import { viewAccount } from '../../../../electron/host/views/account-view.ts';
import type { AccountView } from '../../../../shared/contract/index.ts';
import { price, quantity } from '../../../support/builders.ts';
import { EngineHarness, settingsWith, type TestBar } from '../../../support/engine-harness.ts';
import { aTicket } from '../../../support/trading-scenes.ts';

const at = (close: number): TestBar => ({ open: close, high: close, low: close, close });

const settings = settingsWith({
  paper: { spreadBasisPoints: 0, participation: 1 },
  risk: { maximumPosition: 1, dailyLoss: 0.1, maximumLossMultiple: 10 },
});

function accountOf({ books, core }: EngineHarness): AccountView {
  return viewAccount({ books, instruments: core.instruments, market: core.market, settings, nowMs: core.now });
}

/** Holds 1000 ABC bought at 100, all of the account. */
function invested(): EngineHarness {
  const h = new EngineHarness({ settings });
  h.bar(at(100));
  h.command(aTicket({ quantity: quantity('1000'), stop: price('20'), target: price('900') }));
  h.bar(at(100));
  return h;
}

it('shows the drawdown that halts, also from a peak within the day', () => {
  const h = invested();
  h.bar(at(110));
  h.bar(at(99));
  const { drawdownRatio, limits } = accountOf(h);
  expect(drawdownRatio).toBeCloseTo(0.1, 12);
  expect(limits.find(({ name }) => name === 'Drawdown')?.text).toBe('10.0 % of 15.0 %');
  h.bar(at(93.5));
  expect(h.books.tradingState).toMatchObject({ state: 'halted', cause: 'drawdown' });
  expect(accountOf(h).drawdownRatio).toBeCloseTo(0.15, 12);
});

it('keeps what the day brought when the user resumes', () => {
  const h = invested();
  h.bar(at(98));
  h.command({ kind: 'kill', isFlattening: false });
  h.command({ kind: 'resume-trading' });
  expect(accountOf(h)).toMatchObject({ dayPnl: '-2000.00', dayPnlRatio: -0.02 });
});
