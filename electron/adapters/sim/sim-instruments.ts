import { assert } from '../../../shared/base/assert.ts';
import { decimalFromFloat, ONE } from '../../../shared/domain/decimal.ts';
import { instrumentId, venueId } from '../../../shared/domain/ids.ts';
import type { Instrument } from '../../../shared/domain/instrument.ts';
import { type Currency, money, parseCurrency } from '../../../shared/domain/money.ts';
import { priceFromUnits } from '../../../shared/domain/price.ts';
import { quantityFromUnits } from '../../../shared/domain/quantity.ts';
import { CONTINUOUS, type Session } from '../../../shared/domain/session.ts';

/** How the path of one simulated instrument behaves, beside its trading rules. */
export interface SimCharacter {
  /** Price that the path is drawn back to over months. */
  readonly anchorPrice: number;
  /** Typical standard deviation of a day's log return. */
  readonly dailyVolatility: number;
  /** Units traded on a typical day. */
  readonly dailyVolume: number;
  /** Typical distance between bid and ask, as a ratio of price. */
  readonly spreadRatio: number;
  /** Typical number of headlines a day. */
  readonly headlinesPerDay: number;
  /** Words that its headlines use. */
  readonly field: 'mining' | 'technology' | 'retail' | 'finance' | 'energy' | 'health' | 'travel' | 'crypto';
}

export interface SimInstrument {
  readonly instrument: Instrument;
  readonly character: SimCharacter;
}

const SIM = venueId('SIM');

/** Simulated stocks trade every day from 00:30 to 23:30 UTC. */
const STOCK_SESSION: Session = { kind: 'daily', openMinute: 30, closeMinute: 1410, days: [0, 1, 2, 3, 4, 5, 6] };

const USD = usd();

function usd(): Currency {
  const currency = parseCurrency('USD');
  assert(currency.ok, 'USD is a currency');
  return currency.value;
}

function stock(symbol: string, name: string, character: SimCharacter, isShortable = true): SimInstrument {
  return {
    character,
    instrument: {
      id: instrumentId(symbol, SIM),
      symbol,
      name,
      aliases: [],
      venue: SIM,
      assetClass: 'stock',
      quoteCurrency: USD,
      priceIncrement: priceFromUnits(ONE / 100n),
      sizeIncrement: quantityFromUnits(ONE),
      minimumNotional: money(ONE, USD),
      session: STOCK_SESSION,
      fees: { makerRatio: decimalFromFloat(0.0001), takerRatio: decimalFromFloat(0.0002), feeIncrement: ONE / 100n },
      isShortable,
      volumeFloor: { kind: 'daily', units: 100_000 },
    },
  };
}

function coin(symbol: string, name: string, places: number, character: SimCharacter): SimInstrument {
  return {
    character,
    instrument: {
      id: instrumentId(symbol, SIM),
      symbol,
      name,
      aliases: [],
      venue: SIM,
      assetClass: 'crypto',
      quoteCurrency: USD,
      priceIncrement: priceFromUnits(ONE / 10n ** BigInt(places)),
      sizeIncrement: quantityFromUnits(ONE / 10_000n),
      minimumNotional: money(10n * ONE, USD),
      session: CONTINUOUS,
      fees: { makerRatio: decimalFromFloat(0.0005), takerRatio: decimalFromFloat(0.001), feeIncrement: ONE / 10_000n },
      isShortable: false,
      volumeFloor: { kind: 'relative', ratio: 0.2 },
    },
  };
}

/**
 * What the simulated exchange lists: eight stocks and four coins, all invented. The order is part of the
 * market's definition.
 */
export const simInstruments: readonly SimInstrument[] = [
  stock('NVK', 'Norvik Mining', {
    anchorPrice: 180,
    dailyVolatility: 0.024,
    dailyVolume: 22_000_000,
    spreadRatio: 0.00012,
    headlinesPerDay: 20,
    field: 'mining',
  }),
  stock('ORB', 'Orbit Labs', {
    anchorPrice: 96,
    dailyVolatility: 0.03,
    dailyVolume: 31_000_000,
    spreadRatio: 0.00015,
    headlinesPerDay: 24,
    field: 'technology',
  }),
  stock('TSR', 'Tessera Retail', {
    anchorPrice: 52,
    dailyVolatility: 0.021,
    dailyVolume: 26_000_000,
    spreadRatio: 0.0002,
    headlinesPerDay: 18,
    field: 'retail',
  }),
  stock('HLD', 'Halden Exchange', {
    anchorPrice: 312,
    dailyVolatility: 0.018,
    dailyVolume: 9_000_000,
    spreadRatio: 0.0001,
    headlinesPerDay: 16,
    field: 'finance',
  }),
  stock('KVA', 'Kvarna Energy', {
    anchorPrice: 27,
    dailyVolatility: 0.028,
    dailyVolume: 48_000_000,
    spreadRatio: 0.0004,
    headlinesPerDay: 18,
    field: 'energy',
  }),
  stock(
    'LUM',
    'Lumen Therapeutics',
    { anchorPrice: 74, dailyVolatility: 0.034, dailyVolume: 14_000_000, spreadRatio: 0.0003, headlinesPerDay: 18, field: 'health' },
    false,
  ),
  stock('FJD', 'Fjord Airways', {
    anchorPrice: 41,
    dailyVolatility: 0.026,
    dailyVolume: 19_000_000,
    spreadRatio: 0.0003,
    headlinesPerDay: 16,
    field: 'travel',
  }),
  stock('QNT', 'Quantel Systems', {
    anchorPrice: 228,
    dailyVolatility: 0.032,
    dailyVolume: 17_000_000,
    spreadRatio: 0.00012,
    headlinesPerDay: 24,
    field: 'technology',
  }),
  coin('BYT-USD', 'Bytecoin Prime', 1, {
    anchorPrice: 61_000,
    dailyVolatility: 0.032,
    dailyVolume: 24_000,
    spreadRatio: 0.00005,
    headlinesPerDay: 26,
    field: 'crypto',
  }),
  coin('ETR-USD', 'Etherion', 2, {
    anchorPrice: 3_200,
    dailyVolatility: 0.038,
    dailyVolume: 260_000,
    spreadRatio: 0.00008,
    headlinesPerDay: 22,
    field: 'crypto',
  }),
  coin('SOLA-USD', 'Solara', 3, {
    anchorPrice: 148,
    dailyVolatility: 0.045,
    dailyVolume: 3_400_000,
    spreadRatio: 0.00015,
    headlinesPerDay: 20,
    field: 'crypto',
  }),
  coin('DRK-USD', 'Drakma', 4, {
    anchorPrice: 0.62,
    dailyVolatility: 0.05,
    dailyVolume: 420_000_000,
    spreadRatio: 0.0003,
    headlinesPerDay: 14,
    field: 'crypto',
  }),
];
