import { barCount, defineIndicator } from '../indicator.ts';
import { ExtremeAge } from './extreme-age.ts';

/**
 * Aroon, in percent: `up` is 100 × (period − bars since the highest high) ÷ period over the last `period + 1` bars, `down` likewise
 * since the lowest low (each 0..100), `oscillator` up − down (−100..100). The newest of equal extremes counts. NaN during the
 * warm-up of `period` bars.
 * @source Tushar Chande, "A Time Price Oscillator", Stocks & Commodities, September 1995.
 */
export class Aroon {
  up = Number.NaN;
  down = Number.NaN;
  oscillator = Number.NaN;
  readonly #period: number;
  readonly #highest: ExtremeAge;
  readonly #lowest: ExtremeAge;

  constructor(period: number) {
    this.#period = period;
    this.#highest = new ExtremeAge('highest', period + 1);
    this.#lowest = new ExtremeAge('lowest', period + 1);
  }

  update(high: number, low: number): number {
    const period = this.#period;
    this.up = (100 * (period - this.#highest.update(high))) / period;
    this.down = (100 * (period - this.#lowest.update(low))) / period;
    this.oscillator = this.up - this.down;
    return this.oscillator;
  }
}

export const aroon = defineIndicator({
  name: 'aroon',
  title: 'Aroon',
  family: 'trend',
  summary: 'How fresh the last high and the last low are: a trend keeps making new ones, a range lets them age.',
  placement: 'pane',
  range: [-100, 100],
  levels: [0, 30, 70],
  parameters: [barCount('Bars', 14)],
  outputs: [
    { name: 'up', title: 'Aroon up', plot: 'line' },
    { name: 'down', title: 'Aroon down', plot: 'line' },
    { name: 'oscillator', title: 'Oscillator', plot: 'histogram' },
  ],
  warmUp: ([period]) => period,
  create: ([period]) => {
    const ages = new Aroon(period);
    return {
      update({ high, low }, row, into) {
        ages.update(high[row], low[row]);
        into[0] = ages.up;
        into[1] = ages.down;
        into[2] = ages.oscillator;
      },
    };
  },
});
