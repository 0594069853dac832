import { Sma } from '../averages/sma.ts';
import { barCount, defineIndicator } from '../indicator.ts';

/**
 * Qstick, in price units: the simple average of close − open; NaN during the warm-up of `period − 1` bars.
 * @source Tushar Chande and Stanley Kroll, "The New Technical Trader", 1994.
 */
export class Qstick {
  readonly #average: Sma;

  constructor(period: number) {
    this.#average = new Sma(period);
  }

  update(open: number, close: number): number {
    return this.#average.update(close - open);
  }
}

export const qstick = defineIndicator({
  name: 'qstick',
  aliases: ['q-stick'],
  title: 'Qstick',
  family: 'trend',
  summary: 'Whether bars close above or below their opens on average: above zero buyers carry the day.',
  placement: 'pane',
  levels: [0],
  parameters: [barCount('Bars', 8)],
  warmUp: ([period]) => period - 1,
  create: ([period]) => {
    const stick = new Qstick(period);
    return {
      update({ open, close }, row, into) {
        into[0] = stick.update(open[row], close[row]);
      },
    };
  },
});
