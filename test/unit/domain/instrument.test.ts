import { describe, expect, it } from 'vitest';
import { feeOf, notionalOf, pricePlaces, sizePlaces } from '../../../shared/domain/instrument.ts';
import { anInstrument, price, quantity, units, usd } from '../../support/builders.ts';

const fees = { makerRatio: units('0.0005'), takerRatio: units('0.001'), feeIncrement: units('0.01') };

describe('an instrument', () => {
  it('charges makers and takers their own ratio, rounded up to the fee increment', () => {
    const instrument = anInstrument({ fees });
    const worth = notionalOf(instrument, price('123.45'), quantity('7'));
    expect(worth).toEqual(usd('864.15'));
    expect(feeOf(instrument, worth, 'maker')).toEqual(usd('0.44'));
    expect(feeOf(instrument, worth, 'taker')).toEqual(usd('0.87'));
  });

  it('does not round up a fee that lies on the increment, and charges nothing for nothing', () => {
    const instrument = anInstrument({ fees });
    expect(feeOf(instrument, usd('1000'), 'taker')).toEqual(usd('1'));
    expect(feeOf(instrument, usd('0'), 'taker')).toEqual(usd('0'));
  });

  it('shows prices and quantities with the places of their increments', () => {
    const coin = anInstrument({ priceIncrement: price('0.05'), sizeIncrement: quantity('0.00001') });
    expect([pricePlaces(coin), sizePlaces(coin), sizePlaces(anInstrument())]).toEqual([2, 5, 0]);
  });
});
