import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ChartFrame, IndicatorView, InstrumentView } from '../../../shared/contract/index.ts';
import { type Interval, intervalMs } from '../../../shared/domain/interval.ts';
import { useTheme } from '../../app/use-theme.ts';
import type { HoveredMark, HoveredRegime, Legend, LevelLine, PointedPlace, PriceChartOptions } from '../../charting/chart-types.ts';

import { PriceChart } from '../../charting/price-chart.ts';
import { readChartColours } from '../../charting/read-colours.ts';
import { wordsOf } from '../../client/engine.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { formatNumber } from '../../components/format.ts';
import { useSelectedInstrument } from '../../stores/hooks.ts';
import { pointedBar } from '../../stores/pointed-bar.ts';
import { type ShownIndicator, usePreferences } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { ChartLegend } from './ChartLegend.tsx';
import { ChartMenu } from './ChartMenu.tsx';
import { ChartToolbar } from './ChartToolbar.tsx';
import { levelsOf, marksOf } from './levels.ts';
import { MarkTip } from './MarkTip.tsx';
import { RegimeTip } from './RegimeTip.tsx';
import { drawnOf } from './shown-indicators.ts';
import { type ChartQuestion, useChartStream } from './use-chart-stream.ts';

/** Bars of a first look: the longer they are, the fewer, since history that is not kept yet is worked out second by second; going back asks for twice as many. */
const FIRST_BARS: Readonly<Record<Interval, number>> = { '1m': 1_000, '5m': 1_000, '15m': 700, '1h': 400, '1d': 120 };
const MOST = 20_000;

/** What the page says of the chart, so that tests and tools need not read pixels. */
type ChartWords = Readonly<Record<'lastPrice' | 'barCount' | 'indicators' | 'regime' | 'regimeRuns', string>>;

/** The live chart of the selected instrument. */
export function ChartPanel() {
  const instrument = useSelectedInstrument();
  const interval = usePreferences((state) => state.interval);
  const region = useRef<HTMLElement>(null);
  // Told to the page, sixty times a second and past React.
  const onShown = useCallback((words: Partial<ChartWords>) => {
    const attributes = region.current?.dataset;
    if (attributes === undefined) return;
    // An attribute that is set anew is looked at by the page even where it stays the same.
    for (const [name, word] of Object.entries(words)) if (attributes[name] !== word) attributes[name] = word;
  }, []);
  return (
    <section ref={region} aria-label="Chart" className="panel" data-symbol={instrument?.symbol ?? ''} data-interval={interval}>
      <ChartToolbar instrument={instrument} interval={interval} />
      {instrument === undefined ? (
        <EmptyState title="Waiting for the market">The chart comes with the engine.</EmptyState>
      ) : (
        // Another instrument or interval is another chart; nothing of the one before is left in it.
        <LiveChart key={`${instrument.id} ${interval}`} instrument={instrument} interval={interval} onShown={onShown} />
      )}
    </section>
  );
}

/** The canvases of the chart lie over an outline of its own. */
const FOCUS =
  "focus-visible:outline-none focus-visible:after:pointer-events-none focus-visible:after:absolute focus-visible:after:inset-0 focus-visible:after:z-10 focus-visible:after:border-2 focus-visible:after:border-accent focus-visible:after:content-['']";

interface LiveChartProps {
  readonly instrument: InstrumentView;
  readonly interval: Interval;
  readonly onShown: (words: Partial<ChartWords>) => void;
}

