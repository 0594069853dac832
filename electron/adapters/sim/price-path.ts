import { decimalToFloat } from '../../../shared/domain/decimal.ts';
import { exp, log } from '../../engine/kernel/math.ts';
import { hash32, seedOf } from '../../engine/kernel/random.ts';
import { DAY_SECONDS, DayProfile, type DayShape, STRETCH_SECONDS, shapeDay } from './day-shape.ts';
import { logNormalOf, logNormalTable, normalOf } from './deviates.ts';
import { headlinesOf, IMPACT_SECONDS, impactShare, type SimHeadline } from './sim-headlines.ts';
import type { SimInstrument } from './sim-instruments.ts';

/** Changes whenever the same seed would give another market; recorded with every run. */
export const SIM_VERSION = 1;

/** The first day of the simulated exchange: 2024-01-01, counted from 1970-01-01. */
export const FIRST_DAY = 19_723;

const DAY_STREAM = 1;
const VOLATILITY_STREAM = 2;
const BRIDGE_STREAM = 3;
const VOLUME_STREAM = 4;
const SPREAD_STREAM = 5;

/** Pull towards the anchor price, per day. */
const REVERSION = 0.01;
/** How long a lively time lasts: correlation of log volatility between days. */
const PERSISTENCE = 0.92;
const VOLATILITY_NOISE = 0.14;
/** The part of a day's variance that is the bridge's; drifts, swings and news bring the rest. */
const BRIDGE_SHARE = 0.85;

const cascadeTable = logNormalTable(0.3);
const volumeTable = logNormalTable(0.9);

/** Where a day begins and ends and what happens on the way. */
interface DayFrame {
  readonly startLog: number;
  /** Where the bridge alone ends, before drifts and headlines. */
  readonly bridgeEndLog: number;
  readonly variance: number;
  readonly shape: DayShape;
  readonly headlines: readonly SimHeadline[];
}

/** A day of the path, worked out so that its seconds can be read. */
interface PathDay extends DayFrame {
  readonly day: number;
  /** Share of the day's variance that has passed by the start of each minute. */
  readonly passed: Float64Array;
  /** Sums of the drifts before each stretch. */
  readonly driftBefore: Float64Array;
  /** Those of the day before whose effect reaches into this day. */
  readonly headlinesBefore: readonly SimHeadline[];
}

/** What the path says of one second. */
export interface PathSecond {
  price: number;
  bid: number;
  ask: number;
  /** Units traded within the second; zero while the market is closed. */
  volume: number;
}

/**
 * The price of one simulated instrument as a function of (seed, instrument, second): any second can be
 * asked for, and the same second always has the same answer.
 *
 * Log price is the sum of a Brownian bridge over the day, drifts of the day's regimes, swings of its ranges and the
 * effect of its headlines. The bridge is refined by halving: the variance of a stretch is split between its halves by
 * the time of day, the regime and a random factor, so that lively moments cluster on every scale. Days follow each
 * other as a random walk that is pulled back to an anchor and whose volatility has a memory.
 * @source Mandelbrot, Fisher, Calvet, "A Multifractal Model of Asset Returns", 1997 (the idea of a cascade of volatility).
 */
export class PricePath {
  readonly sim: SimInstrument;
  readonly #seed: number;
  readonly #profile: DayProfile;
  readonly #ticksPerUnit: number;
  readonly #lotsPerUnit: number;
  /** Log price and log volatility at the start of each day since the first. */
  readonly #starts: number[] = [];
  readonly #volatilities: number[] = [];
  readonly #days = new Map<number, PathDay>();
  // The chain of halvings down to the second that was asked for last; the next second shares most of it.
  readonly #low = new Float64Array(20);
  readonly #high = new Float64Array(20);
  readonly #from = new Float64Array(20);
  readonly #to = new Float64Array(20);
  readonly #variance = new Float64Array(20);
  #depth = -1;
  #stackDay = -1;

  constructor(sim: SimInstrument, marketSeed: number) {
    this.sim = sim;
    this.#seed = seedOf(sim.instrument.id, marketSeed);
    this.#ticksPerUnit = Math.round(1 / decimalToFloat(sim.instrument.priceIncrement));
    this.#lotsPerUnit = Math.round(1 / decimalToFloat(sim.instrument.sizeIncrement));
    this.#profile = new DayProfile(sim.instrument.session);
    this.#starts.push(log(sim.character.anchorPrice));
    this.#volatilities.push(0);
  }

