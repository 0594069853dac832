import type { ChartFrame, IndicatorRequest, QuoteFrame } from '../../../shared/contract/index.ts';
import type { InstrumentId } from '../../../shared/domain/ids.ts';
import { type Interval, intervalMs } from '../../../shared/domain/interval.ts';
import { copyRows } from '../../../shared/domain/market-block.ts';
import { indicatorCatalogue } from '../../engine/indicators/catalogue.ts';
import type { ExpressionFault } from '../../engine/indicators/expression/expression-fault.ts';
import { columnsOf, frameOf } from '../feeds/chart-frames.ts';
import { type ChartIndicator, chartIndicator, viewExpression } from '../feeds/chart-indicator.ts';
import { ChartReferences } from '../feeds/chart-references.ts';
import { ChartWork } from '../feeds/chart-work.ts';
import { latestWins } from '../feeds/latest-wins.ts';
import { viewIndicator } from '../views/indicator-view.ts';
import { viewInstrument } from '../views/trading-views.ts';
import type { Workstation } from '../workstation.ts';
import { guarded } from './guard.ts';

/** After a quiet moment a change goes out at once; in a busy market it waits for so long, in wall milliseconds: two screen refreshes for a chart, three for a table. */
const CHART_GAP_MS = 32;
const QUOTES_GAP_MS = 48;

interface NotFound {
  NOT_FOUND(options: { message: string }): Error;
}

interface ChartErrors extends NotFound {
  LIMIT_REACHED(options: { message: string; data: { code: 'too-many-values' } }): Error;
  EXPRESSION_INVALID(options: { message: string; data: { key: string; code: ExpressionFault['code']; column: number } }): Error;
}

/** Handlers of everything that concerns the market and its charts. */
export function marketHandlers(workstation: Workstation) {
  const { barHistory, header, core } = workstation.services;
  const { quotes, charts } = workstation.feeds;

  const indexOf = (id: InstrumentId, errors: NotFound): number => {
    const index = core.instruments.indexOf(id);
    if (index === null) throw errors.NOT_FOUND({ message: `There is no instrument ${id}.` });
    return index;
  };

  const indicatorOf = (request: IndicatorRequest, errors: ChartErrors): ChartIndicator => {
    const reference = request.reference === null ? null : indexOf(request.reference, errors);
    const asked = chartIndicator(request, reference);
    if (asked.ok) return asked.value;
    const { error } = asked;
    if (error.kind === 'unknown') throw errors.NOT_FOUND({ message: error.message });
    const { code, column, message } = error;
    throw errors.EXPRESSION_INVALID({ message, data: { key: request.key, code, column } });
  };

  return {
    market: {
      instruments: guarded.market.instruments.handler(() => header.instruments.map(viewInstrument)),
      quotes: guarded.market.quotes.handler(({ signal }): AsyncGenerator<QuoteFrame, void, void> => {
        const reader = quotes.reader();
        return latestWins({ signal, gapMs: QUOTES_GAP_MS, subscribe: quotes.onDidMove, take: () => reader.take(workstation.marketNow) });
      }),
      history: guarded.market.history.handler(async ({ input, errors }) => {
        const lengthMs = intervalMs(input.interval);
        const untilMs = input.before === undefined ? workstation.marketNow : Math.min(workstation.marketNow, input.before - 1);
        return columnsOf(await barHistory.bars(indexOf(input.instrumentId, errors), lengthMs, untilMs, input.limit));
      }),
      chart: guarded.market.chart.handler(({ context, input, errors, signal }) => {
        const index = indexOf(input.instrumentId, errors);
        const indicators = input.indicators.map((request) => indicatorOf(request, errors));
        const tooMany = context.stream?.hold(valuesOf(input.limit, indicators)) ?? null;
        if (tooMany !== null) throw errors.LIMIT_REACHED({ message: tooMany, data: { code: 'too-many-values' } });
        return watchChart(
          workstation,
          { index, interval: input.interval, limit: input.limit, indicators, withRegime: input.withRegime },
          charts,
          signal,
        );
      }),
      indicators: guarded.market.indicators.handler(() => indicatorCatalogue.map(viewIndicator)),
      checkExpression: guarded.market.checkExpression.handler(({ input }) => viewExpression(input.expression)),
      setPlayback: guarded.market.setPlayback.handler(({ input }) => workstation.setPlayback(input)),
    },
  };
}

