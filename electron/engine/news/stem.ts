/** Takes the commonest endings off, so that “raises”, “raised” and “raising” are one word. */
export function stemOf(word: string): string {
  if (word.length > 5 && word.endsWith('ing')) return dropDoubling(word.slice(0, -3));
  if (word.length > 4 && (word.endsWith('ies') || word.endsWith('ied'))) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && word.endsWith('ed')) return dropDoubling(word.slice(0, -2));
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss') && !word.endsWith('us')) return dropDoubling(word.slice(0, -1));
  return dropDoubling(word);
}

/** “cutting” → “cut”, “raise” and “rais-ed” → “rais”. */
function dropDoubling(stem: string): string {
  if (stem.length > 3 && stem.endsWith('e')) return stem.slice(0, -1);
  const last = stem.at(-1) ?? '';
  return stem.length > 3 && last === stem.at(-2) && !'ls'.includes(last) ? stem.slice(0, -1) : stem;
}
