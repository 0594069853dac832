import { describe, expect, it } from 'vitest';
import { CoreClock } from '../../../../electron/engine/kernel/core-clock.ts';
import { InstrumentTable } from '../../../../electron/engine/kernel/core-context.ts';
import { idFrom } from '../../../../shared/domain/ids.ts';
import type { Currency } from '../../../../shared/domain/money.ts';
import { utcMs } from '../../../../shared/domain/time.ts';
import { anInstrument } from '../../../support/builders.ts';

describe('the instruments of a run', () => {
  it('are found by id, and others are not there', () => {
    const table = new InstrumentTable([anInstrument({ symbol: 'ABC' }), anInstrument({ symbol: 'XYZ' })]);
    expect(table.get(anInstrument({ symbol: 'XYZ' }).id)?.symbol).toBe('XYZ');
    expect(table.indexOf(anInstrument({ symbol: 'XYZ' }).id)).toBe(1);
    expect([table.get(idFrom('NONE')), table.indexOf(idFrom('NONE'))]).toEqual([null, null]);
  });

  it('are refused with one twice, or with two quote currencies', () => {
    expect(() => new InstrumentTable([anInstrument(), anInstrument()])).toThrow(RangeError);
    const euro = anInstrument({ symbol: 'XYZ', quoteCurrency: 'EUR' as Currency });
    expect(() => new InstrumentTable([anInstrument(), euro])).toThrow(/USD, EUR/);
  });
});

it("the core's time goes on with later inputs and never back", () => {
  const clock = new CoreClock(utcMs(1_000));
  const seen = [900, 1_500, 1_499, 2_000].map((time) => {
    clock.advance(time);
    return clock.now;
  });
  expect(seen).toEqual([1_000, 1_500, 1_500, 2_000]);
});
