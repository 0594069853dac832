import { describe, expect, it } from 'vitest';
import { drawnOf, fresh, labelOf, parameterFault } from '../../../../../renderer/features/chart/shown-indicators.ts';
import type { IndicatorView } from '../../../../../shared/contract/index.ts';

const period = { name: 'period', title: 'Bars', default: 14, minimum: 2, maximum: 500, isWhole: true };
const factor = { name: 'factor', title: 'Factor', default: 1.5, minimum: 0.1, maximum: 10, isWhole: false };
const rsi = { name: 'rsi', title: 'Relative strength index', parameters: [period] } as IndicatorView;

describe('indicators on the chart', () => {
  it('get a key that no other has', () => {
    const first = fresh(rsi, []);
    const second = fresh(rsi, [first]);
    expect([first, second].map(({ key }) => key)).toEqual(['rsi-1', 'rsi-2']);
    expect(second.parameters).toEqual({ period: 14 });
  });

  it('are named with the numbers they are set by', () => {
    expect(labelOf(rsi, { period: 21 })).toBe('RSI 21');
    expect(labelOf({ ...rsi, name: 'keltner', title: 'Keltner channels', parameters: [period, factor] }, {})).toBe(
      'Keltner channels 14 1.5',
    );
  });

  it('are left out when the catalogue does not have them any more', () => {
    expect(drawnOf([fresh(rsi, []), { key: 'x', name: 'gone', parameters: {} }], [rsi]).map(({ key }) => key)).toEqual(['rsi-1']);
  });

  it.each([
    [period, '14', null],
    [period, '14.5', 'Bars: expected a whole number from 2 to 500.'],
    [period, '1', 'Bars: expected a whole number from 2 to 500.'],
    [period, '', 'Bars: expected a whole number from 2 to 500.'],
    [factor, '2,5', null],
    [factor, 'two', 'Factor: expected a number from 0.1 to 10.'],
  ])('say of %o whether “%s” can be used', (parameter, text, fault) => {
    expect(parameterFault(parameter, text)).toBe(fault);
  });
});
