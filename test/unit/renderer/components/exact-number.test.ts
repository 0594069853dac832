import { describe, expect, it } from 'vitest';
import { exactFault, stepped } from '../../../../renderer/components/exact-number.ts';

describe('a field for an exact number', () => {
  it.each(['5', '0.01', '61204.50', ''])('takes "%s"', (text) => {
    expect(exactFault('Quantity', text)).toBeNull();
  });

  it.each(['5.', '.', '.5', '1e5', '-5', '1.234.5', '0', 'ten'])('says what it expects when it finds "%s"', (text) => {
    expect(exactFault('Quantity', text)).toBe(`Quantity: expected a number above zero, such as 12.5; found “${text}”.`);
  });

  it('says how many places there may be', () => {
    expect(exactFault('Stop', '0.0000000000001')).toContain('at most 12 decimal places');
  });

  it('moves by whole steps, exactly, and never to zero', () => {
    expect([stepped('0.3', '0.1', 1), stepped('184.2', '0.05', -1), stepped('5', '1', 10), stepped('0.1', '0.1', -1)]).toEqual([
      '0.4',
      '184.15',
      '15',
      '0.1',
    ]);
    expect(stepped('5.', '0.1', 1)).toBe('5.');
  });
});
