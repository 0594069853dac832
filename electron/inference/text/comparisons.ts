import type { Token } from './tokens.ts';

/** Says how a figure moved against the one it is compared with, in the place after the figure (index into the tokens). */
export interface Comparison {
  readonly at: number;
  readonly marker: 'numup' | 'numdown' | 'numsame';
}

/** How many tokens may lie between a figure and the word that compares it. */
const REACH_BEFORE = 16;
/** How many tokens may lie between the comparing word and the earlier figure. */
const REACH_AFTER = 9;

const comparing = new Set(['from', 'against', 'versus', 'vs', 'compared', 'than', 'comparison', 'v']);
const contrasting = new Set(['whereas', 'while', 'and', ',', '(', 'when', ';', 'but', 'having']);
const sentenceEnds = new Set(['.', '?', '!', ';']);
const earlier =
  /^(earlier|ago|before|previous|previously|prior|last|preceding|corresponding|same|comparable|expected|expectation|estimate|consensus|forecast)/;

/**
 * Finds figures that are compared: "to A from B", "A compared with B", "A versus B", "from B to A", "A (B)", "A … , B a year earlier".
 * Both must count the same thing; a figure without scale takes the one of its partner.
 */
export function comparisonsIn(tokens: readonly Token[]): Comparison[] {
  const found: Comparison[] = [];
  const figures = tokens.flatMap((token, at) => (token.number === undefined || token.number.kind === 'year' ? [] : [at]));
  const used = new Set<number>();
  for (let f = 0; f + 1 < figures.length; f += 1) {
    const left = figures[f];
    if (used.has(left)) continue;
    for (const right of figures.slice(f + 1, f + 4)) {
      const order = orderOf(tokens, left, right);
      if (order === null) continue;
      const values = comparable(tokens[left], tokens[right]);
      if (values === null) continue;
      const [now, then] = order === 'now-then' ? values : [values[1], values[0]];
      found.push({ at: order === 'now-then' ? left : right, marker: now > then ? 'numup' : now < then ? 'numdown' : 'numsame' });
      used.add(right);
      break;
    }
  }
  return found;
}

function orderOf(tokens: readonly Token[], left: number, right: number): 'now-then' | 'then-now' | null {
  if (right - left > REACH_BEFORE + REACH_AFTER) return null;
  const between = tokens.slice(left + 1, right).map((token) => token.text);
  if (between.some((text) => sentenceEnds.has(text))) return null;
  if (isAfterFrom(tokens, left) && between.includes('to')) return between.length <= REACH_BEFORE ? 'then-now' : null;
  const connector = between.findLastIndex((text) => comparing.has(text));
  if (connector >= 0) {
    const isMoreThan = between[connector] === 'than' && !between.includes('a');
    return !isMoreThan && connector <= REACH_BEFORE && between.length - connector - 1 <= REACH_AFTER ? 'now-then' : null;
  }
  if (isInParentheses(between, tokens[right + 1]?.text)) return 'now-then';
  return isEarlierFigure(between, tokens.slice(right + 1, right + 6)) ? 'now-then' : null;
}

/** "(8.7)", "(: 8.7)". */
function isInParentheses(between: readonly string[], after: string | undefined): boolean {
  if (between[0] !== '(') return false;
  return between.length === 1 ? after === ')' : between.length === 2 && between[1] === ':';
}

/** Whether the figure at `at` follows "from", with at most one word between. */
function isAfterFrom(tokens: readonly Token[], at: number): boolean {
  const [second, first] = [tokens[at - 2]?.text, tokens[at - 1]?.text];
  return first === 'from' || (second === 'from' && first !== 'to');
}

/** "…, EUR 8 mn a year earlier", "whereas last year it was EUR 8 mn". */
function isEarlierFigure(between: readonly string[], after: readonly Token[]): boolean {
  if (!between.some((text) => contrasting.has(text))) return false;
  const tail = after.map((token) => token.text);
  return between.includes('last') || (tail.some((text) => earlier.test(text)) && !tail.slice(0, 2).includes('.'));
}

function comparable(left: Token, right: Token): [number, number] | null {
  const [a, b] = [left.number, right.number];
  if (a === undefined || b === undefined) return null;
  if (a.kind === b.kind) {
    if (a.kind !== 'money' || a.hasScale === b.hasScale) return [a.value, b.value];
    return sameMagnitude(a.value, b.value, a.hasScale);
  }
  const kinds = new Set([a.kind, b.kind]);
  if (!kinds.has('plain') || kinds.has('percent')) return null;
  return a.hasScale === b.hasScale ? [a.value, b.value] : sameMagnitude(a.value, b.value, a.hasScale);
}

/** "13.1 mn from 8.7": the bare figure is read in its partner's scale, unless it is large by itself. */
function sameMagnitude(left: number, right: number, isLeftScaled: boolean): [number, number] {
  const scaled = Math.abs(isLeftScaled ? left : right);
  const factor = scaled >= 1e12 ? 1e12 : scaled >= 1e9 ? 1e9 : scaled >= 1e6 ? 1e6 : 1e3;
  const widen = (value: number): number => (Math.abs(value) < 1e5 ? value * factor : value);
  return isLeftScaled ? [left, widen(right)] : [widen(left), right];
}
