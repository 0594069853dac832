import type { ScoreboardView } from '../../../shared/contract/index.ts';
import { formatNumber, formatPercent } from '../../components/format.ts';
import { useWorkspace } from '../../stores/workspace.ts';

type Row = ScoreboardView['rows'][number];

/** Saying 50 % of everything always comes to this. */
const BASELINE = 0.25;

/** How confidence held, for all signals and for each instrument in each regime. */
export function GroupTable({ rows }: { readonly rows: readonly Row[] }) {
  const counted = rows.filter(({ count, instrumentId }) => count > 0 || instrumentId === null);
  const order = (row: Row): number => (row.instrumentId === null ? Infinity : row.count);
  return (
    <table className="w-full border-collapse text-xs" aria-label="By instrument and regime">
      <thead>
        <tr className="text-2xs text-faint">
          <th className="pb-0.5 text-left font-medium">Instrument</th>
          <th className="pb-0.5 text-left font-medium">Regime</th>
          <th className="num pb-0.5 font-medium">Signals</th>
          <th className="num pb-0.5 font-medium">Right</th>
          <th className="num pb-0.5 font-medium" title="Mean confidence shown">
            Said
          </th>
          <th className="num pb-0.5 font-medium" title="Mean squared distance between confidence and outcome; 0 is best">
            Brier
          </th>
          <th className="num pb-0.5 font-medium">Uncalibrated</th>
        </tr>
      </thead>
      <tbody>
        {counted
          .toSorted((a, b) => order(b) - order(a))
          .map((row) => (
            <Line key={`${row.instrumentId ?? ''} ${row.regime ?? ''}`} row={row} />
          ))}
      </tbody>
    </table>
  );
}

function Line({ row }: { readonly row: Row }) {
  const symbol = useWorkspace((state) => state.instruments.find(({ id }) => id === row.instrumentId)?.symbol ?? row.instrumentId);
  const percent = (ratio: number | null): string => (ratio === null ? '–' : formatPercent(ratio, 0));
  return (
    <tr className={`border-line-soft border-t ${row.instrumentId === null ? 'font-semibold' : ''}`}>
      <td className="py-[3px] pr-2">{symbol ?? 'All'}</td>
      <td className="pr-2 text-muted">{row.regime ?? (row.instrumentId === null ? 'every' : '')}</td>
      <td className="num">{row.count}</td>
      <td className="num">{percent(row.rightRatio)}</td>
      <td className="num text-muted">{percent(row.meanConfidence)}</td>
      <td className="num">
        <Brier value={row.brier} />
      </td>
      <td className="num text-muted">{row.rawBrier === null ? '–' : formatNumber(row.rawBrier, 3)}</td>
    </tr>
  );
}

/** A Brier score, with a mark that says on which side of mere guessing it lies. */
export function Brier({ value }: { readonly value: number | null }) {
  if (value === null) return <>–</>;
  const isBetter = value < BASELINE;
  return (
    <span
      className={isBetter ? 'text-up' : 'text-warn'}
      title={isBetter ? 'better than saying 50 % of everything' : 'no better than saying 50 % of everything'}
    >
      {formatNumber(value, 3)} <span aria-hidden>{isBetter ? '✓' : '!'}</span>
    </span>
  );
}
