import { describe, expect, it, vi } from 'vitest';
import { PaperVenue } from '../../../electron/adapters/paper/paper-venue.ts';
import type { JournalEntry } from '../../../electron/engine/ports/durable-store.ts';
import type { SentimentScorer } from '../../../electron/engine/ports/sentiment-scorer.ts';
import type { MarketPosition } from '../../../electron/engine/ports/venue-books-store.ts';
import { EngineRuntime } from '../../../electron/host/engine-runtime.ts';
import { PlaybackClock } from '../../../electron/host/playback-clock.ts';
import { PlayedMarketDoor } from '../../../electron/host/played-market-door.ts';
import type { Headline } from '../../../shared/domain/headline.ts';
import { type HeadlineId, idFrom } from '../../../shared/domain/ids.ts';
import type { MarketBlock } from '../../../shared/domain/market-block.ts';
import { MINUTE_MS, SECOND_MS, utcMs } from '../../../shared/domain/time.ts';
import { anInstrument, price } from '../../support/builders.ts';
import { EngineHarness, START } from '../../support/engine-harness.ts';
import { FakeMarket } from '../../support/fake-market.ts';
import { aBarBlock, aTickBlock } from '../../support/market-blocks.ts';
import { aCommand, BUY, CLOSE } from '../../support/runtime-scene.ts';
import { ScriptedStore } from '../../support/scripted-store.ts';
import { ScriptedVenueBooks } from '../../support/venue-books.ts';

const WAVE = Array.from({ length: 60 }, (_, n) => 100 + Math.round(300 * Math.sin(n / 6)) / 100);
const HEADLINE: Headline = {
  id: idFrom<HeadlineId>('n-1'),
  text: 'Abcom profits surge',
  source: 'test',
  instruments: [anInstrument().id],
  tsEvent: utcMs(START + 5 * MINUTE_MS - SECOND_MS),
};

interface SceneOptions {
  readonly block?: MarketBlock;
  readonly headlines?: readonly Headline[];
  readonly scorer?: SentimentScorer;
  readonly store?: ScriptedStore;
  readonly position?: MarketPosition;
  readonly books?: ScriptedVenueBooks;
}

const instantScorer: SentimentScorer = {
  model: 'test',
  modelHash: 'hash',
  score: (texts) => Promise.resolve(texts.map(() => ({ score: 0.5, confidence: 0.8, words: [], model: 'test', modelHash: 'hash' }))),
};

async function aScene({
  block = aBarBlock(START, WAVE),
  headlines = [],
  scorer = instantScorer,
  store = new ScriptedStore(),
  position,
  books = new ScriptedVenueBooks(),
}: SceneOptions = {}) {
  const market = new FakeMarket(block, headlines);
  const { core } = new EngineHarness();
  const door: { opened: PlayedMarketDoor | null } = { opened: null };
  const venue = await PaperVenue.open({
    instruments: market.instruments,
    participation: 1,
    spreadBasisPoints: 2,
    store: books,
    now: () => utcMs(door.opened?.position?.timeMs ?? START),
  });
  const runtime = new EngineRuntime({ core, store, broker: venue, runs: new Set(), isKeepingMarket: true, fault: null });
  const clock = new PlaybackClock({ speed: 1, isPaused: false, isAway: false, wallMs: START, marketMs: START });
  door.opened = new PlayedMarketDoor({
    market,
    venue,
    runtime,
    scorer,
    clock,
    position: position ?? null,
    reachedMs: position?.timeMs ?? START,
    headlinesAfterMs: START,
  });
  return { door: door.opened, market, venue, runtime, core, store };
}

const minute = (n: number): number => START + n * MINUTE_MS;

