import { exp, inverseNormal } from '../../engine/kernel/math.ts';

/**
 * Tables of random deviates, indexed by bits of a hash: a path needs two for every step, and a look-up
 * costs a tenth of the formula.
 */

const NORMAL_BITS = 14;
const CASCADE_BITS = 9;

const normals = new Float64Array(1 << NORMAL_BITS);
for (let i = 0; i < normals.length; i += 1) normals[i] = inverseNormal((i + 0.5) / normals.length);

/** Returns a standard normal deviate from the low 14 bits. */
export function normalOf(bits: number): number {
  return normals[bits & ((1 << NORMAL_BITS) - 1)];
}

/** Returns a table of e^(spread × normal deviate), with mean about one. */
export function logNormalTable(spread: number): Float64Array {
  const table = new Float64Array(1 << CASCADE_BITS);
  for (let i = 0; i < table.length; i += 1) table[i] = exp(spread * inverseNormal((i + 0.5) / table.length) - (spread * spread) / 2);
  return table;
}

/** Returns an entry of a {@link logNormalTable} from the high 9 bits. */
export function logNormalOf(table: Float64Array, bits: number): number {
  return table[bits >>> (32 - CASCADE_BITS)];
}
