import * as library from 'technicalindicators';
import { describe, expect, it } from 'vitest';
import { indicatorCatalogue } from '../../../../electron/engine/indicators/catalogue.ts';
import type { SeriesColumns } from '../../../../electron/engine/indicators/indicator.ts';
import { expectAgree, ours } from '../../../support/indicator-oracles.ts';
import { columnsFrom, referenceQuotes, type SeriesBar, walkingColumns } from '../../../support/indicator-series.ts';
import { hasSharedData, NEEDS_SHARED_DATA } from '../../../support/shared-data.ts';

interface Bars {
  readonly open: number[];
  readonly high: number[];
  readonly low: number[];
  readonly close: number[];
}
type Rule = (bars: Bars) => boolean;

/** What the library says of each bar, given all bars up to it. */
function marked(columns: SeriesColumns, bars: number, rules: readonly (readonly [Rule, number])[]): number[] {
  return [...columns.close].map((_, bar) => {
    if (bar < bars - 1) return Number.NaN;
    const upTo = (column: Float64Array): number[] => Array.from(column.subarray(Math.max(0, bar - 20), bar + 1));
    const data = { open: upTo(columns.open), high: upTo(columns.high), low: upTo(columns.low), close: upTo(columns.close) };
    return rules.find(([rule]) => rule(data))?.[1] ?? Number.NaN;
  });
}

const cases: readonly (readonly [string, number, readonly (readonly [Rule, number])[]])[] = [
  ['doji', 1, [[library.doji, 0]]],
  ['dragonfly-doji', 1, [[library.dragonflydoji, 1]]],
  ['gravestone-doji', 1, [[library.gravestonedoji, -1]]],
  [
    'marubozu',
    1,
    [
      [library.bullishmarubozu, 1],
      [library.bearishmarubozu, -1],
    ],
  ],
  [
    'spinning-top',
    1,
    [
      [library.bullishspinningtop, 1],
      [library.bearishspinningtop, -1],
    ],
  ],
  [
    'hammer-stick',
    1,
    [
      [library.bullishhammerstick, 1],
      [library.bearishhammerstick, -1],
    ],
  ],
  [
    'inverted-hammer-stick',
    1,
    [
      [library.bullishinvertedhammerstick, 1],
      [library.bearishinvertedhammerstick, -1],
    ],
  ],
  [
    'engulfing',
    2,
    [
      [library.bullishengulfingpattern, 1],
      [library.bearishengulfingpattern, -1],
    ],
  ],
  [
    'harami',
    2,
    [
      [library.bullishharami, 1],
      [library.bearishharami, -1],
    ],
  ],
  [
    'harami-cross',
    2,
    [
      [library.bullishharamicross, 1],
      [library.bearishharamicross, -1],
    ],
  ],
  ['piercing-line', 2, [[library.piercingline, 1]]],
  ['dark-cloud-cover', 2, [[library.darkcloudcover, -1]]],
  ['morning-star', 3, [[library.morningstar, 1]]],
  ['evening-star', 3, [[library.eveningstar, -1]]],
  ['morning-doji-star', 3, [[library.morningdojistar, 1]]],
  ['evening-doji-star', 3, [[library.eveningdojistar, -1]]],
  ['abandoned-baby', 3, [[library.abandonedbaby, 1]]],
  ['three-white-soldiers', 3, [[library.threewhitesoldiers, 1]]],
  ['three-black-crows', 3, [[library.threeblackcrows, -1]]],
  ['downside-tasuki-gap', 3, [[library.downsidetasukigap, -1]]],
];

/** Those for which the library compares gains and losses as text; on closes whose moves are of one digit count it agrees. */
const afterTrend: readonly (readonly [string, Rule, number])[] = [
  ['hammer', library.hammerpattern, 1],
  ['hammer-unconfirmed', library.hammerpatternunconfirmed, 1],
  ['hanging-man', library.hangingman, -1],
  ['hanging-man-unconfirmed', library.hangingmanunconfirmed, -1],
  ['shooting-star', library.shootingstar, -1],
  ['shooting-star-unconfirmed', library.shootingstarunconfirmed, -1],
  ['tweezer-top', library.tweezertop, -1],
  ['tweezer-bottom', library.tweezerbottom, 1],
];

const bar = (open: number, high: number, low: number, close: number): SeriesBar => ({ open, high, low, close, volume: 1 });

