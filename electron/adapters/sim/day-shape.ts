import type { Session } from '../../../shared/domain/session.ts';
import { hash32, uniform } from '../../engine/kernel/random.ts';
import { normalOf } from './deviates.ts';

export const DAY_SECONDS = 86_400;
const MINUTES = 1_440;

/** A day has 32 stretches of 45 minutes, each with a regime of its own. */
export const STRETCHES = 32;
export const STRETCH_SECONDS = DAY_SECONDS / STRETCHES;

/** What the market does in a stretch of the simulated path. */
export const simRegimes = ['calm', 'trend', 'range', 'panic'] as const;
export type SimRegime = (typeof simRegimes)[number];

/** How lively each regime is, as a factor of variance, and how far it goes by itself in standard deviations. */
const LIVELINESS: Readonly<Record<SimRegime, number>> = { calm: 1, trend: 0.8, range: 1, panic: 5 };

/** Panics only ever fall; this much a stretch, in standard deviations, makes up for them elsewhere. */
const LIFT = 0.07;

/** The regimes of one day of one instrument and what they do to its price. */
export interface DayShape {
  readonly regimes: readonly SimRegime[];
  /** Log price that each stretch adds by itself. */
  readonly drifts: Float64Array;
  /** Log price of the to and fro in a range; 0 elsewhere. */
  readonly swings: Float64Array;
  /** The day's variance as a factor of an ordinary day's. */
  readonly liveliness: number;
}

const REGIME_STREAM = 101;
const DRIFT_STREAM = 102;
const SWING_STREAM = 103;

/** How lively each minute of a day is by its time alone, for one kind of session; worked out once. */
export class DayProfile {
  readonly #minutes = new Float64Array(MINUTES);
  readonly #stretches = new Float64Array(STRETCHES);

  constructor(session: Session) {
    for (let minute = 0; minute < MINUTES; minute += 1) {
      const share = liveliness(minute, session) / MINUTES;
      this.#minutes[minute] = share;
      this.#stretches[stretchOf(minute)] += share;
    }
  }

  /** The variance of a day with these regimes, as a factor of an ordinary day's. */
  total(regimes: readonly SimRegime[]): number {
    let sum = 0;
    for (let stretch = 0; stretch < STRETCHES; stretch += 1) sum += this.#stretches[stretch] * LIVELINESS[regimes[stretch]];
    return sum;
  }

  /** The share of the day's variance that has passed by the start of each minute, 0..1, 1 441 entries. */
  passed(regimes: readonly SimRegime[]): Float64Array {
    const passed = new Float64Array(MINUTES + 1);
    for (let minute = 0; minute < MINUTES; minute += 1)
      passed[minute + 1] = passed[minute] + this.#minutes[minute] * LIVELINESS[regimes[stretchOf(minute)]];
    const sum = passed[MINUTES];
    for (let minute = 1; minute <= MINUTES; minute += 1) passed[minute] /= sum;
    return passed;
  }
}

/** Draws the shape of a day; `volatility` is the standard deviation of the day's log return. */
export function shapeDay(seed: number, day: number, volatility: number, profile: DayProfile): DayShape {
  const regimes = Array.from({ length: STRETCHES }, (_, stretch) => regimeOf(uniform(seed, day, stretch, REGIME_STREAM)));
  const drifts = new Float64Array(STRETCHES);
  const swings = new Float64Array(STRETCHES);
  const scale = volatility / Math.sqrt(STRETCHES);
  for (let stretch = 0; stretch < STRETCHES; stretch += 1) {
    const deviate = normalOf(hash32(seed, day, stretch, DRIFT_STREAM));
    const direction = deviate > 0 ? 1 : -1;
    if (regimes[stretch] === 'trend') drifts[stretch] = scale * (direction + 0.4 * deviate);
    if (regimes[stretch] === 'panic') drifts[stretch] = -scale * (1.5 + Math.abs(deviate));
    else drifts[stretch] += scale * LIFT;
    if (regimes[stretch] === 'range') swings[stretch] = scale * (0.15 + 0.3 * uniform(seed, day, stretch, SWING_STREAM));
  }
  return { regimes, drifts, swings, liveliness: profile.total(regimes) };
}

function stretchOf(minute: number): number {
  return Math.floor((minute * 60) / STRETCH_SECONDS);
}

function regimeOf(share: number): SimRegime {
  if (share < 0.34) return 'trend';
  if (share < 0.62) return 'range';
  if (share < 0.65) return 'panic';
  return 'calm';
}

/**
 * How lively a minute of the day is, 1 on average while open: stocks are busiest after the open and
 * before the close, coins in the European and American afternoon; a closed market hardly moves.
 */
function liveliness(minute: number, session: Session): number {
  if (session.kind === 'continuous') {
    const fromPeak = Math.abs(minute - 900) / 720;
    const near = fromPeak > 1 ? 2 - fromPeak : fromPeak;
    return 1.35 - 0.7 * near;
  }
  const { openMinute, closeMinute } = session;
  if (minute < openMinute || minute >= closeMinute) return 0.1;
  const way = (minute - openMinute) / (closeMinute - openMinute);
  const fromMiddle = 2 * way - 1;
  return 0.62 + 1.14 * fromMiddle * fromMiddle;
}
