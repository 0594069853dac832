/**
 * Random numbers as a function of where they are asked for: the same seed and coordinates give the
 * same number on every machine and in any order, so a market path can be read from the middle.
 */

/**
 * Returns 32 well-mixed bits of a seed and three coordinates (whole numbers, taken modulo 2³²).
 * @source The finaliser of MurmurHash3 (Austin Appleby, public domain), applied after each coordinate.
 */
export function hash32(seed: number, a: number, b: number, c: number): number {
  let h = mix(seed ^ 0x9e3779b9);
  h = mix(h ^ Math.imul(a | 0, 0x85ebca6b));
  h = mix(h ^ Math.imul(b | 0, 0xc2b2ae35));
  return mix(h ^ Math.imul(c | 0, 0x27d4eb2f));
}

function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Returns a number between 0 and 1, both exclusive. */
export function uniform(seed: number, a: number, b: number, c: number): number {
  return (hash32(seed, a, b, c) + 0.5) / 4_294_967_296;
}

/** Returns a 32-bit seed that a text stands for. @source FNV-1a, public domain. */
export function seedOf(text: string, seed: number): number {
  let h = 0x811c9dc5 ^ seed;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix(h);
}
