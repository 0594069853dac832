import { describe, expect, it } from 'vitest';
import { idFrom, instrumentId, parseId, parseInstrumentId, venueId } from '../../../shared/domain/ids.ts';

const REFUSED = { ok: false, error: { code: 'not-an-id' } };

describe('an id', () => {
  it.each(['a', 'k3f9q0ab-1z', '-', 'A'.repeat(32)])('may be %s', (text) => {
    expect(parseId(text)).toEqual({ ok: true, value: text });
  });

  it.each(['', 'A'.repeat(33), 'a b', 'a_b', 'a.b', 'ä', 'a\n', "a'; drop table orders", '../x', '\u0000'])('may not be %j', (text) => {
    expect(parseId(text)).toMatchObject(REFUSED);
    expect(() => idFrom(text)).toThrow(RangeError);
  });

  it('that is refused is shown cut short, whatever its length', () => {
    const parsed = parseId('!'.repeat(10_000));
    expect(parsed.ok ? '' : parsed.error.message.length).toBeLessThan(200);
    expect(parsed).toMatchObject(REFUSED);
  });
});

describe('an instrument id', () => {
  it.each(['NVK.SIM', 'BTC/USD.BINANCE', 'BRK-B.NYSE', '9988.HK', `${'A'.repeat(24)}.ABCDEFGHIJKL`])('may be %s', (text) => {
    expect(parseInstrumentId(text)).toEqual({ ok: true, value: text });
  });

  it.each(['NVK', 'NVK.', '.SIM', 'nvk.SIM', 'NVK.sim', 'NVK.S', 'A.B.SIM', '-A.SIM', `${'A'.repeat(25)}.SIM`, 'NVK.SIM ', 'NVK.SIM\n'])(
    'may not be %j',
    (text) => {
      expect(parseInstrumentId(text)).toMatchObject(REFUSED);
    },
  );

  it('is made of a symbol and a venue, and refused when the symbol can not be part of one', () => {
    expect(instrumentId('NVK', venueId('SIM'))).toBe('NVK.SIM');
    for (const symbol of ['', 'nvk', 'A.B']) expect(() => instrumentId(symbol, venueId('SIM'))).toThrow(RangeError);
  });
});

it.each(['', 'S', 'sim', 'SIM1', 'ABCDEFGHIJKLM'])('a venue is not named %j', (text) => {
  expect(() => venueId(text)).toThrow(RangeError);
});