describe('a market in lockstep', () => {
  /** Buys in minute 3 and closes in minute 20, without ever waiting for an answer before the market goes on. */
  async function trade(slowness: number): Promise<{ entries: readonly JournalEntry[]; hash: string }> {
    const store = new ScriptedStore();
    store.slowness = slowness;
    const { door, runtime, core } = await aScene({ store });
    await door.advance(minute(3));
    const bought = runtime.command(aCommand('c1', BUY));
    await door.advance(minute(20));
    await bought;
    const closed = runtime.command(aCommand('c2', CLOSE));
    await door.advance(minute(40));
    await closed;
    await runtime.settled();
    return { entries: store.entries, hash: core.factsHash };
  }

  it('takes the same inputs and decides the same, however slow the disk is', async () => {
    const [instant, slow, slower] = await Promise.all([trade(0), trade(1), trade(5)]);
    expect(instant.entries.some(({ facts }) => facts.some(({ kind }) => kind === 'position-closed'))).toBe(true);
    expect(slow).toEqual(instant);
    expect(slower).toEqual(instant);
  });

  it('has an order answered before the next row, and filled by that row', async () => {
    const store = new ScriptedStore();
    store.slowness = 3;
    const { door, runtime } = await aScene({ store });
    await door.advance(minute(3));
    void runtime.command(aCommand('c1', BUY));
    await door.advance(minute(5));
    await runtime.settled();
    const reports = store.entries.flatMap(({ input, at }) =>
      input?.kind === 'venue-report' ? [[input.report.kind, (at - START) / MINUTE_MS]] : [],
    );
    expect(reports.slice(0, 4)).toEqual([
      ['accepted', 3],
      ['accepted', 3],
      ['accepted', 3],
      ['filled', 4],
    ]);
  });

  it('shows every row once to who watches, however it is cut into stretches', async () => {
    const { door, runtime } = await aScene();
    const seen: number[] = [];
    door.onDidTakeRows(({ block, from, to }) => {
      for (let row = from; row < to; row += 1) seen.push(block.kind === 'bars' ? block.close[row] : 0);
    });
    void runtime.command(aCommand('c0', { kind: 'kill', isFlattening: false }));
    for (const until of [0.5, 1, 1, 7.3, 30, Infinity]) await door.advance(minute(until));
    expect(seen).toEqual(WAVE);
    expect([door.isAtEnd, door.playedRows]).toEqual([true, WAVE.length]);
  });

  it('stops where recording stops', async () => {
    const store = new ScriptedStore();
    const { door, runtime, core } = await aScene({ store });
    await door.advance(minute(3));
    runtime.fail(new Error('the disk is broken'));
    const { sequence } = core;
    await door.advance(Infinity);
    expect([core.sequence, door.playedRows]).toEqual([sequence, 3]);
  });

  it('goes on after the last row that was decided on before', async () => {
    const { door, core } = await aScene({ position: { timeMs: minute(10), instrument: 0 } });
    expect(door.playedRows).toBe(10);
    await door.advance(minute(12));
    expect([core.rowCount, door.playedRows]).toEqual([2, 12]);
  });
});

describe('a headline', () => {
  it('enters a second of market time after it was published, scored, between the rows before and after, however long scoring takes', async () => {
    const slowScorer: SentimentScorer = {
      ...instantScorer,
      score: async (texts) => {
        for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        return instantScorer.score(texts);
      },
    };
    const run = async (scorer: SentimentScorer): Promise<readonly JournalEntry[]> => {
      const { door, runtime, store } = await aScene({ headlines: [HEADLINE], scorer });
      await door.advance(Infinity);
      runtime.recordRows();
      await runtime.settled();
      return store.entries;
    };
    const entries = await run(instantScorer);
    const scored = entries.filter(({ input }) => input?.kind === 'headline');
    expect(scored).toMatchObject([{ at: minute(5), input: { headline: { id: 'n-1', score: 0.5, model: 'test' } } }]);
    expect(await run(slowScorer)).toEqual(entries);
  });

  it('is taken once, also when the market is played in many small stretches', async () => {
    const { door, runtime, store } = await aScene({
      headlines: [HEADLINE, { ...HEADLINE, id: idFrom<HeadlineId>('n-2'), tsEvent: utcMs(START + 20 * MINUTE_MS) }],
    });
    for (let until = 0; until <= 30; until += 0.25) await door.advance(minute(until));
    await runtime.settled();
    expect(store.entries.flatMap(({ input }) => (input?.kind === 'headline' ? [input.headline.id] : []))).toEqual(['n-1', 'n-2']);
  });

  it('that can not be scored stops nothing silently: whoever plays the market hears of it', async () => {
    const broken: SentimentScorer = { ...instantScorer, score: () => Promise.reject(new Error('no model')) };
    const { door } = await aScene({ headlines: [HEADLINE], scorer: broken });
    await expect(door.advance(Infinity)).rejects.toThrow('no model');
  });
});

