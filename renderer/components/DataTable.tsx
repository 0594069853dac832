import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useMemo, useRef, useState } from 'react';
import { useTextScale } from '../stores/text-scale.ts';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly isNumeric?: boolean;
  /** Left out where the table is narrower, CSS pixels; what is left out is in the other tables or on the chart. */
  readonly dropsBelow?: 480 | 600 | 860;
  /** Stays in view when the table is wider than its panel. */
  readonly isPinned?: boolean;
  /** What the column is sorted by; without it, it can't be sorted. */
  readonly sortBy?: (row: Row) => number | string;
  readonly cell: (row: Row) => ReactNode;
}

export interface DataTableProps<Row> {
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly onSelect?: (row: Row) => void;
  readonly isSelected?: (row: Row) => boolean;
}

/** CSS pixels at the smallest text size. */
const ROW_PIXELS = 23;

/** A pinned cell covers what scrolls below it, so the tint of its row lies on it once more. */
const MARKED = 'shadow-[inset_0_0_0_99px_var(--accent-soft)]';

interface Sorting {
  readonly id: string;
  readonly isDescending: boolean;
}

/** A table that draws only the rows in view and sorts by a click on a heading. */
export function DataTable<Row>({ name, columns, rows, keyOf, onSelect, isSelected }: DataTableProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const sorted = useMemo(() => sortedRows(rows, columns, sorting), [rows, columns, sorting]);
  const rowPixels = Math.round(ROW_PIXELS * useTextScale());
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPixels,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const walk = useRowWalk(scroller, sorted, onSelect, (place) => virtual.scrollToIndex(place));
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    // A region that scrolls must be within reach of the keyboard.
    <div
      ref={scroller}
      className="@container min-h-0 flex-1 scroll-pr-28 overflow-auto"
      role="group"
      aria-label={`${name} table`}
      tabIndex={0}
      onKeyDown={walk}
    >
      <table className="w-full border-collapse" aria-rowcount={sorted.length + 1}>
        <thead className="sticky top-0 z-10 bg-panel">
          <tr className="text-2xs text-faint">
            {columns.map((column) => (
              <Heading key={column.id} column={column} sorting={sorting} onSort={setSorting} />
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 ? <tr style={{ height: above }} aria-hidden /> : null}
          {items.map((item) => {
            const row = sorted[item.index];
            const isMarked = isSelected?.(row) === true;
            return (
              <tr
                key={keyOf(row)}
                aria-rowindex={item.index + 2}
                data-place={item.index}
                tabIndex={onSelect === undefined ? undefined : -1}
                onClick={onSelect === undefined ? undefined : () => onSelect(row)}
                className={`group border-line-soft border-t focus-visible:outline-offset-[-2px] ${onSelect === undefined ? '' : 'cursor-pointer'} ${isMarked ? 'bg-accent-soft' : 'hover:bg-raised'}`}
                style={{ height: rowPixels }}
              >
                {columns.map((column) => (
                  <td
                    key={column.id}
                    className={`whitespace-nowrap px-1.5 @min-[860px]:px-2 ${column.isNumeric === true ? 'num' : ''} ${placeOf(column)} ${column.isPinned === true ? (isMarked ? MARKED : 'group-hover:bg-raised') : ''}`}
                  >
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          {below > 0 ? <tr style={{ height: below }} aria-hidden /> : null}
        </tbody>
      </table>
    </div>
  );
}

/** Arrow keys walk from row to row, beginning from the table itself; Enter does what a click on the row does. */
function useRowWalk<Row>(
  scroller: RefObject<HTMLDivElement | null>,
  rows: readonly Row[],
  onSelect: ((row: Row) => void) | undefined,
  show: (place: number) => void,
): (event: React.KeyboardEvent) => void {
  const rowAt = (place: number): HTMLElement | null | undefined => scroller.current?.querySelector<HTMLElement>(`[data-place="${place}"]`);
  return (event) => {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    const isOnRow = focused?.dataset['place'] !== undefined;
    if (onSelect === undefined || (focused !== scroller.current && !isOnRow)) return;
    const place = isOnRow ? Number(focused?.dataset['place']) : -1;
    if (event.key === 'Enter' && isOnRow && rows[place] !== undefined) {
      event.preventDefault();
      onSelect(rows[place]);
      return;
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = place + step;
    if (step === 0 || rows[next] === undefined) return;
    event.preventDefault();
    show(next);
    // A row that was out of view is drawn first.
    requestAnimationFrame(() => rowAt(next)?.focus({ preventScroll: true }));
  };
}

interface HeadingProps<Row> {
  readonly column: Column<Row>;
  readonly sorting: Sorting | null;
  readonly onSort: (sorting: Sorting | null) => void;
}

function Heading<Row>({ column, sorting, onSort }: HeadingProps<Row>) {
  const { id, title, isNumeric, sortBy } = column;
  const mine = sorting?.id === id ? sorting : null;
  const next = (): Sorting | null => {
    if (mine === null) return { id, isDescending: true };
    return mine.isDescending ? { id, isDescending: false } : null;
  };
  const direction = mine === null ? 'none' : mine.isDescending ? 'descending' : 'ascending';
  return (
    <th
      aria-sort={direction}
      className={`whitespace-nowrap px-1.5 @min-[860px]:px-2 pt-1 pb-0.5 font-medium ${isNumeric === true ? 'num' : 'text-left'} ${placeOf(column)}`}
    >
      {sortBy === undefined ? (
        title === '' ? (
          <span className="sr-only">Actions</span>
        ) : (
          title
        )
      ) : (
        <button type="button" className="hover:text-text" onClick={() => onSort(next())}>
          {title}
          {mine === null ? '' : mine.isDescending ? ' ↓' : ' ↑'}
        </button>
      )}
    </th>
  );
}

const DROPPED = {
  480: 'hidden @min-[480px]:table-cell',
  600: 'hidden @min-[600px]:table-cell',
  860: 'hidden @min-[860px]:table-cell',
} as const;

function placeOf({ dropsBelow, isPinned }: Pick<Column<never>, 'dropsBelow' | 'isPinned'>): string {
  if (isPinned === true) return 'sticky right-0 bg-panel';
  return dropsBelow === undefined ? '' : DROPPED[dropsBelow];
}

function sortedRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sorting: Sorting | null): readonly Row[] {
  const sortBy = columns.find(({ id }) => id === sorting?.id)?.sortBy;
  if (sorting === null || sortBy === undefined) return rows;
  const sign = sorting.isDescending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [left, right] = [sortBy(a), sortBy(b)];
    return left < right ? -sign : left > right ? sign : 0;
  });
}
