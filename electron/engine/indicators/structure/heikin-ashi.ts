import { defineIndicator } from '../indicator.ts';

/**
 * Heikin-Ashi bars: close = (open + high + low + close) ÷ 4, open = middle of the body before ((open + close) ÷ 2 of the
 * bar itself on the first one), high and low reach over both. No warm-up.
 * @source Dan Valcu, "Using the Heikin-Ashi Technique", Stocks & Commodities, February 2004.
 */
export class HeikinAshi {
  open = Number.NaN;
  close = Number.NaN;

  update(open: number, high: number, low: number, close: number): void {
    this.open = this.open === this.open ? (this.open + this.close) / 2 : (open + close) / 2;
    this.close = (open + high + low + close) / 4;
  }
}

export const heikinAshi = defineIndicator({
  name: 'heikin-ashi',
  aliases: ['ha', 'heikinashi'],
  title: 'Heikin-Ashi',
  family: 'structure',
  summary: 'Averaged candles that keep their colour through a trend; their prices are not traded ones.',
  placement: 'overlay',
  parameters: [],
  outputs: [
    { name: 'open', title: 'Open', plot: 'line' },
    { name: 'high', title: 'High', plot: 'line' },
    { name: 'low', title: 'Low', plot: 'line' },
    { name: 'close', title: 'Close', plot: 'line' },
  ],
  warmUp: () => 0,
  create: () => {
    const candle = new HeikinAshi();
    return {
      update({ open, high, low, close }, row, into) {
        candle.update(open[row], high[row], low[row], close[row]);
        into[0] = candle.open;
        into[1] = Math.max(high[row], candle.open, candle.close);
        into[2] = Math.min(low[row], candle.open, candle.close);
        into[3] = candle.close;
      },
    };
  },
});
