import { ONE, parseDecimal } from '../../shared/domain/decimal.ts';
import { type ClientOrderId, idFrom, instrumentId, type VenueOrderId, venueId } from '../../shared/domain/ids.ts';
import type { Instrument } from '../../shared/domain/instrument.ts';
import { type Currency, money } from '../../shared/domain/money.ts';
import type { Order } from '../../shared/domain/order.ts';
import { type Price, priceFromUnits } from '../../shared/domain/price.ts';
import { type Quantity, quantityFromUnits } from '../../shared/domain/quantity.ts';
import { CONTINUOUS } from '../../shared/domain/session.ts';
import { utcMs } from '../../shared/domain/time.ts';

export const USD = 'USD' as Currency;

/** Exact units of plain decimal notation. */
export function units(text: string): bigint {
  const parsed = parseDecimal(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

export const price = (text: string): Price => priceFromUnits(units(text));
export const quantity = (text: string): Quantity => quantityFromUnits(units(text));
export const usd = (text: string) => money(units(text), USD);

/** An instrument with a price increment of 0.01 and a size increment of 1, without fees, that may be sold short. */
export function anInstrument(change: Partial<Instrument> = {}): Instrument {
  const venue = venueId('TEST');
  return {
    id: instrumentId(change.symbol ?? 'ABC', venue),
    symbol: 'ABC',
    name: 'Abcom',
    aliases: [],
    venue,
    assetClass: 'stock',
    quoteCurrency: USD,
    priceIncrement: priceFromUnits(ONE / 100n),
    sizeIncrement: quantityFromUnits(ONE),
    minimumNotional: money(ONE, USD),
    session: CONTINUOUS,
    fees: { makerRatio: 0n, takerRatio: 0n, feeIncrement: ONE / 100n },
    isShortable: true,
    volumeFloor: { kind: 'relative', ratio: 0 },
    ...change,
  };
}

/** An entry at market for 100 ABC that the venue has accepted. */
export function anOrder(change: Partial<Order> = {}): Order {
  const clientOrderId = change.clientOrderId ?? idFrom<ClientOrderId>('run-1');
  return {
    clientOrderId,
    venueOrderId: idFrom<VenueOrderId>('V1'),
    groupId: clientOrderId,
    instrumentId: anInstrument().id,
    side: 'buy',
    type: 'market',
    role: 'entry',
    proposalId: null,
    origin: 'user',
    quantity: quantity('100'),
    filledQuantity: quantity('0'),
    limitPrice: null,
    stopPrice: null,
    referencePrice: null,
    priceTolerance: null,
    expiresAt: null,
    status: 'working',
    isCancelRequested: false,
    requestedPrice: null,
    reason: null,
    tsInit: utcMs(0),
    tsUpdated: utcMs(0),
    ...change,
  };
}
