import { bearishhammerstick, bearishinvertedhammerstick, bullishhammerstick, bullishinvertedhammerstick } from 'technicalindicators';
import { afterTrend, hasTrend } from './after-trend.ts';
import { marks } from './marks.ts';
import type { Pattern } from './pattern.ts';

const hanging = [bearishhammerstick, bullishhammerstick];
const inverted = [bearishinvertedhammerstick, bullishinvertedhammerstick];
const either = [...hanging, ...inverted];

/** Patterns at the end of a trend, five bars each. As in the library a hammer may also be an inverted one, and tweezers need equal prices. */
export const afterTrendCandles: readonly Pattern[] = [
  {
    name: 'hammer',
    aliases: ['cdlhammer'],
    title: 'Hammer',
    summary: 'After a fall a small body with a long shadow, and a rising bar that confirms it.',
    bars: 5,
    reader: () => marks({ up: afterTrend({ trend: -1, shapes: either, isConfirmed: true }) }),
  },
  {
    name: 'hammer-unconfirmed',
    title: 'Hammer, unconfirmed',
    summary: 'After a fall a small body with a long shadow; what follows is still open.',
    bars: 5,
    reader: () => marks({ up: afterTrend({ trend: -1, shapes: either, isConfirmed: false }) }),
  },
  {
    name: 'hanging-man',
    aliases: ['cdlhangingman'],
    title: 'Hanging man',
    summary: 'After a rise a small body with a long shadow below, and a falling bar that confirms it.',
    bars: 5,
    reader: () => marks({ down: afterTrend({ trend: 1, shapes: hanging, isConfirmed: true }) }),
  },
  {
    name: 'hanging-man-unconfirmed',
    title: 'Hanging man, unconfirmed',
    summary: 'After a rise a small body with a long shadow below; what follows is still open.',
    bars: 5,
    reader: () => marks({ down: afterTrend({ trend: 1, shapes: hanging, isConfirmed: false }) }),
  },
  {
    name: 'shooting-star',
    aliases: ['cdlshootingstar'],
    title: 'Shooting star',
    summary: 'After a rise a small body with a long shadow above, and a falling bar that confirms it.',
    bars: 5,
    reader: () => marks({ down: afterTrend({ trend: 1, shapes: inverted, isConfirmed: true }) }),
  },
  {
    name: 'shooting-star-unconfirmed',
    title: 'Shooting star, unconfirmed',
    summary: 'After a rise a small body with a long shadow above; what follows is still open.',
    bars: 5,
    reader: () => marks({ down: afterTrend({ trend: 1, shapes: inverted, isConfirmed: false }) }),
  },
  {
    name: 'tweezer-top',
    title: 'Tweezer top',
    summary: 'After a rise two bars with the very same high: sellers wait there.',
    bars: 5,
    reader: () => marks({ down: (window) => hasTrend(window, 3, 1) && window.high[3] === window.high[4] }),
  },
  {
    name: 'tweezer-bottom',
    title: 'Tweezer bottom',
    summary: 'After a fall two bars with the very same low: buyers wait there.',
    bars: 5,
    reader: () => marks({ up: (window) => hasTrend(window, 3, -1) && window.low[3] === window.low[4] }),
  },
];
