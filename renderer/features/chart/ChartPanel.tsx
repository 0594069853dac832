import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ChartFrame } from '../../../shared/contract/index.ts';
import { type Interval, intervalMs } from '../../../shared/domain/interval.ts';
import { useTheme } from '../../app/use-theme.ts';
import { readChartColours } from '../../charting/colours.ts';
import { type Legend, PriceChart } from '../../charting/price-chart.ts';
import { wordsOf } from '../../client/engine.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useSelectedInstrument } from '../../stores/hooks.ts';
import { usePreferences } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { ChartLegend } from './ChartLegend.tsx';
import { ChartToolbar } from './ChartToolbar.tsx';
import { levelsOf, marksOf } from './levels.ts';
import { useChartStream } from './use-chart-stream.ts';

const FIRST_LIMIT = 1_000;
const MORE = 3_000;
const MOST = 20_000;

/** The live chart of the selected instrument. */
export function ChartPanel() {
  const instrument = useSelectedInstrument();
  const interval = usePreferences((state) => state.interval);
  const indicators = usePreferences((state) => state.indicators);
  const catalogue = useWorkspace((state) => state.indicators);
  const theme = useTheme();
  const region = useRef<HTMLElement>(null);
  const container = useRef<HTMLDivElement>(null);
  const chart = useRef<PriceChart | null>(null);
  const [legend, setLegend] = useState<Legend | null>(null);
  const [hasBars, setHasBars] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [limit, setLimit] = useState(FIRST_LIMIT);
  const hasOlder = useRef(false);

  useEffect(() => {
    if (container.current === null) return undefined;
    const made = new PriceChart(container.current, {
      colours: readChartColours(),
      onLegend: setLegend,
      onNearLeft: () => {
        if (!hasOlder.current) return;
        hasOlder.current = false;
        setLimit((before) => Math.min(before + MORE, MOST));
      },
    });
    chart.current = made;
    return () => {
      chart.current = null;
      made.dispose();
    };
  }, []);

  useEffect(() => chart.current?.setColours(readChartColours()), [theme]);

  const shownFor = `${instrument?.id ?? ''} ${interval}`;
  useEffect(() => {
    setHasBars(false);
    setError(null);
    setLimit(FIRST_LIMIT);
  }, [shownFor]);

  const pricePlaces = instrument?.pricePlaces ?? 2;
  const onFrame = useCallback(
    (frame: ChartFrame) => {
      const made = chart.current;
      if (made === null) return;
      if (frame.isReset) {
        made.setShape({ pricePlaces, lengthMs: intervalMs(interval), catalogue });
        hasOlder.current = frame.hasOlder;
        setHasBars(frame.bars.openTime.length > 0);
        setError(null);
      }
      made.take(frame);
      // Told to the page, so that tests and tools need not read pixels.
      const attributes = region.current?.dataset;
      if (attributes !== undefined) {
        attributes['lastPrice'] = made.lastPrice === null ? '' : String(made.lastPrice);
        attributes['barCount'] = String(made.barCount);
      }
    },
    [pricePlaces, interval, catalogue],
  );
  const onError = useCallback((cause: unknown) => setError(wordsOf(cause)), []);
  useChartStream({ instrumentId: instrument?.id, interval, indicators, limit }, onFrame, onError);
  useLevelsAndMarks(chart, instrument?.id, interval, hasBars);

  return (
    <section ref={region} aria-label="Chart" className="panel" data-symbol={instrument?.symbol ?? ''} data-interval={interval}>
      <ChartToolbar instrument={instrument} interval={interval} />
      <div className="relative min-h-0 flex-1">
        <div ref={container} className="absolute inset-0" aria-hidden />
        {hasBars && legend !== null ? <ChartLegend legend={legend} places={pricePlaces} /> : null}
        {hasBars ? null : (
          <div className="absolute inset-0 flex bg-panel">
            {error === null ? (
              <EmptyState title={instrument === undefined ? 'Waiting for the market' : `Loading ${instrument.symbol}`}>
                {instrument === undefined ? 'The chart comes with the engine.' : 'Bars are on their way.'}
              </EmptyState>
            ) : (
              <EmptyState title="The chart could not be loaded">{error}</EmptyState>
            )}
          </div>
        )}
      </div>
      <p className="sr-only" aria-live="off">
        {instrument === undefined ? '' : `${instrument.name}, ${interval} candles`}
      </p>
    </section>
  );
}

function useLevelsAndMarks(
  chart: React.RefObject<PriceChart | null>,
  instrumentId: string | undefined,
  interval: Interval,
  hasBars: boolean,
): void {
  const position = useWorkspace((state) => state.positions.find((each) => each.instrumentId === instrumentId));
  const orders = useWorkspace((state) => state.orders);
  const signals = useWorkspace((state) => state.signals);
  const trades = useWorkspace((state) => state.trades);
  const proposal = useWorkspace((state) => state.proposals.find((each) => each.instrumentId === instrumentId && each.status === 'pending'));
  const theme = useTheme();
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
  }, [chart, levels, hasBars, theme]);
  useEffect(() => {
    if (hasBars) chart.current?.setMarks(marks);
  }, [chart, marks, hasBars, interval, theme]);
}