describe('a market that went on while nobody was there', () => {
  const ticks = aTickBlock(Array.from({ length: 120 }, (_, n) => ({ time: START + n * SECOND_MS, price: n < 60 || n > 80 ? 100 : 95 })));
  const limitBuy: typeof BUY = { ...BUY, type: 'limit', limitPrice: price('96.00') };

  it('fills orders that were at work, at the times at which it happened, without being decided on', async () => {
    const { door, runtime, core, store } = await aScene({ block: ticks });
    await door.advance(START + 10 * SECOND_MS);
    await runtime.command(aCommand('c1', limitBuy));
    await runtime.settled();
    const rows = core.rowCount;
    expect(await door.followAlone(START + 100 * SECOND_MS)).toBe(true);
    await runtime.settled();
    expect([...core.books.positions.values()].map(({ openedAt }) => (openedAt - START) / SECOND_MS)).toEqual([60]);
    expect([core.rowCount, door.reachedMs]).toEqual([rows, START + 100 * SECOND_MS]);
    const times = store.entries.filter(({ input }) => input?.kind === 'venue-report').map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  const DAYS = aTickBlock(Array.from({ length: 90_000 }, (_, n) => ({ time: START + n * SECOND_MS, price: 100 })));

  it('holds nothing else up while the venue works through a long gap', async () => {
    const { door, runtime } = await aScene({ block: DAYS });
    await door.advance(START + 10 * SECOND_MS);
    await runtime.command(aCommand('c1', limitBuy));
    await runtime.settled();
    const turns = { count: 0, isOver: false };
    const count = (): void => {
      turns.count += 1;
      if (!turns.isOver) setImmediate(count);
    };
    setImmediate(count);
    // Each look at the time finds that a slice is over.
    const clock = vi.spyOn(performance, 'now');
    let now = 0;
    clock.mockImplementation(() => (now += 10));
    await door.followAlone(START + 89_000 * SECOND_MS).finally(() => clock.mockRestore());
    turns.isOver = true;
    expect(turns.count).toBeGreaterThanOrEqual(20);
  });

  it('is gone through once: a start that is ended on the way is followed by one that goes on from there', async () => {
    const books = new ScriptedVenueBooks();
    const { door, runtime } = await aScene({ block: DAYS, books });
    await door.advance(START + 10 * SECOND_MS);
    await runtime.command(aCommand('c1', limitBuy));
    await runtime.settled();
    const before = door.position;
    const clock = vi.spyOn(performance, 'now');
    let now = 0;
    clock.mockImplementation(() => (now += 2_000));
    const isKilled = new Error('killed');
    let saves = 0;
    books.onSave = () => {
      saves += 1;
      if (saves === 5) throw isKilled;
    };
    await expect(door.followAlone(START + 89_000 * SECOND_MS).finally(() => clock.mockRestore())).rejects.toBe(isKilled);
    books.onSave = () => undefined;
    const again = await aScene({ block: DAYS, books, ...(before === null ? {} : { position: before }) });
    const rows = vi.spyOn(again.market, 'rows');
    await again.door.followAlone(START + 89_000 * SECOND_MS);
    const [first] = rows.mock.calls[0];
    expect(((first?.timeMs ?? 0) - START) / SECOND_MS).toBeGreaterThan(10_000);
  });

  it('is worked through in stretches when the time for one is over, and no row twice', async () => {
    const { door, runtime, market } = await aScene({ block: DAYS });
    await door.advance(START + 10 * SECOND_MS);
    await runtime.command(aCommand('c1', limitBuy));
    await runtime.settled();
    const clock = vi.spyOn(performance, 'now');
    let now = 0;
    clock.mockImplementation(() => (now += 10));
    const rows = vi.spyOn(market, 'rows');
    let stretches = 1;
    while (!(await door.followAlone(START + 89_000 * SECOND_MS, 35))) stretches += 1;
    clock.mockRestore();
    expect(stretches).toBeGreaterThan(3);
    const begins = rows.mock.calls.map(([after]) => after?.timeMs ?? 0);
    expect(begins).toEqual([...new Set(begins)]);
  });

  it('skips what lies between where no order is at work', async () => {
    const { door, core } = await aScene({ block: ticks });
    await door.advance(START + 10 * SECOND_MS);
    expect(await door.followAlone(START + 100 * SECOND_MS)).toBe(true);
    door.skipTo(START + 100 * SECOND_MS);
    await door.advance(START + 102 * SECOND_MS);
    expect(core.rowCount).toBe(11 + 2);
  });
});
