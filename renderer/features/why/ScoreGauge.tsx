import { arrowOf, toneOf } from '../../components/Direction.tsx';
import { formatSigned } from '../../components/format.ts';
import { gaugeMarks, reachOf, toPlace } from './gauge-scale.ts';

export interface ScoreGaugeProps {
  readonly score: number;
  /** From this distance from zero on it is mentioned, and from that on it is traded. */
  readonly notice: number;
  readonly weak: number;
}

/** Where the score stands between silence and a trade, to either side. */
export function ScoreGauge({ score, notice, weak }: ScoreGaugeProps) {
  const reach = reachOf(score, weak);
  const at = (value: number): string => `${toPlace(value, reach) * 100}%`;
  const band = (from: number, to: number): React.CSSProperties => ({ left: at(from), width: `calc(${at(to)} - ${at(from)})` });
  return (
    <div
      role="img"
      aria-label={`Score ${formatSigned(score, 3)}; a signal from ${notice}, a trade from ${weak}, either side of zero`}
      className="relative mx-8 h-[68px] text-2xs"
    >
      <div aria-hidden>
        <span
          className={`absolute top-0 -translate-x-1/2 whitespace-nowrap font-semibold text-xs ${toneOf(score)}`}
          style={{ left: at(score) }}
        >
          {arrowOf(score)} {formatSigned(score, 3)}
        </span>
        <span className="absolute inset-x-0 top-[22px] h-2 rounded-sm bg-line" />
        <span className="absolute top-[22px] h-2 bg-down-soft" style={band(-reach, -weak)} />
        <span className="absolute top-[22px] h-2 bg-up-soft" style={band(weak, reach)} />
        <span
          className={`absolute top-[24px] h-1 ${score >= 0 ? 'bg-up' : 'bg-down'}`}
          style={band(Math.min(0, score), Math.max(0, score))}
        />
        <span className="absolute top-[18px] -ml-px h-4 w-0.5 bg-text" style={{ left: at(score) }} />
        {[-weak, -notice, 0, notice, weak].map((value) => (
          <span key={value} className="absolute top-[20px] h-3 w-px bg-faint" style={{ left: at(value) }} />
        ))}
        {gaugeMarks(notice, weak).map(({ value, words, line }) => (
          <span
            key={words}
            data-mark={value}
            className={`absolute -translate-x-1/2 whitespace-nowrap text-faint ${line === 0 ? 'top-[34px]' : 'top-[50px]'}`}
            style={{ left: at(value) }}
          >
            {words}
          </span>
        ))}
      </div>
    </div>
  );
}
