/** Returns ` Did you mean …?` with the known name that needs the fewest letters changed, or nothing where none is near. */
export function didYouMean(name: string, known: Iterable<string>): string {
  let nearest = '';
  let fewest = Math.floor(name.length / 3) + 2;
  for (const candidate of known) {
    const distance = lettersChanged(name, candidate, fewest);
    if (distance < fewest) {
      fewest = distance;
      nearest = candidate;
    }
  }
  return nearest === '' ? '' : ` Did you mean ${nearest}?`;
}

/**
 * Letters to insert, delete or replace to make `b` of `a`; at least `enough` where it is not below that.
 * @source V. I. Levenshtein, 1965; table row by row.
 */
function lettersChanged(a: string, b: string, enough: number): number {
  if (Math.abs(a.length - b.length) >= enough) return enough;
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}
