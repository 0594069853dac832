import { barCount, defineIndicator } from '../indicator.ts';
import { ratio, within } from '../window/ratio.ts';
import { RollingSum } from '../window/rolling-sum.ts';

/**
 * Williams' ultimate oscillator, 0..100: buying pressure (close − true low) as a share of true range over three spans, weighted 4 : 2 : 1.
 * A span without range counts as a half. NaN during the warm-up of the longest span.
 * @source Larry Williams, "The Ultimate Oscillator", Stocks & Commodities, August 1985.
 */
export class UltimateOscillator {
  readonly #short: PressureShare;
  readonly #medium: PressureShare;
  readonly #long: PressureShare;
  #before = Number.NaN;

  constructor(short: number, medium: number, long: number) {
    this.#short = new PressureShare(short);
    this.#medium = new PressureShare(medium);
    this.#long = new PressureShare(long);
  }

  update(high: number, low: number, close: number): number {
    const before = this.#before;
    this.#before = close;
    if (before !== before) return before;
    const bottom = low < before ? low : before;
    const pressure = close - bottom;
    const range = (high > before ? high : before) - bottom;
    const short = this.#short.update(pressure, range);
    const medium = this.#medium.update(pressure, range);
    return (100 * (4 * short + 2 * medium + this.#long.update(pressure, range))) / 7;
  }
}

class PressureShare {
  readonly #pressure: RollingSum;
  readonly #range: RollingSum;

  constructor(period: number) {
    this.#pressure = new RollingSum(period);
    this.#range = new RollingSum(period);
  }

  update(pressure: number, range: number): number {
    const part = this.#pressure.update(pressure);
    return within(ratio(part, this.#range.update(range), 0.5), 0, 1);
  }
}

export const uo = defineIndicator({
  name: 'uo',
  aliases: ['ultosc', 'ultimate', 'ultimate-oscillator'],
  title: 'Ultimate oscillator',
  family: 'momentum',
  summary: 'Buying pressure over three spans at once, so that one length alone cannot mislead.',
  placement: 'pane',
  range: [0, 100],
  levels: [30, 70],
  parameters: [barCount('Short bars', 7, 'short'), barCount('Medium bars', 14, 'medium'), barCount('Long bars', 28, 'long')],
  warmUp: ([short, medium, long]) => Math.max(short, medium, long),
  check: ([short, medium, long]) =>
    short < medium && medium < long ? null : `expected short, medium and long to rise, found ${short}, ${medium} and ${long}`,
  create: ([short, medium, long]) => {
    const oscillator = new UltimateOscillator(short, medium, long);
    return {
      update({ high, low, close }, row, into) {
        into[0] = oscillator.update(high[row], low[row], close[row]);
      },
    };
  },
});
