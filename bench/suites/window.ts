import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { hasBrowser, launchBrowser, NEEDS_BROWSER } from '../../test/support/chromium.ts';
import { SpawnedHost } from '../../test/support/spawned-host.ts';
import { check, type Figure, median, percentile, type Suite } from '../measure.ts';
import { walk } from '../series.ts';

const INSTRUMENTS = 10;
const UPDATES_A_SECOND = 1_000;
const SECONDS = 10;
const ROUNDS = 3;
const FRAME_MS = 1000 / 60;

/** The little of a trace that is read here; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  /** By the clock. */
  readonly dur?: number;
  /** Of the processor, not of the clock: another process's turn is not the window's work. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

interface Frames {
  /** Main-thread work within each sixtieth of a second. */
  readonly workMs: readonly number[];
  /** Share of frames that came later than one and a half frames after the one before, 0..1. */
  readonly droppedShare: number;
}

/** How the window keeps up with a busy market, beside an empty page in the same browser, and how soon it shows one. */
export const window: Suite = {
  name: 'window',
  run: async () => {
    check(hasBrowser, `there is no browser${NEEDS_BROWSER}`);
    const folder = mkdtempSync(join(tmpdir(), 'bitflow-bench-'));
    const browser = await launchBrowser();
    try {
      const candles = await firstCandle(browser, folder);
      return [...(await busyMarket(browser, folder)), candles];
    } finally {
      await browser.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  },
};

async function busyMarket(browser: Browser, folder: string): Promise<Figure[]> {
  const paths = Array.from({ length: INSTRUMENTS }, (_, index) => writeBars(folder, index));
  // Bars of one second, a hundred a second for each instrument, which the chart shows as growing minutes.
  const speed = UPDATES_A_SECOND / INSTRUMENTS;
  const dataDir = join(folder, 'busy');
  mkdirSync(dataDir);
  // A live market of this pace makes a signal every few minutes; judged at a hundred times its speed it would make a hundred times as many.
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ signals: { weakScore: 1, noticeScore: 1 } }));
  const args = ['--data-dir', dataDir, '--market', `csv:${paths.join(',')}`, '--speed', String(speed), '--port', '0'];
  const host = await SpawnedHost.start(args);
  try {
    const empty = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    await page.goto(host.answer.url);
    await priceOtherThan(page, '');
    const rows = async (): Promise<number> => (await host.ask<{ rows: number }>('GET', '/status')).rows;
    const ours: Frames[] = [];
    const theirs: Frames[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await empty.bringToFront();
      theirs.push(await measureFrames(browser, empty));
      await page.bringToFront();
      const before = await rows();
      ours.push(await measureFrames(browser, page));
      const rate = ((await rows()) - before) / SECONDS;
      check(rate > UPDATES_A_SECOND * 0.9, `the market made ${rate.toFixed(0)} updates a second, not ${UPDATES_A_SECOND}`);
    }
    const work = median(ours.map(({ workMs }) => percentile(workMs, 95)));
    const emptyWork = median(theirs.map(({ workMs }) => percentile(workMs, 95)));
    const dropped = median(ours.map(({ droppedShare }) => droppedShare)) * 100;
    const emptyDropped = median(theirs.map(({ droppedShare }) => droppedShare)) * 100;
    return [
      {
        work: 'main-thread work per frame, p95',
        unit: 'ms',
        value: work,
        reference: { name: 'an empty page', value: emptyWork },
        ratio: emptyWork > 0 ? work / emptyWork : null,
        target: { words: 'at most 8 ms', isMet: work <= 8 },
      },
      {
        work: 'dropped frames',
        unit: '%',
        value: dropped,
        reference: { name: 'an empty page', value: emptyDropped },
        ratio: emptyDropped > 0 ? dropped / emptyDropped : null,
        target: { words: "at most an empty page's + 1 %", isMet: dropped <= emptyDropped + 1 },
      },
    ];
  } finally {
    await host.stop();
  }
}

/** From asking for the page on the simulated market until a candle has moved. */
async function firstCandle(browser: Browser, folder: string): Promise<Figure> {
  const host = await SpawnedHost.start(['--data-dir', join(folder, 'first'), '--market', 'sim', '--port', '0']);
  try {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      const url = await host.freshUrl();
      const startedMs = performance.now();
      await page.goto(url);
      const first = await priceOtherThan(page, '');
      await priceOtherThan(page, first);
      times.push(performance.now() - startedMs);
      await context.close();
    }
    const value = median(times);
    const target = { words: 'within 3 000 ms', isMet: value <= 3_000 };
    return { work: 'first candle that moves, at speed 1', unit: 'ms', value, reference: null, ratio: null, target };
  } finally {
    await host.stop();
  }
}

/** Resolves with the chart's last price as soon as it is another. */
async function priceOtherThan(page: Page, before: string): Promise<string> {
  const chart = page.getByRole('region', { name: 'Chart', exact: true });
  for (;;) {
    const price = (await chart.getAttribute('data-last-price')) ?? '';
    if (price !== '' && price !== before) return price;
    await page.waitForTimeout(10);
  }
}

async function measureFrames(browser: Browser, page: Page): Promise<Frames> {
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-lifecycle', '__metadata', 'blink.user_timing'] });
  const gaps = await page.evaluate<number[]>(`new Promise((resolve) => {
    const times = [];
    const end = performance.now() + ${SECONDS * 1000};
    performance.mark('bench-start');
    const frame = (now) => {
      times.push(now);
      if (now < end) requestAnimationFrame(frame);
      else { performance.mark('bench-end'); resolve(times.slice(1).map((time, place) => time - times[place])); }
    };
    requestAnimationFrame(frame);
  })`);
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  // A gap of three frames means that two were dropped.
  const dropped = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / FRAME_MS) - 1), 0);
  return { workMs: workPerFrame(trace.traceEvents), droppedShare: dropped / (gaps.length + dropped) };
}

/** Adds up the tasks of the page's main thread by sixtieths of a second, between the page's two marks. */
function workPerFrame(events: readonly TraceEvent[]): number[] {
  const start = events.find(({ name }) => name === 'bench-start');
  const end = events.find(({ name }) => name === 'bench-end');
  if (start === undefined || end === undefined) throw new Error('the trace does not hold the marks that the page made');
  const frames = Array.from({ length: Math.floor((end.ts - start.ts) / 1000 / FRAME_MS) }, () => 0);
  check(frames.length > SECONDS * 50, `the trace spans ${frames.length} frames`);
  const tasks = events
    .filter(({ name, ph, pid, tid }) => ph === 'X' && pid === start.pid && tid === start.tid && name.endsWith('RunTask'))
    .toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  let coveredUntil = 0;
  for (const { ts, dur = 0, tdur = 0 } of tasks) {
    // The same task is told by two layers of the browser, one inside the other.
    if (ts < coveredUntil) continue;
    coveredUntil = ts + dur;
    const frame = Math.floor((ts - start.ts) / 1000 / FRAME_MS);
    if (frame >= 0 && frame < frames.length) frames[frame] += tdur / 1000;
  }
  check(tasks.length > 0, 'the trace holds no tasks of the main thread');
  return frames;
}

function writeBars(folder: string, index: number): string {
  const block = walk(20_000, 100 + index);
  const lines = ['time,open,high,low,close,volume'];
  for (let row = 0; row < block.length; row += 1) {
    const { openTime, open, high, low, close, volume } = block;
    const time = openTime[0] + row * 1_000;
    lines.push([time, ...[open, high, low, close].map((column) => column[row].toFixed(4)), volume[row]].join(','));
  }
  const path = join(folder, `T${index}.csv`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}
