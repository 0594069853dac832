/**
 * Exponential and logarithm from +, −, × and ÷ alone. The language leaves `Math.exp` and its kin
 * approximate, so two machines may differ in the last bit; these do not.
 */

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const SQRT_HALF = 0.7071067811865476;

const word = new DataView(new ArrayBuffer(8));

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
  if (x !== x) return x;
  if (x > 709) return Infinity;
  if (x < -708) return 0;
  const k = Math.floor(x / (LN2_HIGH + LN2_LOW) + 0.5);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let sum = 1;
  for (let n = 13; n >= 1; n -= 1) sum = 1 + (r / n) * sum;
  return k > 1000 ? sum * powerOfTwo(k - 24) * 16_777_216 : sum * powerOfTwo(k);
}

/**
 * Returns the natural logarithm of `x`: −Infinity for 0, NaN below. Splits off the power of two, then
 * sums 2·artanh((m − 1) ÷ (m + 1)) for the rest, m between √½ and √2.
 */
export function log(x: number): number {
  if (x < 0 || x !== x) return Number.NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return Infinity;
  let scaled = x;
  let exponent = 0;
  if (scaled < 2.2250738585072014e-308) {
    scaled *= 18_014_398_509_481_984;
    exponent = -54;
  }
  word.setFloat64(0, scaled);
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
  let series = 0;
  for (let n = 21; n >= 3; n -= 2) series = square * (1 / n + series);
  const artanh = 2 * s + 2 * s * series;
  return exponent * LN2_HIGH + (exponent * LN2_LOW + artanh);
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
