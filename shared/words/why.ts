import type { MessageTable } from './message-table.ts';

/** Scores come written with three places, cut off and never rounded up, so that what is missing and what is there add up. */
interface Score {
  readonly symbol: string;
  readonly score: string;
  /** How much is missing to `limit`. */
  readonly missing: string;
  readonly limit: string;
}

interface Signalled {
  readonly symbol: string;
  /** `BUY` or `SELL`. */
  readonly side: string;
}

/** Why there is a signal or none, and a trade or none, in one sentence by state. */
export const whyWords = {
  'no-data': ({ symbol }: Pick<Score, 'symbol'>) => `No signal in ${symbol}: no bar has closed yet.`,
  'warming-up': ({ symbol, seen, needed }: Pick<Score, 'symbol'> & { readonly seen: string; readonly needed: string }) =>
    `No signal in ${symbol}: warming up, ${seen} of about ${needed} bars.`,
  quiet: ({ symbol, score, missing, limit }: Score) => `No signal in ${symbol}: score ${score}, ${missing} short of a signal (${limit}).`,
  repeated: ({ symbol, time, score, fate }: Pick<Score, 'symbol' | 'score'> & { readonly time: string; readonly fate: string }) =>
    `No new signal in ${symbol}: already signalled ${time} (${score}, ${fate}).`,
  'stood-at-start': ({ symbol, score }: Pick<Score, 'symbol' | 'score'>) =>
    `No new signal in ${symbol}: score ${score} was there at the start, and only a new crossing makes a signal.`,
  mentioned: ({ symbol, side, score, missing, limit }: Score & Signalled) =>
    `${side} signal in ${symbol}, no trade: score ${score}, ${missing} short of a trade (${limit}).`,
  refused: ({ symbol, side, reasons }: Signalled & { readonly reasons: string }) => `${side} signal in ${symbol}, no trade: ${reasons}.`,
  proposed: ({ symbol, side }: Signalled) => `${side} signal in ${symbol}: trade pending, approve or reject it.`,
  decided: ({ symbol, side, fate }: Signalled & { readonly fate: string }) => `${side} signal in ${symbol}: trade ${fate}.`,
  'not-proposed': ({ symbol, side }: Signalled) => `${side} signal in ${symbol}, no trade was proposed.`,
} as const satisfies MessageTable;

/** What became of the last signal, in two or three words. */
export const whyFates = {
  weak: 'too weak',
  refused: 'not traded',
  'by-you': ({ status }: { readonly status: string }) => `${status}, by you`,
  'by-auto': ({ status }: { readonly status: string }) => `${status}, by auto mode`,
  'by-engine': ({ status }: { readonly status: string }) => `${status}, by BitFlow`,
} as const satisfies MessageTable;

/** What else stands around a trade now. */
export const whyCircumstances = {
  'trading-state': ({ state, reason }: { readonly state: string; readonly reason: string }) => `Trading ${state}: ${reason}.`,
  closed: ({ symbol }: { readonly symbol: string }) => `Market closed: ${symbol}.`,
  stale: ({ symbol }: { readonly symbol: string }) => `Stale price: ${symbol}.`,
  held: ({ symbol, direction }: { readonly symbol: string; readonly direction: string }) =>
    `Already in position: ${symbol} ${direction}; signals don't add to it.`,
  'last-signal': ({
    side,
    time,
    score,
    fate,
  }: {
    readonly side: string;
    readonly time: string;
    readonly score: string;
    readonly fate: string;
  }) => `Last signal: ${side} at ${time} (${score}, ${fate}).`,
  adds: ({ analysis, part, grounds }: { readonly analysis: string; readonly part: string; readonly grounds: string }) =>
    `${analysis} ${part}: ${grounds}.`,
  'no-grounds': 'nothing clear',
  absent: ({ analysis, reason }: { readonly analysis: string; readonly reason: string }) => `No ${analysis}: ${reason}.`,
} as const satisfies MessageTable;

export const whyTables = { whyWords, whyFates, whyCircumstances } satisfies Record<string, MessageTable>;

const PLACES = 3;
/** Floats such as 0.3 stand a little beside the number that they are read as. */
const GRAIN = 1e-9;

/** Writes a score with three places, towards zero, with its sign: `+0.299`. */
export function scoreWords(score: number): string {
  return `${score < 0 ? '−' : '+'}${(Math.floor(Math.abs(score) * 10 ** PLACES + GRAIN) / 10 ** PLACES).toFixed(PLACES)}`;
}

/** Writes how much a score, of either sign, is short of a limit, so that it adds up with {@link scoreWords}; at least 0.001. */
export function missingWords(score: number, limit: number): string {
  const shown = Math.floor(Math.abs(score) * 10 ** PLACES + GRAIN);
  return (Math.max(1, Math.ceil(limit * 10 ** PLACES - GRAIN) - shown) / 10 ** PLACES).toFixed(PLACES);
}
