import type { DecisionSettings } from '../../../shared/config/settings.ts';
import type { BarBlock } from '../../../shared/domain/market-block.ts';
import { Atr } from '../../engine/indicators/volatility/atr.ts';
import { Bollinger } from '../../engine/indicators/volatility/bollinger.ts';
import { RegimeAnalysis } from '../../engine/signals/regime/regime-analysis.ts';

/** Labels the bars of a chart with the regime that the signals would see on bars of that length. */
export class RegimeLabels {
  /** The regime at each bar taken so far as its place among the labels, `null` while it is not known. */
  readonly labels: (number | null)[] = [];
  readonly #bars: BarBlock;
  readonly #atr: Atr;
  readonly #bands: Bollinger;
  readonly #regime = new RegimeAnalysis();

  constructor(bars: BarBlock, settings: DecisionSettings['indicators']) {
    this.#bars = bars;
    this.#atr = new Atr(settings.atrPeriod);
    this.#bands = new Bollinger(settings.bollingerPeriod, settings.bollingerDeviations);
  }

  /** Takes at most `rows` more bars; returns whether all are taken. */
  advance(rows: number): boolean {
    const { close, high, length, low } = this.#bars;
    const end = Math.min(length, this.labels.length + rows);
    for (let row = this.labels.length; row < end; row += 1) {
      this.#bands.update(close[row]);
      const range = this.#atr.update(high[row], low[row], close[row]);
      this.#regime.update(close[row], range, this.#bands.middle, this.#bands.upper);
      this.labels.push(this.#regime.isReady ? this.#regime.labelIndex : null);
    }
    return end === length;
  }
}
