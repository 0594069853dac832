/** So much of a long expression is shown to either side of what is wrong with it. */
const AROUND = 34;

/**
 * Returns the line of an expression around a column, from 1: what stands before it, what begins at it, and how many places lead to it.
 * Line breaks count as one place.
 */
export function shortened(text: string, column: number): { readonly before: string; readonly rest: string; readonly lead: number } {
  const line = text.replaceAll(/\s/g, ' ');
  const at = Math.min(line.length, Math.max(0, column - 1));
  const from = Math.max(0, at - AROUND);
  const before = `${from > 0 ? '…' : ''}${line.slice(from, at)}`;
  const rest = line.slice(at, at + AROUND);
  return { before, rest: at + AROUND < line.length ? `${rest}…` : rest, lead: before.length };
}
