import { describe, expect, it } from 'vitest';
import { keyFault, keyOf, keyPressed, keysInWords } from '../../../../renderer/actions/keys.ts';
import { TypeAhead } from '../../../../renderer/actions/type-ahead.ts';

const press = (key: string, held: { readonly ctrl?: boolean; readonly shift?: boolean } = {}): string =>
  keyPressed({ key, ctrlKey: held.ctrl === true, metaKey: false, shiftKey: held.shift === true });

describe('a key', () => {
  it('is named by what it writes, with Shift only where that says more', () => {
    expect([press('b'), press('B', { shift: true }), press('?', { shift: true }), press('?')]).toEqual(['b', 'shift+b', '?', '?']);
    expect([press('K', { ctrl: true, shift: true }), press(',', { ctrl: true })]).toEqual(['mod+shift+k', 'mod+,']);
    expect(['mod+shift+k', 'mod+,', '?', 'shift+y', 'mod++'].map(keysInWords)).toEqual([
      'Ctrl Shift K',
      'Ctrl ,',
      '?',
      'Shift Y',
      'Ctrl +',
    ]);
  });

  it("is the user's own, or none, where the user said so", () => {
    expect([keyOf('buy', {}), keyOf('buy', { buy: 'x' }), keyOf('buy', { buy: '' }), keyOf('nothing', {})]).toEqual(['b', 'x', null, null]);
  });

  it('is not given twice, nor where the window or the browser needs it', () => {
    const taken = [
      { id: 'buy', title: 'Buy …', shortcut: 'b' },
      { id: 'sell', title: 'Sell …', shortcut: 's' },
    ];
    expect(keyFault('b', 'sell', taken)).toContain('Buy …');
    expect(keyFault('b', 'buy', taken)).toBeNull();
    expect(keyFault('tab', 'buy', taken)).not.toBeNull();
    expect(keyFault('mod+z', 'buy', taken)).not.toBeNull();
    expect(keyFault('x', 'buy', taken)).toBeNull();
  });
});

describe('letters typed one after the other', () => {
  it('are a word while each comes within half a second of the one before', () => {
    const ahead = new TypeAhead();
    ahead.begin('s', 1_000);
    expect([ahead.next('p', 1_400), ahead.next('y', 1_900)]).toEqual(['sp', 'spy']);
    expect(ahead.next('x', 2_401)).toBeNull();
    expect(ahead.next('y', 2_402)).toBeNull();
  });

  it('are none after any other key', () => {
    const ahead = new TypeAhead();
    ahead.begin('s', 0);
    expect([ahead.next('1', 100), ahead.next('p', 200)]).toEqual([null, null]);
    ahead.begin('s', 300);
    ahead.end();
    expect(ahead.next('p', 310)).toBeNull();
  });
});
