import {
  abandonedbaby,
  bearishengulfingpattern,
  bearishharami,
  bearishharamicross,
  bullishengulfingpattern,
  bullishharami,
  bullishharamicross,
  darkcloudcover,
  downsidetasukigap,
  eveningdojistar,
  eveningstar,
  morningdojistar,
  morningstar,
  piercingline,
  threeblackcrows,
  threewhitesoldiers,
} from 'technicalindicators';
import { marks } from './marks.ts';
import type { Pattern } from './pattern.ts';

/**
 * Patterns of two and three candles. Where the library is odd: stars and the abandoned baby need gaps on both sides, so they are hardly
 * seen where trading never stops; an engulfing body must be strictly larger on both ends; harami also need the second bar's low (high)
 * within the first body; three white soldiers may open anywhere below the close before, unlike three black crows.
 */
export const severalCandles: readonly Pattern[] = [
  {
    name: 'engulfing',
    aliases: ['cdlengulfing'],
    title: 'Engulfing',
    summary: 'A body that swallows the opposite one before: the other side has taken over.',
    bars: 2,
    reader: () => marks({ up: bullishengulfingpattern, down: bearishengulfingpattern }),
  },
  {
    name: 'harami',
    aliases: ['cdlharami'],
    title: 'Harami',
    summary: 'A small bar within the large body before: the move is losing its force.',
    bars: 2,
    reader: () => marks({ up: bullishharami, down: bearishharami }),
  },
  {
    name: 'harami-cross',
    aliases: ['cdlharamicross'],
    title: 'Harami cross',
    summary: 'A doji within the large body before: the move has stopped.',
    bars: 2,
    reader: () => marks({ up: bullishharamicross, down: bearishharamicross }),
  },
  {
    name: 'piercing-line',
    aliases: ['cdlpiercing'],
    title: 'Piercing line',
    summary: 'After a falling bar one opens lower and closes above its middle: buyers came back.',
    bars: 2,
    reader: () => marks({ up: piercingline }),
  },
  {
    name: 'dark-cloud-cover',
    aliases: ['cdldarkcloudcover'],
    title: 'Dark cloud cover',
    summary: 'After a rising bar one opens higher and closes below its middle: sellers came back.',
    bars: 2,
    reader: () => marks({ down: darkcloudcover }),
  },
  {
    name: 'morning-star',
    aliases: ['cdlmorningstar'],
    title: 'Morning star',
    summary: 'A fall, a small bar below it, and a rise: a low may be in.',
    bars: 3,
    reader: () => marks({ up: morningstar }),
  },
  {
    name: 'evening-star',
    aliases: ['cdleveningstar'],
    title: 'Evening star',
    summary: 'A rise, a small bar above it, and a fall: a high may be in.',
    bars: 3,
    reader: () => marks({ down: eveningstar }),
  },
  {
    name: 'morning-doji-star',
    aliases: ['cdlmorningdojistar'],
    title: 'Morning doji star',
    summary: 'A morning star whose middle bar closed where it opened.',
    bars: 3,
    reader: () => marks({ up: morningdojistar }),
  },
  {
    name: 'evening-doji-star',
    aliases: ['cdleveningdojistar'],
    title: 'Evening doji star',
    summary: 'An evening star whose middle bar closed where it opened.',
    bars: 3,
    reader: () => marks({ down: eveningdojistar }),
  },
  {
    name: 'abandoned-baby',
    aliases: ['cdlabandonedbaby'],
    title: 'Abandoned baby',
    summary: 'A doji alone below gaps on both sides: a rare sign of a low.',
    bars: 3,
    reader: () => marks({ up: abandonedbaby }),
  },
  {
    name: 'three-white-soldiers',
    aliases: ['cdl3whitesoldiers'],
    title: 'Three white soldiers',
    summary: 'Three rising bars with higher highs: buyers are in command.',
    bars: 3,
    reader: () => marks({ up: threewhitesoldiers }),
  },
  {
    name: 'three-black-crows',
    aliases: ['cdl3blackcrows'],
    title: 'Three black crows',
    summary: 'Three falling bars, each opening within the body before: sellers are in command.',
    bars: 3,
    reader: () => marks({ down: threeblackcrows }),
  },
  {
    name: 'downside-tasuki-gap',
    aliases: ['cdltasukigap'],
    title: 'Downside Tasuki gap',
    summary:
      'Two falling bars with a gap that the third only half closes: the fall may go on. The library counts it among the rising ones.',
    bars: 3,
    reader: () => marks({ down: downsidetasukigap }),
  },
];
