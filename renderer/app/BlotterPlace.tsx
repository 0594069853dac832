import { type PointerEvent, type ReactNode, useRef } from 'react';
import { usePreferences } from '../stores/preferences.ts';

/** Pixels that an arrow key moves the edge by. */
const STEP = 24;
/** Room for the tabs, a heading and three rows. */
const LEAST = 132;
/** The most of the column that the tables take; by themselves, and when they are dragged. */
const MOST_BY_CONTENT = '42%';
const MOST_SHARE = 0.75;

/** Where the tables stand: as high as what is in them, unless their upper edge was dragged; closed, they leave the room to the chart. */
export function BlotterPlace({ children }: { readonly children: ReactNode }) {
  const isOpen = usePreferences((state) => state.isBlotterOpen);
  const height = usePreferences((state) => state.blotterHeight);
  const place = useRef<HTMLDivElement>(null);
  const style: React.CSSProperties = !isOpen
    ? {}
    : height === null
      ? { maxHeight: MOST_BY_CONTENT, minHeight: LEAST }
      : { height, maxHeight: `${MOST_SHARE * 100}%`, minHeight: LEAST };
  const resize = (wanted: number): void => {
    const whole = place.current?.parentElement?.clientHeight ?? 0;
    usePreferences.setState({ blotterHeight: Math.round(Math.min(whole * MOST_SHARE, Math.max(LEAST, wanted))) });
  };
  return (
    <>
      {isOpen ? (
        <Edge
          height={height}
          onDrag={(event) => resize((place.current?.getBoundingClientRect().bottom ?? 0) - event.clientY)}
          onStep={(by) => resize((place.current?.clientHeight ?? LEAST) + by)}
        />
      ) : (
        <div className="h-1.5 shrink-0" />
      )}
      <div ref={place} className={`flex flex-col ${isOpen ? 'shrink' : 'shrink-0'}`} style={style}>
        {children}
      </div>
    </>
  );
}

interface EdgeProps {
  readonly height: number | null;
  readonly onDrag: (event: PointerEvent) => void;
  readonly onStep: (pixels: number) => void;
}

/** Dragged or moved by arrow keys; a double click gives the height back to the content. */
function Edge({ height, onDrag, onStep }: EdgeProps) {
  const walk = (event: React.KeyboardEvent): void => {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (direction === 0) return;
    event.preventDefault();
    onStep(direction * STEP);
  };
  return (
    <div
      role="separator"
      aria-label="Height of the tables"
      aria-orientation="horizontal"
      aria-valuenow={height ?? 0}
      aria-valuetext={height === null ? 'as high as their content' : `${height} pixels`}
      tabIndex={0}
      onKeyDown={walk}
      onDoubleClick={() => usePreferences.setState({ blotterHeight: null })}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) onDrag(event);
      }}
      className="separator h-1.5 shrink-0 cursor-row-resize touch-none rounded-sm"
    />
  );
}