const byHand: readonly (readonly [string, readonly SeriesBar[], number])[] = [
  ['morning-star', [bar(110, 111, 100, 101), bar(98, 99, 96, 97), bar(100, 109, 99.5, 108)], 1],
  ['evening-star', [bar(100, 111, 99, 110), bar(113, 114, 112, 113.5), bar(111, 111.5, 101, 102)], -1],
  ['morning-doji-star', [bar(110, 111, 100, 101), bar(97, 99, 95, 97), bar(100, 109, 99.5, 108)], 1],
  ['evening-doji-star', [bar(100, 111, 99, 110), bar(113, 115, 112, 113), bar(111, 111.5, 101, 102)], -1],
  ['abandoned-baby', [bar(110, 111, 100, 101), bar(97, 99, 95, 97), bar(100, 109, 99.5, 108)], 1],
  ['downside-tasuki-gap', [bar(110, 111, 104, 105), bar(102, 103, 98, 99), bar(100, 104.5, 99.5, 104)], -1],
  ['three-white-soldiers', [bar(10, 13, 9, 12), bar(11, 14.5, 10.5, 14), bar(13, 16, 12.5, 15.5)], 1],
  ['three-black-crows', [bar(15, 16, 11, 12), bar(13, 13.5, 9, 10), bar(11, 11.5, 7, 8)], -1],
];

/** Bars on a coarse grid with gaps, so that equal prices and rare patterns come up. */
function gridColumns(length: number, seed: number, step: number): SeriesColumns {
  const walk = walkingColumns(length * 2, seed);
  const round = (price: number): number => Math.round(price / step) * step;
  return columnsFrom(
    Array.from({ length }, (_, bar): SeriesBar => {
      const at = (bar * 2 + ((bar * 7) % 5 === 0 ? 1 : 0)) % (length * 2);
      const [open, close] = [round(walk.open[at]), round(walk.close[at])];
      const reach = (bar * 13) % 4 === 0 ? 0 : step;
      return { open, close, high: Math.max(open, close) + reach, low: Math.min(open, close) - ((bar * 5) % 3) * step, volume: 1 };
    }),
  );
}

const grids = [1, 2, 3].map((seed) => gridColumns(1_500, seed, 0.5));

describe('a candlestick pattern', () => {
  it.each(cases)('%s is marked where technicalindicators finds it', (name, bars, rules) => {
    for (const columns of [...grids, walkingColumns(600)]) expectAgree(ours(name, {}, columns), { value: marked(columns, bars, rules) });
  });

  it.skipIf(!hasSharedData).each(cases)(
    `%s is marked where technicalindicators finds it in real bars${NEEDS_SHARED_DATA}`,
    (name, bars, rules) => {
      const columns = referenceQuotes('default');
      expectAgree(ours(name, {}, columns), { value: marked(columns, bars, rules) });
    },
  );

  it.each(afterTrend)(
    '%s is marked as technicalindicators does where its trend has the same sign in text and in number',
    (name, rule, mark) => {
      for (const columns of grids) {
        const found = ours(name, {}, columns)['value'];
        const expected = marked(columns, 5, [[rule, mark]]);
        const closes = name.endsWith('unconfirmed') ? 4 : 3;
        const isPlain = (bar: number): boolean => {
          const moves = Array.from(
            { length: closes - 1 },
            (_, place) => columns.close[bar - 4 + place + 1] - columns.close[bar - 4 + place],
          );
          const gain = moves.reduce((total, move) => total + Math.max(0, move), 0) / moves.length;
          const loss = moves.reduce((total, move) => total + Math.max(0, -move), 0) / moves.length;
          return gain > loss === String([gain]) > String([loss]) && gain < loss === String([gain]) < String([loss]);
        };
        const apart = found.filter((value, bar) => bar >= 4 && isPlain(bar) && !Object.is(value, expected[bar]));
        expect(apart).toEqual([]);
      }
    },
  );

  it('is found at least once in the bars of these tests, so that they say something', () => {
    const names = [...cases, ...afterTrend].map(([name]) => name);
    const silent = names.filter((name) => grids.every((columns) => ours(name, {}, columns)['value'].every(Number.isNaN)));
    const rare = new Set(byHand.map(([name]) => name));
    expect(silent.filter((name) => !rare.has(name))).toEqual([]);
    const shelf = indicatorCatalogue.filter(({ family }) => family === 'patterns').map(({ name }) => name);
    expect(names.toSorted()).toEqual(shelf.toSorted());
  });
});

describe('worked by hand', () => {
  it.each(byHand)('%s', (name, bars, mark) => {
    expect(ours(name, {}, columnsFrom(bars))['value']).toEqual([Number.NaN, Number.NaN, mark]);
  });

  it('a hammer after a fall from 12 to 2, which the library does not see, since "10" is less than "9" in text', () => {
    const fall = [bar(130, 131, 119, 120), bar(120, 121, 108, 109), bar(109, 118.5, 108, 118)];
    const bars = columnsFrom([...fall, bar(100, 101, 90, 101), bar(101, 106, 100, 105)]);
    expect(ours('hammer', {}, bars)['value'].at(-1)).toBe(1);
  });
});
