import * as technical from 'technicalindicators';
import { Ema } from '../../electron/engine/indicators/averages/ema.ts';
import { Sma } from '../../electron/engine/indicators/averages/sma.ts';
import { Macd } from '../../electron/engine/indicators/momentum/macd.ts';
import { Rsi } from '../../electron/engine/indicators/momentum/rsi.ts';
import { Atr } from '../../electron/engine/indicators/volatility/atr.ts';
import { Bollinger } from '../../electron/engine/indicators/volatility/bollinger.ts';
import type { BarBlock } from '../../shared/domain/market-block.ts';
import { catalogueFigures } from '../catalogue-speed.ts';
import { loopAtr, loopBollinger, loopEma, loopMacd, loopRsi, loopSma } from '../loop-indicators.ts';
import { check, type Figure, ratesOf, type Suite } from '../measure.ts';
import { walk } from '../series.ts';

const BARS = 200_000;

/** One indicator three ways; each fills a column with one value per bar. */
interface Case {
  readonly name: string;
  /** How many times technicalindicators' streaming rate ours must reach, or `null` where performance goals name none. */
  readonly leastRatio: number | null;
  /** How far the peer may be off; it rounds RSI to two places. */
  readonly peerTolerance: number;
  readonly ours: (bars: BarBlock, out: Float64Array) => void;
  readonly loop: (bars: BarBlock, out: Float64Array) => void;
  readonly peer: (bars: BarBlock, out: Float64Array) => void;
}

const scratch: [Float64Array, Float64Array, Float64Array] = [new Float64Array(BARS), new Float64Array(BARS), new Float64Array(BARS)];

const cases: readonly Case[] = [
  {
    name: 'SMA 50',
    leastRatio: 10,
    peerTolerance: 1e-6,
    ours: ({ close }, out) => {
      const sma = new Sma(50);
      for (let i = 0; i < close.length; i += 1) out[i] = sma.update(close[i]);
    },
    loop: ({ close }, out) => loopSma(close, 50, out),
    peer: ({ close }, out) => {
      const sma = new technical.SMA({ period: 50, values: [] });
      for (let i = 0; i < close.length; i += 1) out[i] = sma.nextValue(close[i]) ?? Number.NaN;
    },
  },
  {
    name: 'EMA 20',
    leastRatio: null,
    peerTolerance: 1e-6,
    ours: ({ close }, out) => {
      const ema = new Ema(20);
      for (let i = 0; i < close.length; i += 1) out[i] = ema.update(close[i]);
    },
    loop: ({ close }, out) => loopEma(close, 20, out),
    peer: ({ close }, out) => {
      const ema = new technical.EMA({ period: 20, values: [] });
      for (let i = 0; i < close.length; i += 1) out[i] = ema.nextValue(close[i]) ?? Number.NaN;
    },
  },
  {
    name: 'RSI 14',
    leastRatio: 10,
    peerTolerance: 0.0051,
    ours: ({ close }, out) => {
      const rsi = new Rsi(14);
      for (let i = 0; i < close.length; i += 1) out[i] = rsi.update(close[i]);
    },
    loop: ({ close }, out) => loopRsi(close, 14, out),
    peer: ({ close }, out) => {
      const rsi = new technical.RSI({ period: 14, values: [] });
      for (let i = 0; i < close.length; i += 1) out[i] = rsi.nextValue(close[i]) ?? Number.NaN;
    },
  },
  {
    name: 'MACD 12 26 9',
    leastRatio: 10,
    peerTolerance: 1e-6,
    ours: ({ close }, out) => {
      const macd = new Macd(12, 26, 9);
      for (let i = 0; i < close.length; i += 1) {
        macd.update(close[i]);
        out[i] = macd.histogram;
      }
    },
    loop: ({ close }, out) => loopMacd(close, [12, 26, 9], out, scratch),
    peer: ({ close }, out) => {
      const options = { fastPeriod: 12, slowPeriod: 26, signalPeriod: 9, SimpleMAOscillator: false, SimpleMASignal: false, values: [] };
      const macd = new technical.MACD(options);
      for (let i = 0; i < close.length; i += 1) out[i] = macd.nextValue(close[i])?.histogram ?? Number.NaN;
    },
  },
  {
    name: 'Bollinger 20 2',
    leastRatio: 10,
    peerTolerance: 1e-6,
    ours: ({ close }, out) => {
      const bands = new Bollinger(20, 2);
      for (let i = 0; i < close.length; i += 1) {
        bands.update(close[i]);
        out[i] = bands.upper;
      }
    },
    loop: ({ close }, out) => loopBollinger(close, 20, 2, out),
    peer: ({ close }, out) => {
      const bands = new technical.BollingerBands({ period: 20, stdDev: 2, values: [] });
      for (let i = 0; i < close.length; i += 1) out[i] = bands.nextValue(close[i])?.upper ?? Number.NaN;
    },
  },
  {
    name: 'ATR 14',
    leastRatio: null,
    peerTolerance: 1e-6,
    ours: ({ high, low, close }, out) => {
      const atr = new Atr(14);
      for (let i = 0; i < close.length; i += 1) out[i] = atr.update(high[i], low[i], close[i]);
    },
    loop: ({ high, low, close }, out) => loopAtr(high, low, close, 14, out),
    peer: ({ high, low, close }, out) => {
      const atr = new technical.ATR({ period: 14, high: [], low: [], close: [] });
      for (let i = 0; i < close.length; i += 1) out[i] = atr.nextValue({ high: high[i], low: low[i], close: close[i] }) ?? Number.NaN;
    },
  },
];

/** Streaming indicators against the library that most use in this language and the bare loop; then the whole catalogue. */
export const indicators: Suite = {
  name: 'indicators',
  run: async () => {
    const bars = walk(BARS, 1);
    const figures: Figure[] = [];
    for (const { name, leastRatio, peerTolerance, ...ways } of cases) {
      const [ours, loop, peer] = [ways.ours, ways.loop, ways.peer].map((fill) => {
        const out = new Float64Array(BARS);
        fill(bars, out);
        return out;
      });
      agree(`${name} and the loop`, ours, loop, 1e-9);
      agree(`${name} and technicalindicators`, ours, peer, peerTolerance);
      const out = new Float64Array(BARS);
      const [ourRate, loopRate, peerRate] = await ratesOf(
        [ways.ours, ways.loop, ways.peer].map((fill, place) => ({
          name: ['BitFlow', 'loop', 'technicalindicators'][place],
          run: () => {
            fill(bars, out);
            return BARS;
          },
        })),
      );
      const ratio = ourRate / peerRate;
      figures.push(
        {
          work: name,
          unit: 'values/s',
          value: ourRate,
          reference: { name: 'technicalindicators', value: peerRate },
          ratio,
          target: leastRatio === null ? null : { words: `at least ${leastRatio} times`, isMet: ratio >= leastRatio },
        },
        {
          work: name,
          unit: 'values/s',
          value: ourRate,
          reference: { name: 'typed-array loop', value: loopRate },
          ratio: ourRate / loopRate,
          target: null,
        },
      );
    }
    return [...figures, ...(await catalogueFigures())];
  },
};

/** Values must agree where both are warm, after the first thousand. */
function agree(words: string, a: Float64Array, b: Float64Array, tolerance: number): void {
  for (let i = 1_000; i < a.length; i += 1) check(Math.abs(a[i] - b[i]) <= tolerance, `${words} differ at bar ${i}: ${a[i]} and ${b[i]}`);
}
