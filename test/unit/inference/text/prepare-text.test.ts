import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { prepareText } from '../../../../electron/inference/text/prepare-text.ts';

describe('prepareText', () => {
  it('takes any text: gives a bounded line of plain tokens, and the same again when applied twice', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3_000 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.array(
        fc.constantFrom(
          'EUR 3 mn',
          'from',
          'to',
          '€8.7m',
          '-4 %',
          '(12)',
          '$AAPL',
          "isn't",
          'Q3',
          '1,200.5',
          '12-13',
          'profit',
          '.',
          'Ø',
          '利益',
          '🚀',
        ),
        {
          maxLength: 40,
        },
      ),
    );
    fc.assert(
      fc.property(texts, (drawn) => {
        const prepared = prepareText(typeof drawn === 'string' ? drawn : drawn.join(' '));
        const tokens = prepared === '' ? [] : prepared.split(' ');
        expect(tokens.length).toBeLessThanOrEqual(160);
        for (const token of tokens) expect(token).toMatch(/^(?:[a-z]+(?:'[a-z]+)*|[.,;:?!()%])$/);
        expect(prepareText(prepared)).toBe(prepared);
      }),
      { numRuns: 300 },
    );
  });

  it('reads no more than the first 2 000 units', () => {
    const start = 'word '.repeat(100);
    expect(prepareText(start + ' '.repeat(2_000) + 'loss')).toBe(prepareText(start));
  });

  it('answers a text of a million marks at once', () => {
    const before = performance.now();
    for (const mark of ['1,', '(', '-', '$', '&', '1.', "'s ", 'from 1 ', '9'.repeat(100)])
      prepareText(mark.repeat(1_000_000 / mark.length));
    expect(performance.now() - before).toBeLessThan(1_000);
  });

  test.each([
    ['profit rose to EUR 13.1 mn from 8.7 mn', 'numup'],
    ['profit fell to EUR 8.7 mn from 13.1 mn', 'numdown'],
    ['Net sales EUR 31 mn compared with EUR 36 mn a year earlier', 'numdown'],
    ['Net sales EUR 36 mn compared with EUR 31 mn a year earlier', 'numup'],
    ['Loss was EUR 2.1 mn (EUR 4.8 mn)', 'numdown'],
    ['Loss was EUR 4.8 mn (2.1)', 'numup'],
    ['went from $4 to $9', 'numup'],
    ['went from $9 to $4', 'numdown'],
    ['margin was 9.1 % versus 8.4 %', 'numup'],
    ['EPS $0.31 vs. $0.44 expected', 'numdown'],
    ['EPS of 33c against 33c', 'numsame'],
    ['Turnover of 1.2 billion euros, against 900 million euros', 'numup'],
    ['It carried 188,000 passengers, whereas in July last year it flew 241,000', 'numdown'],
    ['target raised to $60 from $50', 'numup'],
  ])('marks how the figure moved: %s', (text, marker) => {
    const found = prepareText(text)
      .split(' ')
      .filter((token) => token.startsWith('num'));
    expect(found).toEqual([marker]);
  });

  test.each([
    'Sales of EUR 3 mn and profit of EUR 1 mn',
    'from 2008 to 2012',
    'Profit 3 mn. Loss of 4 mn a year earlier',
    'opens at 10.30 in room 4',
    '3 of 5 members were elected',
  ])('marks nothing where nothing is compared: %s', (text) => {
    expect(prepareText(text)).not.toMatch(/\bnum(?:up|down|same)\b/);
  });

  test.each([
    ['+4.6%', 'zpct pctup'],
    ['-3 pct', 'zpct pctdown'],
    ['−3 per cent', 'zpct pctdown'],
    ['25 basis points', 'zpct'],
    ['EUR 13.1 mn', 'zmoney'],
    ['Rs. 1,200 crore', 'zmoney'],
    ['13 million tonnes', 'zlarge tonnes'],
    ['in 2008', 'in zyear'],
    ['48,200 shares', 'znum shares'],
    ['Q3', 'zquarter'],
    ['@user see $AAPL at https://x.y/z', 'zuser see zticker at zurl'],
    ["can't, won’t, isn't", 'can not , will not , is not'],
    ['Ångström’s Łódź', 'angstrom lodz'],
    ['U.S. stocks', 'usa stocks'],
    ['', ''],
    ['?!… —— (…)', ''],
  ])('writes %j as %j', (text, expected) => {
    expect(prepareText(text)).toBe(expected);
  });
});