  /** Writes what the path says of `second` (since 1970) into `into`; the second must not be before the first day. */
  read(second: number, into: PathSecond): void {
    const dayNumber = Math.floor(second / DAY_SECONDS);
    const ofDay = second - dayNumber * DAY_SECONDS;
    const day = this.#day(dayNumber);
    const price = this.#toTick(exp(this.#bridge(day, ofDay) + this.#driftAt(day, ofDay) + this.#newsAt(day, ofDay)));
    this.#quote(day, second, ofDay, price, into);
  }

  /** The headlines of one day, ascending by time. */
  headlines(dayNumber: number): readonly SimHeadline[] {
    return this.#day(dayNumber).headlines;
  }

  /** The shape that one day was given. */
  shape(dayNumber: number): DayShape {
    return this.#day(dayNumber).shape;
  }

  #quote(day: PathDay, second: number, ofDay: number, price: number, into: PathSecond): void {
    const { character, instrument } = this.sim;
    const minute = Math.floor(ofDay / 60);
    const bits = hash32(this.#seed, second, 0, VOLUME_STREAM);
    const pace = (day.passed[minute + 1] - day.passed[minute]) * 1_440 * day.shape.liveliness;
    const isPanic = day.shape.regimes[Math.floor(ofDay / STRETCH_SECONDS)] === 'panic';
    const ticks = this.#ticksPerUnit;
    const wide = character.spreadRatio * price * (isPanic ? 3 : 1) * (0.7 + (hash32(this.#seed, second, 0, SPREAD_STREAM) % 64) / 96);
    const spread = Math.max(1, Math.round(wide * ticks));
    const tick = Math.round(price * ticks);
    const below = (bits & 1) === 0 ? spread >> 1 : spread - (spread >> 1);
    into.price = price;
    into.bid = Math.max(1, tick - below) / ticks;
    into.ask = (Math.max(1, tick - below) + spread) / ticks;
    const isClosed =
      instrument.session.kind === 'daily' && (minute < instrument.session.openMinute || minute >= instrument.session.closeMinute);
    const units = (character.dailyVolume / DAY_SECONDS) * Math.min(pace, 6) * logNormalOf(volumeTable, bits);
    into.volume = isClosed ? 0 : Math.round(units * this.#lotsPerUnit) / this.#lotsPerUnit;
  }

  #toTick(price: number): number {
    return Math.max(1, Math.round(price * this.#ticksPerUnit)) / this.#ticksPerUnit;
  }

  #driftAt(day: PathDay, ofDay: number): number {
    const stretch = Math.floor(ofDay / STRETCH_SECONDS);
    const way = (ofDay - stretch * STRETCH_SECONDS) / STRETCH_SECONDS;
    const swing = day.shape.swings[stretch];
    return day.driftBefore[stretch] + day.shape.drifts[stretch] * way + (swing === 0 ? 0 : swing * wave(3 * way));
  }

  #newsAt(day: PathDay, ofDay: number): number {
    let sum = 0;
    for (const { second, impact } of day.headlines) {
      if (second > ofDay) break;
      if (impact !== 0) sum += impact * impactShare(ofDay - second);
    }
    for (const { second, impact } of day.headlinesBefore) sum -= impact * (1 - impactShare(ofDay + DAY_SECONDS - second));
    return sum;
  }

  /** The bridge between the day's ends at a second of the day. */
  #bridge(day: PathDay, ofDay: number): number {
    if (this.#stackDay !== day.day) this.#startStack(day);
    let depth = this.#depth;
    while (ofDay < this.#low[depth] || ofDay >= this.#high[depth]) depth -= 1;
    while (this.#high[depth] - this.#low[depth] > 1) {
      depth = this.#halve(day, depth, ofDay);
    }
    this.#depth = depth;
    return this.#from[depth];
  }

  #startStack(day: PathDay): void {
    this.#stackDay = day.day;
    this.#depth = 0;
    this.#low[0] = 0;
    this.#high[0] = DAY_SECONDS;
    this.#from[0] = day.startLog;
    this.#to[0] = day.bridgeEndLog;
    this.#variance[0] = day.variance;
  }

  /** Halves the stretch at `depth` and goes into the half that holds `ofDay`. */
  #halve(day: PathDay, depth: number, ofDay: number): number {
    const low = this.#low[depth];
    const high = this.#high[depth];
    const middle = (low + high) >> 1;
    const bits = hash32(this.#seed, day.day, middle, BRIDGE_STREAM);
    const left = passedAt(day.passed, middle) - passedAt(day.passed, low);
    const right = passedAt(day.passed, high) - passedAt(day.passed, middle);
    const lively = left * logNormalOf(cascadeTable, bits);
    const share = lively / (lively + right);
    const variance = this.#variance[depth];
    const from = this.#from[depth];
    const to = this.#to[depth];
    const at = from + (to - from) * share + Math.sqrt(variance * share * (1 - share)) * normalOf(bits);
    const next = depth + 1;
    const isLeft = ofDay < middle;
    this.#low[next] = isLeft ? low : middle;
    this.#high[next] = isLeft ? middle : high;
    this.#from[next] = isLeft ? from : at;
    this.#to[next] = isLeft ? at : to;
    this.#variance[next] = variance * (isLeft ? share : 1 - share);
    return next;
  }

  #day(dayNumber: number): PathDay {
    const known = this.#days.get(dayNumber);
    if (known !== undefined) return known;
    if (dayNumber < FIRST_DAY) throw new RangeError(`the simulated exchange opened on day ${FIRST_DAY}, day ${dayNumber} is before that`);
    this.#walkTo(dayNumber);
    const place = dayNumber - FIRST_DAY;
    const made = this.#layOut(dayNumber, this.#frame(dayNumber, this.#starts[place], this.#volatilities[place]));
    if (this.#days.size >= 8) this.#days.delete(this.#days.keys().next().value ?? dayNumber);
    this.#days.set(dayNumber, made);
    return made;
  }

  #walkTo(dayNumber: number): void {
    for (let place = this.#starts.length - 1; place < dayNumber - FIRST_DAY; place += 1) {
      const day = this.#frame(FIRST_DAY + place, this.#starts[place], this.#volatilities[place]);
      let end = day.bridgeEndLog;
      for (const drift of day.shape.drifts) end += drift;
      for (const headline of day.headlines) end += headline.impact;
      this.#starts.push(end);
      const noise = normalOf(hash32(this.#seed, FIRST_DAY + place, 0, VOLATILITY_STREAM));
      this.#volatilities.push(PERSISTENCE * this.#volatilities[place] + VOLATILITY_NOISE * noise);
    }
  }

  #frame(dayNumber: number, startLog: number, logVolatility: number): DayFrame {
    const { character } = this.sim;
    const volatility = character.dailyVolatility * exp(logVolatility);
    const shape = shapeDay(this.#seed, dayNumber, volatility, this.#profile);
    const deviate = normalOf(hash32(this.#seed, dayNumber, 0, DAY_STREAM));
    const pull = REVERSION * (log(character.anchorPrice) - startLog);
    const variance = volatility * volatility * shape.liveliness * BRIDGE_SHARE;
    const bridgeEndLog = startLog + pull + Math.sqrt(variance) * deviate;
    return { startLog, bridgeEndLog, variance, shape, headlines: headlinesOf(this.sim, this.#seed, dayNumber) };
  }

  #layOut(day: number, frame: DayFrame): PathDay {
    const { drifts, regimes } = frame.shape;
    const driftBefore = new Float64Array(drifts.length);
    for (let i = 1; i < driftBefore.length; i += 1) driftBefore[i] = driftBefore[i - 1] + drifts[i - 1];
    const before = day === FIRST_DAY ? [] : headlinesOf(this.sim, this.#seed, day - 1);
    const headlinesBefore = before.filter((headline) => headline.second > DAY_SECONDS - IMPACT_SECONDS);
    return { ...frame, day, driftBefore, headlinesBefore, passed: this.#profile.passed(regimes) };
  }
}

/** The share of the day's variance that has passed by a second of the day. */
function passedAt(passed: Float64Array, ofDay: number): number {
  const minute = Math.floor(ofDay / 60);
  if (minute >= 1_440) return 1;
  return passed[minute] + ((passed[minute + 1] - passed[minute]) * (ofDay - minute * 60)) / 60;
}

/** A wave of period 1 between −1 and 1 that starts and ends at 0, from parabolas. */
function wave(x: number): number {
  const phase = x - Math.floor(x);
  return phase < 0.5 ? 16 * phase * (0.5 - phase) : -16 * (phase - 0.5) * (1 - phase);
}
