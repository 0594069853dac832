import type { Operator } from './syntax.ts';

/** Returns a number as it is, and NaN ("no value") for an infinite one. */
export function finite(x: number): number {
  return x - x === 0 ? x : Number.NaN;
}

const truth = (isTrue: boolean, a: number, b: number): number => (a === a && b === b ? Number(isTrue) : Number.NaN);

/** What operators do. A truth is 1 or 0; where a side has no value (NaN) the result has none. */
export const operators: Readonly<Record<Operator, (a: number, b: number) => number>> = {
  or: (a, b) => a + b - a * b,
  and: (a, b) => a * b,
  '<': (a, b) => truth(a < b, a, b),
  '<=': (a, b) => truth(a <= b, a, b),
  '>': (a, b) => truth(a > b, a, b),
  '>=': (a, b) => truth(a >= b, a, b),
  '==': (a, b) => truth(a === b, a, b),
  '!=': (a, b) => truth(a !== b, a, b),
  '+': (a, b) => finite(a + b),
  '-': (a, b) => finite(a - b),
  '*': (a, b) => finite(a * b),
  '/': (a, b) => finite(a / b),
  '%': (a, b) => finite(a % b),
};