/** Values that a chart holds: six for each bar, of its own and of each instrument that it compares with, and one for each line. */
function valuesOf(limit: number, indicators: readonly ChartIndicator[]): number {
  const lines = indicators.reduce((sum, { definition, reference }) => sum + definition.outputs.length + (reference === null ? 0 : 6), 0);
  return limit * (6 + lines);
}

interface ChartQuestion {
  readonly index: number;
  readonly interval: Interval;
  readonly limit: number;
  readonly indicators: readonly ChartIndicator[];
  readonly withRegime: boolean;
}

/** First all bars that were asked for, then the bars that changed or are new, with their indicators. */
async function* watchChart(
  workstation: Workstation,
  { index, interval, limit, indicators, withRegime }: ChartQuestion,
  charts: Workstation['feeds']['charts'],
  signal: AbortSignal | undefined,
): AsyncGenerator<ChartFrame, void, void> {
  const lengthMs = intervalMs(interval);
  const compared = new Set(
    indicators.flatMap(({ definition, reference }) => (definition.needsReference && reference !== null ? [reference] : [])),
  );
  const references = await ChartReferences.follow(charts, [...compared], lengthMs, limit);
  const followed = await charts.follow(index, lengthMs, limit).catch((error: unknown) => {
    references.dispose();
    throw error;
  });
  const { settings } = workstation.services;
  const work = new ChartWork({
    indicators,
    regime: withRegime ? () => settings.current.indicators : null,
    turns: charts.turns,
    signal,
    chartCount: () => charts.followerCount,
  });
  try {
    const { series } = followed;
    let seenVersion = -1;
    let seenBeginnings = 0;
    let seenOpenTime = Number.NaN;
    /** Opening of the first bar whose lines are behind; Infinity where none is. */
    let behindFrom = Infinity;
    let notify = (): void => undefined;
    yield* latestWins<ChartFrame>({
      signal,
      gapMs: CHART_GAP_MS,
      subscribe: (stir) => {
        notify = stir;
        return charts.onDidMove(stir);
      },
      take: async () => {
        const version = series.version + references.version;
        const waitMs = work.waitMs;
        const isBehind = behindFrom < Infinity;
        if (version === seenVersion && isBehind && waitMs > 0) work.whenDue(notify);
        if (version === seenVersion && (!isBehind || waitMs > 0)) return null;
        const isReset = seenBeginnings !== series.beginnings;
        if (isReset) seenOpenTime = Number.NaN;
        seenBeginnings = series.beginnings;
        seenVersion = version;
        const all = series.bars;
        const bars = all.length > limit ? copyRows(all, all.length - limit, all.length) : all;
        const changedTime = Math.min(seenOpenTime, references.takeChangedFrom());
        seenOpenTime = bars.length === 0 ? Number.NaN : bars.openTime[bars.length - 1];
        const rest = { isReset, asOf: workstation.marketNow, hasOlder: isReset && all.length >= limit };
        if (waitMs > 0) {
          // Prices go on; the lines follow when the thread can afford them, from the first bar they lack.
          behindFrom = Math.min(behindFrom, changedTime);
          work.whenDue(notify);
          return frameOf(bars, firstFrom(bars.openTime, changedTime), { ...rest, lines: [], regimes: [] });
        }
        const from = isReset ? 0 : firstFrom(bars.openTime, Math.min(changedTime, behindFrom));
        behindFrom = Infinity;
        return frameOf(bars, from, { ...rest, ...(await work.lines(bars, from, references.closesAt(bars.openTime))) });
      },
    });
  } finally {
    work.dispose();
    followed.dispose();
    references.dispose();
  }
}

function firstFrom(openTimes: Float64Array, openTime: number): number {
  let place = openTimes.length;
  while (place > 0 && !(openTimes[place - 1] < openTime)) place -= 1;
  return place;
}
