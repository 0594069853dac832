import {
  bearishhammerstick,
  bearishinvertedhammerstick,
  bearishmarubozu,
  bearishspinningtop,
  bullishhammerstick,
  bullishinvertedhammerstick,
  bullishmarubozu,
  bullishspinningtop,
  doji,
  dragonflydoji,
  gravestonedoji,
} from 'technicalindicators';
import { marks } from './marks.ts';
import type { Pattern } from './pattern.ts';

/**
 * Patterns of one candle. The library takes two prices for equal when they are at most 0.1 % of the first apart, so on bars of seconds nearly
 * every candle is a doji; its sticks ask for no least length of the shadow when there is hardly a body.
 */
export const singleCandles: readonly Pattern[] = [
  {
    name: 'doji',
    aliases: ['cdldoji'],
    title: 'Doji',
    summary: 'Open and close are about the same: neither side won the bar.',
    bars: 1,
    reader: () => marks({ neutral: doji }),
  },
  {
    name: 'dragonfly-doji',
    aliases: ['cdldragonflydoji'],
    title: 'Dragonfly doji',
    summary: 'Price fell and came all the way back to open and high: buyers stepped in below.',
    bars: 1,
    reader: () => marks({ up: dragonflydoji }),
  },
  {
    name: 'gravestone-doji',
    aliases: ['cdlgravestonedoji'],
    title: 'Gravestone doji',
    summary: 'Price rose and fell all the way back to open and low: sellers stepped in above.',
    bars: 1,
    reader: () => marks({ down: gravestonedoji }),
  },
  {
    name: 'marubozu',
    aliases: ['cdlmarubozu'],
    title: 'Marubozu',
    summary: 'A body without shadows: one side had the whole bar.',
    bars: 1,
    reader: () => marks({ up: bullishmarubozu, down: bearishmarubozu }),
  },
  {
    name: 'spinning-top',
    aliases: ['cdlspinningtop'],
    title: 'Spinning top',
    summary: 'A small body between longer shadows: a pause; the sign is the colour of the body.',
    bars: 1,
    reader: () => marks({ up: bullishspinningtop, down: bearishspinningtop }),
  },
  {
    name: 'hammer-stick',
    title: 'Hammer-shaped candle',
    summary: 'A body at the top of its bar, whatever came before; the sign is the colour of the body.',
    bars: 1,
    reader: () => marks({ up: bullishhammerstick, down: bearishhammerstick }),
  },
  {
    name: 'inverted-hammer-stick',
    title: 'Inverted hammer-shaped candle',
    summary: 'A body at the bottom of its bar, whatever came before; the sign is the colour of the body.',
    bars: 1,
    reader: () => marks({ up: bullishinvertedhammerstick, down: bearishinvertedhammerstick }),
  },
];
