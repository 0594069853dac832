import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitOf } from '../../../../../renderer/features/palette/match.ts';

const asks = { title: '', consequences: [], verb: '', isSwitchedOffBy: null, run: () => undefined };
const approve = { title: 'Approve BUY SOLA-USD 12 @ 84.20, 1 010 USD at risk 20', group: 'Trade', asks } as const;
const close = { title: 'Close NVK: long 120 at market, result now −12.30 USD', group: 'Trade', asks } as const;
const mode = {
  title: 'Switch to auto: BitFlow approves trades at confidence ≥ 60 %',
  group: 'Trade',
  keywords: 'auto manual',
  asks,
} as const;
const chart = { title: 'NVK', group: 'Instruments', keywords: 'Novak Industries' } as const;
const ticket = { title: 'Buy …', group: 'Trade', keywords: 'order ticket long' } as const;
const pause = { title: 'Pause the market', group: 'Market', keywords: 'play stop time' } as const;
const theme = { title: 'Light theme', group: 'View', keywords: 'theme colours appearance' } as const;
const rsi = { title: 'Add Relative strength index', group: 'Chart', keywords: 'rsi' } as const;
const tsr = { title: 'TSR', group: 'Instruments', keywords: 'Tessera Retail' } as const;
const all = [approve, close, mode, ticket, pause, theme, rsi, tsr, chart];

/** What Enter would run. */
const firstFor = (typed: string): string | null => {
  const [best] = all.toSorted((a, b) => fitOf(b, typed) - fitOf(a, typed));
  return fitOf(best, typed) > 0 ? best.title : null;
};

describe('the palette', () => {
  it.each([
    ['pause', pause.title],
    ['theme', theme.title],
    ['light', theme.title],
    ['lig', theme.title],
    ['rsi', rsi.title],
    ['tsr', tsr.title],
    ['approve sola', approve.title],
    ['close nvk', close.title],
    ['colours', theme.title],
    ['switch', mode.title],
    ['auto', mode.title],
    ['nvk', chart.title],
    ['nv', chart.title],
    ['novak', chart.title],
    ['buy', ticket.title],
  ])('finds for "%s" what is called that', (typed, title) => {
    expect(firstFor(typed)).toBe(title);
  });

  it.each(['help', 'dark', 'xyz', 'ause'])('finds nothing for "%s" rather than something that trades', (typed) => {
    expect(firstFor(typed)).toBeNull();
  });

  it('never offers what trades, closes or cancels first for the name of an instrument, whatever the instrument is called', () => {
    const word = fc.stringMatching(/^[A-Z][A-Z0-9]{0,5}$/);
    fc.assert(
      fc.property(
        word,
        fc.nat(5),
        fc.constantFrom('Approve BUY', 'Close', 'Cancel the stop of', 'Flatten', 'Reject SELL'),
        (symbol, cut, verb) => {
          const typed = symbol.slice(0, cut + 1);
          const place = { title: symbol, group: 'Instruments', keywords: 'Some Name' } as const;
          const act = { title: `${verb} ${symbol} 120 @ 328.40`, group: 'Trade', keywords: symbol, asks } as const;
          expect(fitOf(act, typed)).toBeLessThan(fitOf(place, typed));
        },
      ),
    );
  });

  it('puts what is only associated behind what is named so, and what trades last', () => {
    expect(fitOf(mode, 'manual')).toBeLessThan(fitOf(theme, 'colours'));
    expect(fitOf(ticket, 'long')).toBeLessThan(fitOf(theme, 'colours'));
    expect(fitOf(approve, 'sola')).toBeLessThan(fitOf(ticket, 'long'));
  });
});
