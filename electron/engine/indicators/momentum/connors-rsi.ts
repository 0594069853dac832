import { barCount, defineIndicator } from '../indicator.ts';
import { Returns } from '../window/returns.ts';
import { Rsi } from './rsi.ts';

/**
 * Connors RSI, 0..100: the mean of RSI of closes, RSI of the length of the run (3 for three rises in a row, −2 for two falls) and the
 * share of the `rankPeriod` returns before that lie below the newest, in percent. NaN during the warm-up of max(`period`, `runPeriod` + 1,
 * `rankPeriod` + 1) bars. The rank looks at its whole window on each bar.
 * @source Larry Connors and Cesar Alvarez, "An Introduction to ConnorsRSI", Connors Research, 2012.
 */
export class ConnorsRsi {
  readonly #price: Rsi;
  readonly #runs: Rsi;
  readonly #returns = new Returns();
  readonly #ring: Float64Array;
  #next = 0;
  #count = 0;
  #run = 0;

  constructor(period: number, runPeriod: number, rankPeriod: number) {
    this.#price = new Rsi(period);
    this.#runs = new Rsi(runPeriod);
    this.#ring = new Float64Array(rankPeriod);
  }

  update(close: number): number {
    const strength = this.#price.update(close);
    const change = this.#returns.update(close);
    if (change !== change) return change;
    if (change > 0) this.#run = this.#run > 0 ? this.#run + 1 : 1;
    else if (change < 0) this.#run = this.#run < 0 ? this.#run - 1 : -1;
    else this.#run = 0;
    return (strength + this.#runs.update(this.#run) + this.#rank(change)) / 3;
  }

  #rank(change: number): number {
    const ring = this.#ring;
    let below = 0;
    for (let i = 0; i < ring.length; i += 1) if (ring[i] < change) below += 1;
    ring[this.#next] = change;
    this.#next = this.#next + 1 === ring.length ? 0 : this.#next + 1;
    if (this.#count === ring.length) return (100 * below) / ring.length;
    this.#count += 1;
    return Number.NaN;
  }
}

export const connorsRsi = defineIndicator({
  name: 'connors-rsi',
  aliases: ['crsi', 'connorsrsi'],
  title: 'Connors RSI',
  family: 'momentum',
  summary: 'Short RSI, the length of the run and the rank of the last return in one: for quick reversals.',
  placement: 'pane',
  range: [0, 100],
  levels: [10, 90],
  hasWindow: true,
  parameters: [barCount('RSI bars', 3), barCount('Run RSI bars', 2, 'runPeriod'), barCount('Rank bars', 100, 'rankPeriod')],
  warmUp: ([period, runPeriod, rankPeriod]) => Math.max(period, runPeriod + 1, rankPeriod + 1),
  create: ([period, runPeriod, rankPeriod]) => {
    const index = new ConnorsRsi(period, runPeriod, rankPeriod);
    return {
      update({ close }, row, into) {
        into[0] = index.update(close[row]);
      },
    };
  },
});
