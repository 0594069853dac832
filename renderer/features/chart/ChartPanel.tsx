import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ChartFrame, InstrumentView } from '../../../shared/contract/index.ts';
import { type Interval, intervalMs } from '../../../shared/domain/interval.ts';
import { useTheme } from '../../app/use-theme.ts';
import { readChartColours } from '../../charting/colours.ts';
import { type Legend, type LevelLine, PriceChart } from '../../charting/price-chart.ts';
import { wordsOf } from '../../client/engine.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { formatNumber } from '../../components/format.ts';
import { useSelectedInstrument } from '../../stores/hooks.ts';
import { usePreferences } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { ChartLegend } from './ChartLegend.tsx';
import { ChartToolbar } from './ChartToolbar.tsx';
import { levelsOf, marksOf } from './levels.ts';
import { useChartStream } from './use-chart-stream.ts';

/** Bars of a first look: the longer they are, the fewer, since history that is not kept yet is worked out second by second; going back asks for twice as many. */
const FIRST_BARS: Readonly<Record<Interval, number>> = { '1m': 1_000, '5m': 1_000, '15m': 700, '1h': 400, '1d': 120 };
const MOST = 20_000;

/** The live chart of the selected instrument. */
export function ChartPanel() {
  const instrument = useSelectedInstrument();
  const interval = usePreferences((state) => state.interval);
  const region = useRef<HTMLElement>(null);
  // Told to the page, sixty times a second and past React, so that tests and tools need not read pixels.
  const onShown = useCallback((lastPrice: number | null, barCount: number) => {
    const attributes = region.current?.dataset;
    if (attributes === undefined) return;
    attributes['lastPrice'] = lastPrice === null ? '' : String(lastPrice);
    attributes['barCount'] = String(barCount);
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

interface LiveChartProps {
  readonly instrument: InstrumentView;
  readonly interval: Interval;
  readonly onShown: (lastPrice: number | null, barCount: number) => void;
}

function LiveChart({ instrument, interval, onShown }: LiveChartProps) {
  const indicators = usePreferences((state) => state.indicators);
  const [legend, setLegend] = useState<Legend | null>(null);
  const [hasBars, setHasBars] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [limit, setLimit] = useState(FIRST_BARS[interval]);
  const hasOlder = useRef(false);
  const container = useRef<HTMLDivElement>(null);
  const chart = useChart(container, setLegend, () => {
    if (!hasOlder.current) return;
    hasOlder.current = false;
    setLimit((before) => Math.min(before * 2, MOST));
  });

  const { pricePlaces } = instrument;
  const onFrame = useCallback(
    (frame: ChartFrame) => {
      const made = chart.current;
      if (made === null) return;
      if (frame.isReset) {
        // Read here and not followed: it comes anew with every connection, and would open the stream a second time.
        const { indicators: catalogue } = useWorkspace.getState();
        made.setShape({ pricePlaces, lengthMs: intervalMs(interval), catalogue });
        hasOlder.current = frame.hasOlder;
        setHasBars(frame.bars.openTime.length > 0);
        setError(null);
      }
      made.take(frame);
      onShown(made.lastPrice, made.barCount);
    },
    [chart, onShown, pricePlaces, interval],
  );
  // What the page said of the chart before is not true of this one.
  useEffect(() => onShown(null, 0), [onShown]);
  const onError = useCallback((cause: unknown) => setError(wordsOf(cause)), []);
  useChartStream({ instrumentId: instrument.id, interval, indicators, limit }, onFrame, onError);
  const levels = useLevelsAndMarks(chart, instrument.id, hasBars);

  return (
    <div className="relative min-h-0 flex-1">
      {/* The chart stacks its own layers, which must not rise above the word that it is loading. */}
      <div ref={container} className="absolute inset-0 isolate" />
      {hasBars && legend !== null ? <ChartLegend legend={legend} places={pricePlaces} /> : null}
      {hasBars ? null : (
        <div className="absolute inset-0 flex bg-panel">
          {error === null ? (
            <EmptyState title={`Loading ${instrument.symbol}`}>Bars are on their way.</EmptyState>
          ) : (
            <EmptyState title="The chart could not be loaded">{error}</EmptyState>
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

/** A chart that lives as long as its component, in the colours of the theme. */
function useChart(
  container: RefObject<HTMLDivElement | null>,
  onLegend: (legend: Legend | null) => void,
  onNearLeft: () => void,
): RefObject<PriceChart | null> {
  const chart = useRef<PriceChart | null>(null);
  const theme = useTheme();
  const latest = useRef({ onLegend, onNearLeft, theme });
  useEffect(() => {
    latest.current = { onLegend, onNearLeft, theme };
  });
  useEffect(() => {
    if (container.current === null) return undefined;
    const made = new PriceChart(container.current, {
      colours: readChartColours(latest.current.theme),
      onLegend: (legend) => latest.current.onLegend(legend),
      onNearLeft: () => latest.current.onNearLeft(),
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
