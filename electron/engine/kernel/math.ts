/**
 * Exponential, logarithm, powers and angles from +, −, ×, ÷ alone. The language leaves `Math.exp` and its kin
 * approximate, so two machines may differ in the last bit; these do not.
 */

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const SQRT_HALF = 0.7071067811865476;

const word = new DataView(new ArrayBuffer(8));

/** What exp or log is taken of, and then its value: an argument of a function too large to be inlined would be put on the heap. */
const cell = new Float64Array(1);

/** Returns 2^`exponent` for a whole exponent between −1022 and 1023. */
function powerOfTwo(exponent: number): number {
  word.setUint32(0, (exponent + 1023) << 20);
  word.setUint32(4, 0);
  return word.getFloat64(0);
}

/**
 * Returns e^`x`, within 2 units in the last place of the true value for |x| ≤ 700; 0 below −708 and Infinity
 * above 709. Range reduction by ln 2 in two parts, then the Taylor series to the thirteenth power.
 */
export function exp(x: number): number {
  cell[0] = x;
  expOfCell();
  return cell[0];
}

function expOfCell(): void {
  const x = cell[0];
  if (x !== x) return;
  if (x > 709 || x < -708) {
    cell[0] = x > 0 ? Infinity : 0;
    return;
  }
  const k = Math.floor(x / (LN2_HIGH + LN2_LOW) + 0.5);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let sum = 1;
  for (let n = 13; n >= 1; n -= 1) sum = 1 + (r / n) * sum;
  cell[0] = k > 1000 ? sum * powerOfTwo(k - 24) * 16_777_216 : sum * powerOfTwo(k);
}

/**
 * Returns the natural logarithm of `x`: −Infinity for 0, NaN below. Splits off the power of two, then
 * sums 2·artanh((m − 1) ÷ (m + 1)) for the rest, m between √½ and √2.
 */
export function log(x: number): number {
  cell[0] = x;
  logOfCell();
  return cell[0];
}

function logOfCell(): void {
  if (cell[0] === 0) {
    cell[0] = -Infinity;
    return;
  }
  if (cell[0] < 0) {
    cell[0] = Number.NaN;
    return;
  }
  if (cell[0] === Infinity || cell[0] !== cell[0]) return;
  let exponent = 0;
  if (cell[0] < 2.2250738585072014e-308) {
    cell[0] *= 18_014_398_509_481_984;
    exponent = -54;
  }
  word.setFloat64(0, cell[0]);
  const high = word.getUint32(0);
  exponent += (high >>> 20) - 1022;
  word.setUint32(0, (high & 0x000fffff) | 0x3fe00000);
  let m = word.getFloat64(0);
  if (m < SQRT_HALF) {
    m *= 2;
    exponent -= 1;
  }
  const s = (m - 1) / (m + 1);
  const square = s * s;
  let series = square * (1 / 21);
  series = square * (1 / 19 + series);
  series = square * (1 / 17 + series);
  series = square * (1 / 15 + series);
  series = square * (1 / 13 + series);
  series = square * (1 / 11 + series);
  series = square * (1 / 9 + series);
  series = square * (1 / 7 + series);
  series = square * (1 / 5 + series);
  series = square * (1 / 3 + series);
  const artanh = 2 * s + 2 * s * series;
  cell[0] = exponent * LN2_HIGH + (exponent * LN2_LOW + artanh);
}

const LN10 = 2.302585092994046;

/** Returns the logarithm of `x` to base 10, within 6 units in the last place; −Infinity for 0, NaN below. */
export function log10(x: number): number {
  return log(x) / LN10;
}

/**
 * Returns `base`^`exponent` for a base above 0; NaN for one below, 0 to a power above 0 is 0. Relative error at most
 * (4 + 2 · |exponent · ln base|) × 2⁻⁵², since the error of the logarithm grows with the exponent.
 */
export function pow(base: number, exponent: number): number {
  if (exponent === 0) return 1;
  if (base === 0) return exponent > 0 ? 0 : Infinity;
  return exp(exponent * log(base));
}

/** π ÷ 2 in three parts, of which the first two have so few digits that a whole multiple below 2²⁰ of them is exact. */
const QUARTER_TURN = [1.57079632673412561417, 6.0771005063039659766e-11, 2.02226624879595063154e-21] as const;
const GREATEST_ANGLE = 1_000_000;

/**
 * Returns the sine of `x` radians, within 2 units in the last place or 2⁻⁶⁰, for |x| ≤ 1 000 000; NaN beyond.
 * @source fdlibm, k_sin.c and k_cos.c, Sun Microsystems, 1993: polynomials for |x| ≤ π ÷ 4.
 */
export function sin(x: number): number {
  return turned(x, 0);
}

/** Returns the cosine of `x` radians, within 2 units in the last place or 2⁻⁶⁰, for |x| ≤ 1 000 000; NaN beyond. */
export function cos(x: number): number {
  return turned(x, 1);
}

