import type { ScoreboardView } from '../../../shared/contract/index.ts';
import { formatPercent } from '../../components/format.ts';
import { acrossOf, type CurvePoint, curvePoints, type Frame, upOf } from './curve-points.ts';

const SHAPE = { width: 276, height: 186, left: 42, below: 32 } as const;

/** The confidence axis begins here, or below the least confident signals. */
const USUAL_FROM = 0.4;
const MARKS = [0, 0.25, 0.5, 0.75, 1] as const;

/** How often signals of each confidence were right. On the diagonal, 70 % means 70 %. */
export function ReliabilityCurve({ scoreboard }: { readonly scoreboard: Pick<ScoreboardView, 'curve' | 'rawCurve' | 'counted'> }) {
  const { curve, rawCurve } = scoreboard;
  const least = Math.min(...[...curve, ...rawCurve].map(({ count, from }) => (count > 0 ? from : 1)));
  const frame: Frame = { ...SHAPE, from: Math.min(USUAL_FROM, least) };
  const shown = curvePoints(curve, frame);
  const raw = curvePoints(rawCurve, frame);
  const floor = upOf(0, frame);
  return (
    <figure className="w-[276px] shrink-0">
      <svg viewBox={`0 -6 ${frame.width + 6} ${frame.height + 6}`} className="w-full" role="img" aria-label={summaryOf(shown)}>
        <Grid frame={frame} />
        <line
          x1={acrossOf(frame.from, frame)}
          y1={upOf(frame.from, frame)}
          x2={acrossOf(1, frame)}
          y2={upOf(1, frame)}
          className="stroke-faint"
          strokeDasharray="3 3"
        />
        <polyline points={lineOf(raw)} fill="none" className="stroke-faint" strokeWidth={1} strokeDasharray="1.5 2.5" />
        {raw.map((point) => (
          <rect key={point.bin.from} x={point.x - 2.5} y={point.y - 2.5} width={5} height={5} className="fill-panel stroke-faint">
            <title>{`uncalibrated ${wordsOf(point)}`}</title>
          </rect>
        ))}
        <polyline points={lineOf(shown)} fill="none" className="stroke-accent" strokeWidth={1.5} />
        {shown.map((point) => (
          <g key={point.bin.from} className="stroke-accent" data-bin={point.bin.from}>
            <path d={`M${point.x} ${point.top}V${point.bottom}M${point.x - 3} ${point.top}h6M${point.x - 3} ${point.bottom}h6`} />
            <circle cx={point.x} cy={point.y} r={3.2} className="fill-accent" stroke="none">
              <title>{wordsOf(point)}</title>
            </circle>
            <text
              x={point.x}
              y={point.top < 8 ? Math.min(floor - 3, point.bottom + 11) : point.top - 3}
              textAnchor="middle"
              className="fill-muted text-[11.5px]"
              stroke="none"
            >
              {point.bin.count}
            </text>
          </g>
        ))}
        <text x={frame.width} y={frame.height - 2} textAnchor="end" className="fill-faint text-[11.5px]">
          confidence shown →
        </text>
        <text transform={`translate(7 ${floor / 2}) rotate(-90)`} textAnchor="middle" className="fill-faint text-[11.5px]">
          was right
        </text>
      </svg>
      <figcaption className="flex justify-center gap-3 text-2xs text-muted">
        <span>
          <span aria-hidden className="text-accent">
            ●
          </span>{' '}
          calibrated
        </span>
        <span>
          <span aria-hidden className="text-faint">
            □
          </span>{' '}
          uncalibrated
        </span>
        <span>
          <span aria-hidden className="text-faint">
            ╌
          </span>{' '}
          perfect
        </span>
      </figcaption>
    </figure>
  );
}

function Grid({ frame }: { readonly frame: Frame }) {
  const across = MARKS.map((mark) => frame.from + mark * (1 - frame.from));
  return (
    <g className="stroke-line-soft">
      {MARKS.map((mark) => (
        <line key={mark} x1={frame.left} y1={upOf(mark, frame)} x2={frame.width} y2={upOf(mark, frame)} />
      ))}
      {across.map((mark) => (
        <line key={mark} x1={acrossOf(mark, frame)} y1={upOf(1, frame)} x2={acrossOf(mark, frame)} y2={upOf(0, frame)} />
      ))}
      <g stroke="none" className="fill-faint text-[11.5px]">
        {[0, 0.5, 1].map((mark) => (
          <text key={mark} x={frame.left - 4} y={upOf(mark, frame) + 3} textAnchor="end">
            {mark * 100}
          </text>
        ))}
        {across.map((mark) => (
          <text key={mark} x={acrossOf(mark, frame)} y={upOf(0, frame) + 12} textAnchor={mark === 1 ? 'end' : 'middle'}>
            {(mark * 100).toFixed(0)}
          </text>
        ))}
      </g>
    </g>
  );
}

function lineOf(points: readonly CurvePoint[]): string {
  return points.map(({ x, y }) => `${x},${y}`).join(' ');
}

function wordsOf({ bin }: CurvePoint): string {
  return `${formatPercent(bin.meanConfidence ?? 0, 0)} confident: right ${formatPercent(bin.rightRatio ?? 0, 0)} of ${bin.count} times`;
}

function summaryOf(points: readonly CurvePoint[]): string {
  return `Reliability curve. ${points.map(wordsOf).join('; ')}.`;
}
