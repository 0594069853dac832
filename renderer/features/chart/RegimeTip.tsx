import type { HoveredRegime } from '../../charting/chart-types.ts';
import { formatDayTime } from '../../components/format.ts';

/** Names the part of the regime strip that the mouse is over. */
export function RegimeTip({ hovered, lengthMs }: { readonly hovered: HoveredRegime; readonly lengthMs: number }) {
  const { label, from, to, fromMs, left, top } = hovered;
  const bars = to - from + 1;
  return (
    <div
      role="tooltip"
      className="pointer-events-none absolute z-10 -translate-x-1/2 -translate-y-full whitespace-nowrap rounded-[5px] border border-line bg-raised px-2 py-1 text-2xs shadow-(--shadow)"
      style={{ left: Math.max(80, left), top: top - 4 }}
    >
      <b className="font-semibold">{label}</b>{' '}
      <span className="num text-muted">
        {bars} {bars === 1 ? 'bar' : 'bars'}, {formatDayTime(fromMs)} to {formatDayTime(fromMs + bars * lengthMs)}
      </span>
    </div>
  );
}
