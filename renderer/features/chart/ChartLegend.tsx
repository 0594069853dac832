import type { Legend } from '../../charting/price-chart.ts';
import { formatNumber, formatShort } from '../../components/format.ts';

/** The values under the crosshair, or of the newest bar. */
export function ChartLegend({ legend, places }: { readonly legend: Legend; readonly places: number }) {
  const { open, high, low, close, volume, values } = legend;
  const tone = close >= open ? 'text-up' : 'text-down';
  return (
    <div className="pointer-events-none absolute top-1.5 left-2.5 z-10 flex flex-wrap gap-x-2.5 text-2xs text-faint">
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
      {values.map(({ name, value, colour }, place) => (
        <span key={`${name}-${String(place)}`}>
          <span style={{ color: colour }}>{name}</span> <span className="num text-muted">{formatNumber(value, Math.max(2, places))}</span>
        </span>
      ))}
    </div>
  );
}
