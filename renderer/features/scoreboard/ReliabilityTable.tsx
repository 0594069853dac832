import type { ReliabilityBin, ScoreboardView } from '../../../shared/contract/index.ts';
import { formatPercent } from '../../components/format.ts';

const HEADINGS = [
  'Confidence',
  'Signals',
  'Mean',
  'Was right',
  'Interval (95 %)',
  'Uncalibrated: signals',
  'Uncalibrated: was right',
] as const;

/** The reliability curve as figures. */
export function ReliabilityTable({ scoreboard }: { readonly scoreboard: Pick<ScoreboardView, 'curve' | 'rawCurve'> }) {
  const { curve, rawCurve } = scoreboard;
  return (
    <table className="border-collapse text-xs" aria-label="Reliability">
      <thead>
        <tr className="text-2xs text-faint">
          {HEADINGS.map((heading) => (
            <th key={heading} className="num whitespace-nowrap px-1.5 pb-0.5 font-medium">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {curve.map((bin, place) =>
          bin.count === 0 && (rawCurve[place]?.count ?? 0) === 0 ? null : <Row key={bin.from} bin={bin} raw={rawCurve[place]} />,
        )}
      </tbody>
    </table>
  );
}

function Row({ bin, raw }: { readonly bin: ReliabilityBin; readonly raw: ReliabilityBin | undefined }) {
  const percent = (ratio: number | null | undefined): string => (ratio === null || ratio === undefined ? '–' : formatPercent(ratio, 0));
  const interval = bin.low === null ? '–' : `${percent(bin.low)} to ${percent(bin.high)}`;
  const cells = [
    `${(bin.from * 100).toFixed(0)} to ${percent(bin.to)}`,
    bin.count,
    percent(bin.meanConfidence),
    percent(bin.rightRatio),
    interval,
    raw?.count ?? 0,
    percent(raw?.rightRatio),
  ];
  return (
    <tr className="border-line-soft border-t">
      {cells.map((cell, place) => (
        <td key={HEADINGS[place]} className="num whitespace-nowrap px-1.5 py-0.5">
          {cell}
        </td>
      ))}
    </tr>
  );
}
