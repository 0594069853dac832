/**
 * The same six indicators as plain loops over typed arrays, without an engine: the limit of what this language can do. Each
 * fills `out` with one value per bar, NaN during warm-up.
 */

/** Simple moving average by a running sum. */
export function loopSma(closes: Float64Array, period: number, out: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < closes.length; i += 1) {
    sum += closes[i];
    if (i >= period) sum -= closes[i - period];
    out[i] = i >= period - 1 ? sum / period : Number.NaN;
  }
}

/** Exponential moving average seeded with the first simple one. */
export function loopEma(values: Float64Array, period: number, out: Float64Array, from = 0): void {
  const weight = 2 / (period + 1);
  let sum = 0;
  let average = Number.NaN;
  for (let i = 0; i < values.length; i += 1) {
    const seen = i - from + 1;
    if (seen <= 0) out[i] = Number.NaN;
    else {
      if (seen <= period) {
        sum += values[i];
        if (seen === period) average = sum / period;
      } else average += weight * (values[i] - average);
      out[i] = average;
    }
  }
}

/** Wilder's relative strength index. */
export function loopRsi(closes: Float64Array, period: number, out: Float64Array): void {
  let gain = 0;
  let loss = 0;
  out[0] = Number.NaN;
  for (let i = 1; i < closes.length; i += 1) {
    const change = closes[i] - closes[i - 1];
    const up = change > 0 ? change : 0;
    const down = change < 0 ? -change : 0;
    if (i <= period) {
      gain += up / period;
      loss += down / period;
    } else {
      gain = (gain * (period - 1) + up) / period;
      loss = (loss * (period - 1) + down) / period;
    }
    out[i] = i < period ? Number.NaN : loss === 0 ? 100 : 100 - 100 / (1 + gain / loss);
  }
}

/** The histogram of MACD; `fast`, `slow` and `line` are scratch space as long as `closes`. */
export function loopMacd(
  closes: Float64Array,
  periods: readonly [number, number, number],
  out: Float64Array,
  scratch: readonly [Float64Array, Float64Array, Float64Array],
): void {
  const [fast, slow, line] = scratch;
  loopEma(closes, periods[0], fast);
  loopEma(closes, periods[1], slow);
  for (let i = 0; i < closes.length; i += 1) line[i] = fast[i] - slow[i];
  loopEma(line, periods[2], out, periods[1] - 1);
  for (let i = 0; i < closes.length; i += 1) out[i] = line[i] - out[i];
}

/** The upper Bollinger band, by running sums that are formed anew once per period. */
export function loopBollinger(closes: Float64Array, period: number, deviations: number, out: Float64Array): void {
  let mean = 0;
  let squares = 0;
  for (let i = 0; i < closes.length; i += 1) {
    if (i < period - 1) {
      out[i] = Number.NaN;
      continue;
    }
    if ((i + 1) % period === 0) {
      mean = 0;
      squares = 0;
      for (let j = i - period + 1; j <= i; j += 1) mean += closes[j];
      mean /= period;
      for (let j = i - period + 1; j <= i; j += 1) squares += (closes[j] - mean) * (closes[j] - mean);
    } else {
      const leaving = closes[i - period];
      const before = mean;
      mean += (closes[i] - leaving) / period;
      squares += (closes[i] - leaving) * (closes[i] - mean + leaving - before);
    }
    out[i] = mean + deviations * Math.sqrt(squares > 0 ? squares / period : 0);
  }
}

/** Wilder's average true range. */
export function loopAtr(highs: Float64Array, lows: Float64Array, closes: Float64Array, period: number, out: Float64Array): void {
  let average = 0;
  out[0] = Number.NaN;
  for (let i = 1; i < closes.length; i += 1) {
    const before = closes[i - 1];
    const range = (highs[i] > before ? highs[i] : before) - (lows[i] < before ? lows[i] : before);
    average = i <= period ? average + range / period : (average * (period - 1) + range) / period;
    out[i] = i < period ? Number.NaN : average;
  }
}
