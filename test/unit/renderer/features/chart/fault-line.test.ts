import { describe, expect, it } from 'vitest';
import { shortened } from '../../../../../renderer/features/chart/fault-line.ts';

describe('the place of a fault', () => {
  it.each([
    ['close + clsoe', 9, 'close + ', 'clsoe'],
    ['close +', 8, 'close +', ''],
    ['a\n+ b', 3, 'a ', '+ b'],
    ['', 1, '', ''],
  ])('in “%s” at %i', (text, column, before, rest) => {
    expect(shortened(text, column)).toEqual({ before, rest, lead: before.length });
  });

  it('is in view in a long expression', () => {
    const { before, rest, lead } = shortened(`${'x + '.repeat(50)}clsoe${' + x'.repeat(50)}`, 201);
    expect(rest.startsWith('clsoe')).toBe(true);
    expect(before.startsWith('…')).toBe(true);
    expect(lead).toBeLessThan(40);
  });
});