function LiveChart({ instrument, interval, onShown }: LiveChartProps) {
  const shown = usePreferences((state) => state.indicators);
  const catalogue = useWorkspace((state) => state.indicators);
  const withRegime = usePreferences((state) => state.isRegimeShown);
  const indicators = useKnown(shown, catalogue);
  const drawn = useMemo(() => drawnOf(indicators, catalogue), [indicators, catalogue]);
  const [legend, setLegend] = useState<Legend | null>(null);
  const [hovered, setHovered] = useState<HoveredRegime | null>(null);
  const [hoveredMark, setHoveredMark] = useState<HoveredMark | null>(null);
  const [paneTops, setPaneTops] = useState<readonly number[]>([]);
  const [content, setContent] = useState<'loading' | 'empty' | 'bars'>('loading');
  const hasBars = content === 'bars';
  const [error, setError] = useState<string | null>(null);
  const [limit, setLimit] = useState(FIRST_BARS[interval]);
  const hasOlder = useRef(false);
  const container = useRef<HTMLDivElement>(null);
  const lengthMs = intervalMs(interval);
  const { id, pricePlaces, symbol } = instrument;
  const chart = useChart(container, {
    onLegend: setLegend,
    onNearLeft: () => {
      if (!hasOlder.current) return;
      hasOlder.current = false;
      setLimit((before) => Math.min(before * 2, MOST));
    },
    onPoint: (openMs) => {
      pointedBar.instrumentId = id;
      pointedBar.closeMs = openMs === null ? null : openMs + lengthMs;
    },
    onRegimeHover: setHovered,
    onMarkHover: setHoveredMark,
  });
  const measurePanes = useCallback(() => {
    const tops = chart.current?.paneTops() ?? [];
    setPaneTops((before) => (before.join() === tops.join() ? before : tops));
  }, [chart]);
  useEffect(() => {
    if (container.current === null) return undefined;
    // The library lays its panes out in the frame after its own notice of the size.
    const observer = new ResizeObserver(() => requestAnimationFrame(() => requestAnimationFrame(measurePanes)));
    observer.observe(container.current);
    return () => observer.disconnect();
  }, [measurePanes]);

  const onFrame = useCallback(
    (frame: ChartFrame, asked: ChartQuestion) => {
      const made = chart.current;
      if (made === null) return;
      if (frame.isReset) {
        // Read here and not followed: it comes anew with every connection, and would open the stream a second time.
        const { indicators: known } = useWorkspace.getState();
        made.setShape({ pricePlaces, lengthMs, drawn: drawnOf(asked.indicators, known), isStripShown: asked.withRegime });
        hasOlder.current = frame.hasOlder;
        setError(null);
        onShown({ indicators: asked.indicators.map(wordsOfIndicator).join(' ') });
        // The library lays its panes out when it draws.
        requestAnimationFrame(() => requestAnimationFrame(measurePanes));
      }
      made.take(frame);
      setContent(made.barCount > 0 ? 'bars' : 'empty');
      onShown({
        lastPrice: made.lastPrice === null ? '' : String(made.lastPrice),
        barCount: String(made.barCount),
        regime: made.regime?.label ?? '',
        regimeRuns: String(made.regimeCount),
      });
    },
    [chart, onShown, pricePlaces, lengthMs, measurePanes],
  );
  // What the page said of the chart before is not true of this one.
  useEffect(() => onShown({ lastPrice: '', barCount: '0', indicators: '', regime: '', regimeRuns: '0' }), [onShown]);
  const onError = useCallback((cause: unknown) => setError(wordsOf(cause)), []);
  // What is in view stays in view: the question reaches back to it, however long the chart has been open.
  const leastBars = useCallback(() => Math.min(chart.current?.barsInReach ?? 0, MOST), [chart]);
  useChartStream({ instrumentId: id, interval, indicators, limit, withRegime, leastBars }, onFrame, onError);
  const levels = useLevelsAndMarks(chart, id, hasBars);

  return (
    <div className="relative min-h-0 flex-1">
      <ChartMenu
        instrument={instrument}
        lengthMs={lengthMs}
        placeAt={(event) => placeOf(event, container.current, chart.current, lengthMs)}
        onNewest={() => chart.current?.showNewest()}
      >
        {/* The chart stacks its own layers, which must not rise above the word that it is loading. */}
        <div
          ref={container}
          role="group"
          aria-label={`${symbol} candles; arrow keys move the crosshair`}
          tabIndex={0}
          className={`absolute inset-0 isolate ${FOCUS}`}
          onPointerUp={measurePanes}
          onKeyDown={(event) => walk(event, chart.current)}
        />
      </ChartMenu>
      {hasBars && legend !== null ? <ChartLegend legend={legend} places={pricePlaces} drawn={drawn} paneTops={paneTops} /> : null}
      {hovered === null ? null : <RegimeTip hovered={hovered} lengthMs={lengthMs} />}
      {hoveredMark === null ? null : <MarkTip hovered={hoveredMark} />}
      {hasBars && error !== null ? (
        <p
          role="alert"
          className="absolute right-16 bottom-8 left-2.5 z-10 rounded-[5px] border border-warn bg-panel px-2 py-1 text-warn text-xs"
        >
          The chart shows what it last had: {error}
        </p>
      ) : null}
      {hasBars ? null : (
        <div className="absolute inset-0 flex bg-panel">
          {error !== null ? (
            <EmptyState title="The chart could not be loaded">{error}</EmptyState>
          ) : content === 'loading' ? (
            <EmptyState title={`Loading ${symbol}`}>Bars are on their way.</EmptyState>
          ) : (
            <EmptyState title={`No bars of ${symbol} yet`}>
              The market has no price of it up to now. The chart begins with the first that comes.
            </EmptyState>
          )}
        </div>
      )}
      <p className="sr-only">{`${instrument.name}, ${interval} candles`}</p>
      <ul className="sr-only" aria-label="Lines on the chart">
        {levels.map(({ key, title, price }) => (
          <li key={key}>{`${title} at ${formatNumber(price, pricePlaces)}`}</li>
        ))}
      </ul>
    </div>
  );
}

