import type { DecisionSettings } from '../../../shared/config/settings.ts';
import type { BarColumns, ChartFrame, IndicatorLine } from '../../../shared/contract/index.ts';
import { type BarBlock, copyRows } from '../../../shared/domain/market-block.ts';
import { runIndicator } from '../../engine/indicators/run-indicator.ts';
import { Atr } from '../../engine/indicators/volatility/atr.ts';
import { Bollinger } from '../../engine/indicators/volatility/bollinger.ts';
import { RegimeAnalysis } from '../../engine/signals/regime/regime-analysis.ts';
import type { ChartIndicator } from './chart-indicator.ts';
import type { ReferenceCloses } from './chart-references.ts';

/** Returns bars as the parallel lists of the contract. */
export function columnsOf(bars: BarBlock): BarColumns {
  return {
    openTime: [...bars.openTime],
    open: [...bars.open],
    high: [...bars.high],
    low: [...bars.low],
    close: [...bars.close],
    volume: [...bars.volume],
  };
}

/** Returns every output of an indicator over the bars from `from` on; those before only warm it up. */
export function linesOf(
  bars: BarBlock,
  from: number,
  { request, definition, values, reference }: ChartIndicator,
  references: ReferenceCloses,
): IndicatorLine[] {
  const closes = reference === null ? null : (references.get(reference) ?? null);
  const columns = runIndicator(definition, values, { ...bars, reference: closes });
  return definition.outputs.map((output, place) => ({
    key: request.key,
    name: definition.name,
    output: output.name,
    values: Array.from(columns[place].subarray(from), (value) => (Number.isNaN(value) ? null : value)),
  }));
}

/** Returns the regime at each bar from `from` on as its place among the labels, `null` while it is not known. */
export function regimesOf(bars: BarBlock, from: number, settings: DecisionSettings['indicators']): (number | null)[] {
  const atr = new Atr(settings.atrPeriod);
  const bands = new Bollinger(settings.bollingerPeriod, settings.bollingerDeviations);
  const regime = new RegimeAnalysis();
  const labels: (number | null)[] = [];
  for (let row = 0; row < bars.length; row += 1) {
    const close = bars.close[row];
    bands.update(close);
    regime.update(close, atr.update(bars.high[row], bars.low[row], close), bands.middle, bands.upper);
    if (row >= from) labels.push(regime.isReady ? regime.labelIndex : null);
  }
  return labels;
}

/** Returns the bars from `from` on with their indicators. */
export function frameOf(
  bars: BarBlock,
  from: number,
  indicators: readonly ChartIndicator[],
  references: ReferenceCloses,
  options: Pick<ChartFrame, 'isReset' | 'asOf' | 'hasOlder' | 'regimes'>,
): ChartFrame {
  const shown = from === 0 ? bars : copyRows(bars, from, bars.length);
  return { ...options, bars: columnsOf(shown), lines: indicators.flatMap((indicator) => linesOf(bars, from, indicator, references)) };
}