/** Returns the sine of `x` radians and `quarters` right angles more. */
function turned(x: number, quarters: number): number {
  if (!(Math.abs(x) <= GREATEST_ANGLE)) return Number.NaN;
  const count = Math.floor(x / (QUARTER_TURN[0] + QUARTER_TURN[1]) + 0.5);
  const high = x - count * QUARTER_TURN[0];
  const middle = count * QUARTER_TURN[1];
  const rest = high - middle;
  // What was lost in the subtraction, and the third part of the quarter turns.
  const tail = high - rest - middle - count * QUARTER_TURN[2];
  const quadrant = (((count + quarters) % 4) + 4) % 4;
  const value = quadrant % 2 === 0 ? sineNear0(rest, tail) : cosineNear0(rest, tail);
  return quadrant < 2 ? value : -value;
}

function sineNear0(x: number, tail: number): number {
  const z = x * x;
  const series =
    8.33333333332248946124e-3 +
    z * (-1.98412698298579493134e-4 + z * (2.75573137070700676789e-6 + z * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10)));
  return x - (z * (0.5 * tail - z * x * series) - tail - z * x * -1.66666666666666324348e-1);
}

function cosineNear0(x: number, tail: number): number {
  const z = x * x;
  const series =
    4.16666666666666019037e-2 +
    z *
      (-1.38888888888741095749e-3 +
        z *
          (2.48015872894767294178e-5 +
            z * (-2.75573143513906633035e-7 + z * (2.0875723212981748279e-9 + z * -1.13596475577881948265e-11))));
  const half = 0.5 * z;
  const head = 1 - half;
  return head + (1 - head - half + (z * z * series - x * tail));
}

/** Arc tangents of 0.5, 1, 1.5 and infinity, each with what its nearest float leaves out. */
const ARCS = [
  [4.63647609000806093515e-1, 2.26987774529616870924e-17],
  [7.85398163397448278999e-1, 3.06161699786838301793e-17],
  [9.82793723247329054082e-1, 1.39033110312309984516e-17],
  [1.570796326794896558, 6.12323399573676603587e-17],
] as const;

const ARC_SERIES = [
  3.33333333333329318027e-1, -1.99999999998764832476e-1, 1.42857142725034663711e-1, -1.1111110405462355788e-1, 9.09088713343650656196e-2,
  -7.69187620504482999495e-2, 6.66107313738753120669e-2, -5.83357013379057348645e-2, 4.97687799461593236017e-2, -3.6531572744216915527e-2,
  1.62858201153657823623e-2,
] as const;

/**
 * Returns the arc tangent of `x` in radians, −π÷2..π÷2, within 2 units in the last place.
 * @source fdlibm, s_atan.c, Sun Microsystems, 1993.
 */
export function atan(x: number): number {
  const size = Math.abs(x);
  if (size < 0.4375) return size < 1e-9 ? x : x - x * arcSeries(x);
  const [arc, t] = nearArc(size);
  const value = arc[0] - (t * arcSeries(t) - arc[1] - t);
  return x < 0 ? -value : value;
}

/** Returns the nearest known arc and the tangent of what is left of the angle. */
function nearArc(size: number): readonly [readonly [number, number], number] {
  if (size < 0.6875) return [ARCS[0], (2 * size - 1) / (2 + size)];
  if (size < 1.1875) return [ARCS[1], (size - 1) / (size + 1)];
  if (size < 2.4375) return [ARCS[2], (size - 1.5) / (1 + 1.5 * size)];
  return [ARCS[3], -1 / size];
}

/** Returns 1 − atan(x) ÷ x for |x| < 0.4375. */
function arcSeries(x: number): number {
  const z = x * x;
  let sum = 0;
  for (let i = ARC_SERIES.length - 1; i >= 0; i -= 1) sum = z * (ARC_SERIES[i] + sum);
  return sum;
}

/** Returns the hyperbolic tangent of `x`, −1..1, within 4 units in the last place: a continued fraction near 0, else by e^2x. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (size < 0.6) {
    const square = x * x;
    let fraction = 0;
    for (let n = 19; n >= 3; n -= 2) fraction = square / (n + fraction);
    return x / (1 + fraction);
  }
  const value = size > 22 ? 1 : 1 - 2 / (exp(2 * size) + 1);
  return x < 0 ? -value : value;
}

/**
 * Returns the standard normal deviate below which a share `p` (0..1, exclusive) of the distribution lies;
 * relative error below 1.2e-9.
 * @source Peter J. Acklam, "An algorithm for computing the inverse normal cumulative distribution function", 2003.
 */
export function inverseNormal(p: number): number {
  const TAIL = 0.02425;
  if (p < TAIL) return tail(Math.sqrt(-2 * log(p)));
  if (p > 1 - TAIL) return -tail(Math.sqrt(-2 * log(1 - p)));
  const q = p - 0.5;
  const r = q * q;
  const above =
    (((((-3.969683028665376e1 * r + 2.209460984245205e2) * r - 2.759285104469687e2) * r + 1.38357751867269e2) * r - 3.066479806614716e1) *
      r +
      2.506628277459239) *
    q;
  const below =
    ((((-5.447609879822406e1 * r + 1.615858368580409e2) * r - 1.556989798598866e2) * r + 6.680131188771972e1) * r - 1.328068155288572e1) *
      r +
    1;
  return above / below;
}

function tail(q: number): number {
  const above =
    ((((-7.784894002430293e-3 * q - 3.223964580411365e-1) * q - 2.400758277161838) * q - 2.549732539343734) * q + 4.374664141464968) * q +
    2.938163982698783;
  const below = (((7.784695709041462e-3 * q + 3.224671290700398e-1) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1;
  return above / below;
}
