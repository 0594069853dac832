import { hash32, uniform } from '../../engine/kernel/random.ts';
import { DAY_SECONDS } from './day-shape.ts';
import { type HeadlineMeaning, writeHeadline } from './headline-templates.ts';
import type { SimInstrument } from './sim-instruments.ts';

/** A headline of the simulated exchange with what it truly means for the price. */
export interface SimHeadline {
  /** Second of the day at which it appears. */
  readonly second: number;
  readonly meaning: HeadlineMeaning;
  /** Random bits that its words are chosen by. */
  readonly choice: number;
  /** Log price that it moves the path by, all told; 0 for a neutral one. */
  readonly impact: number;
}

/** Seconds until a headline has moved the price all the way; most of it comes at the start. */
export const IMPACT_SECONDS = 1_200;

const COUNT_STREAM = 201;
const TIME_STREAM = 202;
const MEANING_STREAM = 203;
const SIZE_STREAM = 204;
const WORDS_STREAM = 205;

const SOURCES = ['Simwire', 'Harbour Post', 'Ledger Daily', 'Northern Markets'];

/** Draws the headlines of one day, ascending by time. */
export function headlinesOf({ character }: SimInstrument, seed: number, day: number): SimHeadline[] {
  const count = Math.round(character.headlinesPerDay * (0.5 + uniform(seed, day, 0, COUNT_STREAM)));
  const headlines: SimHeadline[] = [];
  for (let n = 0; n < count; n += 1) {
    const second = Math.floor(uniform(seed, day, n, TIME_STREAM) * DAY_SECONDS);
    const share = uniform(seed, day, n, MEANING_STREAM);
    const meaning = share < 0.34 ? 'good' : share < 0.66 ? 'bad' : 'neutral';
    const weight = uniform(seed, day, n, SIZE_STREAM);
    const size = 0.12 + 0.3 * weight * weight;
    const impact = meaning === 'neutral' ? 0 : (meaning === 'good' ? 1 : -1) * size * character.dailyVolatility;
    const choice = hash32(seed, day, n, WORDS_STREAM);
    headlines.push({ second, meaning, choice, impact });
  }
  return headlines.toSorted((a, b) => a.second - b.second);
}

/** Writes a headline's words and names its source. */
export function wordsOf(
  { instrument, character }: SimInstrument,
  { meaning, choice }: SimHeadline,
): { readonly text: string; readonly source: string } {
  return { text: writeHeadline(instrument.name, character.field, meaning, choice), source: SOURCES[choice % SOURCES.length] };
}

/** Returns how much of its impact a headline has had after `seconds`, 0..1. */
export function impactShare(seconds: number): number {
  if (seconds <= 0) return 0;
  if (seconds >= IMPACT_SECONDS) return 1;
  const left = 1 - seconds / IMPACT_SECONDS;
  return 1 - left * left * left;
}