/** The indicators that the catalogue has; one that it has not any more would take the whole chart away. */
function useKnown(shown: readonly ShownIndicator[], catalogue: readonly IndicatorView[]): readonly ShownIndicator[] {
  const names = useMemo(() => catalogue.map(({ name }) => name).join(' '), [catalogue]);
  return useMemo(() => {
    const known = new Set(names.split(' '));
    return shown.filter(({ name, custom }) => custom !== undefined || known.has(name));
  }, [shown, names]);
}

/** `ema(period=20)`. */
function wordsOfIndicator({ name, parameters, custom }: ShownIndicator): string {
  if (custom !== undefined) return `${name}(${custom.expression})`;
  return `${name}(${Object.entries(parameters)
    .map(([parameter, value]) => `${parameter}=${value}`)
    .join(',')})`;
}

/** What lies under the mouse, or under the crosshair when the menu was asked for by a key. */
function placeOf(event: React.MouseEvent, container: HTMLElement | null, chart: PriceChart | null, lengthMs: number): PointedPlace {
  const box = container?.getBoundingClientRect();
  if (box === undefined || chart === null) return { openMs: null, price: null };
  // A key has no button and no place.
  if (event.button !== 2 && pointedBar.closeMs !== null) return { openMs: pointedBar.closeMs - lengthMs, price: chart.lastPrice };
  return chart.placeAt(event.clientX - box.left, event.clientY - box.top);
}

/** Left and right move the crosshair by a bar, by ten with Shift; Escape takes it away. */
function walk(event: React.KeyboardEvent, chart: PriceChart | null): void {
  if (event.key === 'Escape') chart?.clearPointer();
  const direction = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (direction === 0) return;
  event.preventDefault();
  chart?.movePointer(direction * (event.shiftKey ? 10 : 1));
}

/** A chart that lives as long as its component, in the colours of the theme. */
function useChart(
  container: RefObject<HTMLDivElement | null>,
  handlers: Required<Omit<PriceChartOptions, 'colours'>>,
): RefObject<PriceChart | null> {
  const chart = useRef<PriceChart | null>(null);
  const theme = useTheme();
  const latest = useRef({ handlers, theme });
  useEffect(() => {
    latest.current = { handlers, theme };
  });
  useEffect(() => {
    if (container.current === null) return undefined;
    const made = new PriceChart(container.current, {
      colours: readChartColours(latest.current.theme),
      onLegend: (legend) => latest.current.handlers.onLegend(legend),
      onNearLeft: () => latest.current.handlers.onNearLeft(),
      onPoint: (openMs) => latest.current.handlers.onPoint(openMs),
      onRegimeHover: (hovered) => latest.current.handlers.onRegimeHover(hovered),
      onMarkHover: (hovered) => latest.current.handlers.onMarkHover(hovered),
    });
    chart.current = made;
    return () => {
      chart.current = null;
      made.dispose();
    };
  }, [container]);
  useEffect(() => chart.current?.setColours(readChartColours(theme)), [theme]);
  return chart;
}

/** Draws what is open and what happened in an instrument; returns the lines for those who can't see them. */
function useLevelsAndMarks(chart: RefObject<PriceChart | null>, instrumentId: string, hasBars: boolean): readonly LevelLine[] {
  const position = useWorkspace((state) => state.positions.find((each) => each.instrumentId === instrumentId));
  const orders = useWorkspace((state) => state.orders);
  const signals = useWorkspace((state) => state.signals);
  const trades = useWorkspace((state) => state.trades);
  const proposal = useWorkspace((state) => state.proposals.find((each) => each.instrumentId === instrumentId && each.status === 'pending'));
  const levels = useMemo(
    () =>
      levelsOf(
        position,
        orders.filter((order) => order.instrumentId === instrumentId),
        proposal,
      ),
    [position, orders, proposal, instrumentId],
  );
  const marks = useMemo(
    () =>
      marksOf(
        signals.filter((signal) => signal.instrumentId === instrumentId),
        trades.filter((trade) => trade.instrumentId === instrumentId),
        position,
      ),
    [signals, trades, position, instrumentId],
  );
  useEffect(() => {
    if (hasBars) chart.current?.setLevels(levels);
  }, [chart, levels, hasBars]);
  useEffect(() => {
    if (hasBars) chart.current?.setMarks(marks);
  }, [chart, marks, hasBars]);
  return levels;
}
