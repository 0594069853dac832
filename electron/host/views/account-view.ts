import type { Settings } from '../../../shared/config/settings.ts';
import type { AccountView } from '../../../shared/contract/index.ts';
import { decimalFromFloat, decimalToFloat, formatDecimal } from '../../../shared/domain/decimal.ts';
import { moneyToFloat } from '../../../shared/domain/money.ts';
import { utcMs } from '../../../shared/domain/time.ts';
import type { Books } from '../../engine/books/books.ts';
import type { InstrumentTable } from '../../engine/kernel/core-context.ts';
import type { MarketState } from '../../engine/market-data/market-state.ts';
import { positionValue, unrealisedOf, valueAccount } from '../../engine/portfolio/valuation.ts';
import { dayLossOf } from '../../engine/risk/daily-loss.ts';
import { drawdownOf } from '../../engine/risk/drawdown.ts';

export interface AccountQuestion {
  readonly books: Books;
  readonly instruments: InstrumentTable;
  readonly market: MarketState;
  readonly settings: Settings;
  readonly nowMs: number;
}

/** Returns the account at the latest prices. */
export function viewAccount({ books, instruments, market, settings, nowMs }: AccountQuestion): AccountView {
  const valuation = valueAccount(books, instruments, market);
  const equity = moneyToFloat(valuation.equity);
  const dayEquity = books.tradingDay?.equity ?? equity;
  const positions = [...books.positions.values()].map((position) => {
    const unrealised = unrealisedOf(position, instruments, market);
    const cost = decimalToFloat(position.cost.amount);
    return {
      instrumentId: position.instrumentId,
      value: formatDecimal(positionValue(position, instruments, market).amount),
      unrealised: formatDecimal(unrealised.amount, 2),
      unrealisedRatio: cost === 0 ? 0 : decimalToFloat(unrealised.amount) / cost,
    };
  });
  const unrealised = [...books.positions.values()].reduce((sum, position) => sum + unrealisedOf(position, instruments, market).amount, 0n);
  // Measured as the risk checks measure it, so that what is shown is what is held.
  const drawdownRatio = drawdownOf(books.tradingDay, equity);
  const fees = books.ledger.balance('fees').amount;
  const dayLoss = dayLossOf(books.tradingDay, equity);
  return {
    asOf: utcMs(Math.floor(nowMs)),
    currency: valuation.cash.currency,
    cash: formatDecimal(valuation.cash.amount, 2),
    equity: formatDecimal(valuation.equity.amount, 2),
    free: formatDecimal(valuation.free.amount, 2),
    exposure: formatDecimal(valuation.exposure.amount, 2),
    reserved: formatDecimal(valuation.reserved.amount, 2),
    realised: formatDecimal(-books.ledger.totalOf('realised:').amount - fees, 2),
    unrealised: formatDecimal(unrealised, 2),
    fees: formatDecimal(fees, 2),
    dayPnl: formatDecimal(valuation.equity.amount - decimalFromFloat(dayEquity), 2),
    dayPnlRatio: 0 - dayLoss,
    drawdownRatio,
    positions,
    limits: limitsUsed(settings, books.positions.size, moneyToFloat(valuation.exposure), equity, dayLoss, drawdownRatio),
  };
}

function limitsUsed(
  settings: Settings,
  openPositions: number,
  exposure: number,
  equity: number,
  dayLoss: number,
  drawdown: number,
): AccountView['limits'] {
  const { maximumPositions, maximumExposure, dailyLoss, maximumDrawdown } = settings.risk;
  const exposureRatio = equity > 0 ? exposure / equity : 0;
  return [
    { name: 'Positions', used: openPositions / maximumPositions, text: `${openPositions} of ${maximumPositions}` },
    { name: 'Exposure', used: exposureRatio / maximumExposure, text: `${percent(exposureRatio)} of ${percent(maximumExposure)}` },
    { name: 'Daily loss', used: Math.max(0, dayLoss) / dailyLoss, text: `${percent(Math.max(0, dayLoss))} of ${percent(dailyLoss)}` },
    { name: 'Drawdown', used: drawdown / maximumDrawdown, text: `${percent(drawdown)} of ${percent(maximumDrawdown)}` },
  ];
}

function percent(ratio: number): string {
  return `${(ratio * 100).toFixed(1)} %`;
}
