/**
 * Characters that nobody sees and that change what is seen: controls, marks that turn the direction of writing, zero-width ones, fillers
 * that look like nothing, halves of pairs, and what Unicode gives no meaning.
 */
const HIDDEN = /[\p{C}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800]/gu;

/** What joins pictures into one, or asks for one in colour: after a picture it is no trick. */
const OF_PICTURES = new Set(['\u200D', '\uFE0F']);

/** Lines and columns of a text that has them. */
const LAYOUT = new Set(['\n', '\t']);

/**
 * Shows a text from outside as it is safe to show: each hidden character becomes U+FFFD, as many as it had units, so that places in the
 * text stay what they are. Line ends and tabs stay.
 */
export function neutralised(text: string): string {
  return text.replace(HIDDEN, (character, place: number) =>
    LAYOUT.has(character) || (OF_PICTURES.has(character) && isAfterPicture(text, place)) ? character : '\uFFFD'.repeat(character.length),
  );
}

/** Writes JSON so that its hidden characters are escapes; it reads back as the same value. */
export function escapedJson(json: string): string {
  return json.replace(HIDDEN, (character) => Array.from({ length: character.length }, (_, unit) => escapeOf(character, unit)).join(''));
}

/** Says why a text is no name: the first character that is hidden, or a word that mixes scripts that look alike; `null` when it is one. */
export function nameFault(text: string): string | null {
  for (const [character] of text.matchAll(HIDDEN)) {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `expected a name without invisible characters, found U+${code}`;
  }
  const mixed = text
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .find((word) => /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word));
  return mixed === undefined ? null : `expected one script in a word, found letters that only look alike in "${mixed.slice(0, 40)}"`;
}

function isAfterPicture(text: string, place: number): boolean {
  return /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier})\uFE0F?$/u.test(text.slice(Math.max(0, place - 4), place));
}

function escapeOf(character: string, unit: number): string {
  return `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`;
}
