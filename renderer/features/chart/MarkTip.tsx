import type { HoveredMark } from '../../charting/chart-types.ts';
import { formatDayTime } from '../../components/format.ts';

/** Says what happened at the mark that the mouse is on. */
export function MarkTip({ hovered }: { readonly hovered: HoveredMark }) {
  const { mark, left, top } = hovered;
  return (
    <div
      role="tooltip"
      className="pointer-events-none absolute z-10 -translate-x-1/2 -translate-y-full whitespace-nowrap rounded-[5px] border border-line bg-raised px-2 py-1 text-2xs shadow-(--shadow)"
      style={{ left: Math.max(90, left), top: Math.max(30, top - 10) }}
    >
      <b className="font-semibold">{mark.words}</b> <span className="num text-muted">{formatDayTime(mark.timeMs)}</span>
    </div>
  );
}
