import { Sma } from '../averages/sma.ts';
import { barCount, defineIndicator } from '../indicator.ts';
import { RateOfChange } from './roc.ts';

/**
 * Pring's know sure thing: rates of change over four spans, each smoothed by a simple average and weighted 1 to 4; `signal` is its simple
 * average. NaN until each span and its average are filled, and `signal` for `signal` − 1 bars more.
 * @source Martin J. Pring, "The KST System", Stocks & Commodities, September 1992.
 */
export class KnowSureThing {
  kst = Number.NaN;
  signal = Number.NaN;
  readonly #rates: readonly RateOfChange[];
  readonly #averages: readonly Sma[];
  readonly #signal: Sma;

  constructor(spans: readonly number[], averages: readonly number[], signal: number) {
    this.#rates = spans.map((bars) => new RateOfChange(bars));
    this.#averages = averages.map((bars) => new Sma(bars));
    this.#signal = new Sma(signal);
  }

  update(close: number): number {
    let sum = 0;
    for (let i = 0; i < 4; i += 1) {
      const rate = this.#rates[i].update(close);
      sum += (i + 1) * (rate === rate ? this.#averages[i].update(rate) : rate);
    }
    if (sum !== sum) return sum;
    this.kst = sum;
    this.signal = this.#signal.update(sum);
    return sum;
  }
}

export const kst = defineIndicator({
  name: 'kst',
  aliases: ['know-sure-thing'],
  title: 'Know sure thing',
  family: 'momentum',
  summary: 'Rates of change over four spans in one line: its turns follow the longer cycles of the market.',
  placement: 'pane',
  levels: [0],
  parameters: [
    ...[10, 15, 20, 30].map((bars, place) => barCount(`Bars of rate ${place + 1}`, bars, `roc${place + 1}`)),
    ...[10, 10, 10, 15].map((bars, place) => barCount(`Average bars of rate ${place + 1}`, bars, `sma${place + 1}`)),
    barCount('Signal bars', 9, 'signal'),
  ],
  outputs: [
    { name: 'kst', title: 'KST', plot: 'line' },
    { name: 'signal', title: 'Signal', plot: 'line' },
  ],
  warmUp: (values) => Math.max(...[0, 1, 2, 3].map((place) => values[place] + values[place + 4])) + values[8] - 2,
  create: (values) => {
    const lines = new KnowSureThing(values.slice(0, 4), values.slice(4, 8), values[8]);
    return {
      update({ close }, row, into) {
        lines.update(close[row]);
        into[0] = lines.kst;
        into[1] = lines.signal;
      },
    };
  },
});
