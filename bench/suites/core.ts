import { Books } from '../../electron/engine/books/books.ts';
import { EngineCore } from '../../electron/engine/engine-core.ts';
import { MatchingBook } from '../../electron/engine/execution/matching/matching-book.ts';
import { FactHash } from '../../electron/engine/kernel/fact-hash.ts';
import type { RunHeader } from '../../electron/engine/kernel/input.ts';
import { platformHashes } from '../../electron/platform/hashing.ts';
import { settingsSchema } from '../../shared/config/settings.ts';
import type { Fact } from '../../shared/domain/fact.ts';
import { type Incarnation, idFrom } from '../../shared/domain/ids.ts';
import type { BarBlock } from '../../shared/domain/market-block.ts';
import { MINUTE_MS, utcMs } from '../../shared/domain/time.ts';
import { anInstrument, USD } from '../../test/support/builders.ts';
import { loopAtr, loopBollinger, loopEma, loopMacd, loopRsi, loopSma } from '../loop-indicators.ts';
import { check, type Figure, ratesOf, type Suite } from '../measure.ts';
import { walk } from '../series.ts';

const BARS = 1_000_000;
const TARGET = 500_000;

/** What a whole replay came to; equal for equal runs. */
interface Replay {
  readonly factsHash: string;
  readonly signals: number;
  readonly fills: number;
  readonly isBalanced: boolean;
}

/** Bars through the whole core, every bar with six indicators, regime, score and judgement; proposals left alone, then traded. */
export const core: Suite = {
  name: 'core',
  run: async () => {
    const bars = walk(BARS, 7);
    const first = replay(bars, 'manual');
    check(first.factsHash === replay(bars, 'manual').factsHash, 'two replays of the same bars decide differently');
    check(first.signals > 1_000, `a million bars made only ${first.signals} signals`);
    const traded = replay(bars, 'auto');
    check(traded.isBalanced && traded.fills > 1_000, `trading came to ${traded.fills} fills, ledger balanced: ${traded.isBalanced}`);
    const columns = Array.from({ length: 9 }, () => new Float64Array(BARS));
    const [signalRate, tradeRate, loopRate] = await ratesOf(
      [
        { name: 'signals', run: () => (replay(bars, 'manual'), BARS) },
        { name: 'trades', run: () => (replay(bars, 'auto'), BARS) },
        { name: 'loop', run: () => sixLoops(bars, columns) },
      ],
      3,
    );
    const reference = { name: 'typed-array loop of the six indicators', value: loopRate };
    const figure = (work: string, value: number): Figure => ({
      work,
      unit: 'bars/s',
      value,
      reference,
      ratio: value / loopRate,
      target: { words: 'at least 500 000 bars/s', isMet: value >= TARGET },
    });
    return [
      figure(`signals (${first.signals} made)`, signalRate),
      { ...figure(`signals, orders, ledger (${traded.fills} fills)`, tradeRate), target: null },
    ];
  },
};

function replay(block: BarBlock, mode: 'manual' | 'auto'): Replay {
  const instrument = anInstrument();
  const settings = settingsSchema.parse({ trading: { mode }, risk: { dailyLoss: 1, maximumDrawdown: 1, drawdownWarning: 1 } });
  const header: RunHeader = {
    incarnation: idFrom<Incarnation>('benchrun'),
    startsAt: utcMs(block.openTime[0]),
    wallMs: 0,
    market: { kind: 'csv', files: [] },
    instruments: [instrument],
    barMs: MINUTE_MS,
    isBarMarket: true,
    settings,
    settingsHash: 'settings',
    codeHash: 'code',
    modelHash: 'model',
  };
  const books = new Books(USD);
  const engine = new EngineCore({ header, books, factHash: new FactHash(platformHashes) }, 0);
  const { participation, spreadBasisPoints } = settings.paper;
  const venue = new MatchingBook({ instruments: [instrument], participation, orders: [], orderCount: 0, tradeCount: 0 });
  const halfSpread = spreadBasisPoints / 20_000;
  let fills = 0;
  const settle = (facts: readonly Fact[]): void => {
    for (const fact of facts) {
      if (fact.kind === 'order-filled') fills += 1;
      const reports =
        fact.kind === 'order-submitted'
          ? venue.submit(fact.order, fact.attached, utcMs(engine.now))
          : fact.kind === 'order-cancel-requested'
            ? venue.cancel(fact.clientOrderId, utcMs(engine.now))
            : [];
      for (const report of reports) settle(engine.take({ kind: 'venue-report', at: utcMs(engine.now), report }).facts);
    }
  };
  settle(engine.take({ kind: 'run-opened', at: header.startsAt, header }).facts);
  for (let row = 0; row < block.length; ) {
    const isFollowed = venue.hasWork;
    if (isFollowed) {
      const open = block.open[row];
      const slice = {
        isBar: true,
        time: block.closeTime[row],
        open,
        high: block.high[row],
        low: block.low[row],
        close: block.close[row],
        bid: open * (1 - halfSpread),
        ask: open * (1 + halfSpread),
        volume: block.volume[row],
      };
      for (const report of venue.work(0, slice)) settle(engine.take({ kind: 'venue-report', at: report.tsEvent, report }).facts);
    }
    const { taken, facts } = engine.takeRows(block, row, isFollowed ? row + 1 : block.length);
    row += taken;
    settle(facts);
  }
  return { factsHash: engine.factsHash, signals: books.signalCount, fills, isBalanced: books.ledger.isBalanced };
}

function sixLoops({ high, low, close }: BarBlock, columns: readonly Float64Array[]): number {
  const [sma, ema, rsi, macd, bands, atr, ...scratch] = columns;
  loopSma(close, 50, sma);
  loopEma(close, 20, ema);
  loopRsi(close, 14, rsi);
  loopMacd(close, [12, 26, 9], macd, [scratch[0], scratch[1], scratch[2]]);
  loopBollinger(close, 20, 2, bands);
  loopAtr(high, low, close, 14, atr);
  return close.length;
}
