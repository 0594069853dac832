import type { Legend } from '../../charting/chart-types.ts';
import type { DrawnIndicator } from '../../charting/drawn-indicator.ts';
import type { IndicatorReading } from '../../charting/indicator-plots.ts';
import { formatNumber, formatShort } from '../../components/format.ts';
import { LegendEntry } from './LegendEntry.tsx';

export interface ChartLegendProps {
  readonly legend: Legend;
  readonly places: number;
  readonly drawn: readonly DrawnIndicator[];
  /** Where each pane begins, CSS pixels. */
  readonly paneTops: readonly number[];
}

/** The values under the crosshair, or of the newest bar; each indicator's name opens its settings. */
export function ChartLegend({ legend, places, drawn, paneTops }: ChartLegendProps) {
  const readings = new Map(legend.indicators.map((reading) => [reading.key, reading]));
  const overlays = drawn.filter(({ definition }) => definition.placement === 'overlay');
  const panes = drawn.filter(({ definition }) => definition.placement === 'pane');
  return (
    <>
      <div className="pointer-events-none absolute top-1.5 right-16 left-2.5 z-10">
        <Bar legend={legend} places={places} />
        <div className="flex w-fit flex-wrap items-center gap-x-2.5 rounded bg-panel/70">
          {overlays.map((indicator) => (
            <LegendEntry key={indicator.key} indicator={indicator} values={readings.get(indicator.key)?.values ?? NONE} places={places} />
          ))}
        </div>
      </div>
      {panes.map((indicator) => {
        const reading = readings.get(indicator.key);
        const top = reading === undefined ? undefined : paneTops[reading.pane];
        return top === undefined || reading === undefined ? null : (
          <div key={indicator.key} className="pointer-events-none absolute right-16 left-2.5 z-10" style={{ top: top + 3 }}>
            <LegendEntry indicator={indicator} values={reading.values} places={2} />
          </div>
        );
      })}
    </>
  );
}

const NONE: IndicatorReading['values'] = [];

function Bar({ legend, places }: { readonly legend: Legend; readonly places: number }) {
  const { open, high, low, close, volume, regime } = legend;
  const tone = close >= open ? 'text-up' : 'text-down';
  return (
    <div className="flex w-fit flex-wrap gap-x-2.5 rounded bg-panel/70 text-2xs text-faint">
      {(
        [
          ['O', open],
          ['H', high],
          ['L', low],
          ['C', close],
        ] as const
      ).map(([name, value]) => (
        <span key={name}>
          {name} <span className={`num ${tone}`}>{formatNumber(value, places)}</span>
        </span>
      ))}
      <span>
        V <span className="num text-muted">{formatShort(volume)}</span>
      </span>
      {regime === null ? null : (
        <span>
          regime <span className="text-muted">{regime.label}</span>
        </span>
      )}
    </div>
  );
}
