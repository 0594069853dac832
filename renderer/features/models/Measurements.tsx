import type { ModelView } from '../../../shared/contract/index.ts';
import { formatDayTime, formatNumber, formatPercent } from '../../components/format.ts';
import { formatBytes } from './model-words.ts';

export interface MeasurementsProps {
  readonly measurements: ModelView['measurements'];
  /** Of the files as they are now; what was measured with others says so. */
  readonly hash: string | null;
}

/** How a model did on this machine each time it was measured, newest first. */
export function Measurements({ measurements, hash }: MeasurementsProps) {
  if (measurements.length === 0)
    return <p className="text-faint">Not measured on this machine yet: “Measure” tells its speed, memory and accuracy here.</p>;
  return (
    <table className="w-full border-collapse" aria-label="Measurements">
      <thead>
        <tr className="text-2xs text-faint">
          <th className="pb-0.5 text-left font-medium">Measured</th>
          <th className="num pb-0.5 font-medium">Per second</th>
          <th className="num pb-0.5 font-medium">One</th>
          <th className="num pb-0.5 font-medium">Load</th>
          <th className="num pb-0.5 font-medium">Memory</th>
          <th className="num pb-0.5 font-medium" title="Share of a fixed set of labelled sentences that it labels right">
            Right
          </th>
        </tr>
      </thead>
      <tbody>
        {measurements.toReversed().map((each) => (
          <tr key={each.at} className="border-line-soft border-t">
            <td className="num text-left! text-muted">
              {formatDayTime(each.at)}
              {hash === null || each.modelHash === hash ? '' : ' · other files'}
            </td>
            <td className="num">{formatNumber(each.headlinesPerSecond, 0)}</td>
            <td className="num">{formatNumber(each.singleMs, 2)} ms</td>
            <td className="num text-muted">{formatNumber(each.loadMs, 0)} ms</td>
            <td className="num text-muted">{formatBytes(Math.max(0, each.addedBytes))}</td>
            <td className="num">{formatPercent(each.accuracy, 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
