import { readFileSync } from 'node:fs';
import type { SeriesColumns } from '../../electron/engine/indicators/indicator.ts';
import { hash32 } from '../../electron/engine/kernel/random.ts';
import { sharedData } from './shared-data.ts';

/** One bar by the names of its columns. */
export interface SeriesBar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** Returns bars as columns, a minute each from 2024-01-02 09:30 UTC on. */
export function columnsFrom(bars: readonly SeriesBar[], reference: readonly number[] | null = null, barMs = 60_000): SeriesColumns {
  const start = Date.UTC(2024, 0, 2, 9, 30);
  return {
    openTime: Float64Array.from(bars, (_, row) => start + row * barMs),
    open: Float64Array.from(bars, ({ open }) => open),
    high: Float64Array.from(bars, ({ high }) => high),
    low: Float64Array.from(bars, ({ low }) => low),
    close: Float64Array.from(bars, ({ close }) => close),
    volume: Float64Array.from(bars, ({ volume }) => volume),
    reference: reference === null ? null : Float64Array.from(reference),
  };
}

/** A seeded walk of `length` bars around 100 with trends, quiet stretches and volume; the reference walks half along with it. */
export function walkingColumns(length: number, seed = 1): SeriesColumns {
  let at = 0;
  const draw = (): number => hash32(seed, 7, (at += 1), 9) / 4_294_967_296;
  let price = 100;
  let other = 50;
  const reference: number[] = [];
  const bars = Array.from({ length }, (_, row): SeriesBar => {
    const drift = Math.sin(row / 37) * 0.004;
    const open = price;
    const move = drift + (draw() - 0.5) * 0.02 * (1 + Math.sin(row / 61));
    price = Math.max(1, price * (1 + move));
    other = Math.max(1, other * (1 + move / 2 + (draw() - 0.5) * 0.01));
    reference.push(other);
    const reach = price * 0.004;
    return {
      open,
      high: Math.max(open, price) + draw() * reach,
      low: Math.min(open, price) - draw() * reach,
      close: price,
      volume: Math.round(500 + draw() * 5_000),
    };
  });
  return columnsFrom(bars, reference);
}

/** The reference quotes of Stock.Indicators by name (`default`, `bad`, `zeros`, `penny`): 502 daily bars. */
export function referenceQuotes(name: string): SeriesColumns {
  const lines = readFileSync(sharedData(`indicators/quotes/${name}.csv`), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1);
  const rows = lines.map((line) => line.split(',').slice(1).map(Number));
  return columnsFrom(
    rows.map(([open, high, low, close, volume]) => ({ open, high, low, close, volume })),
    null,
    86_400_000,
  );
}
