import type { HeadlineWord } from './headline-words.ts';
import { gapBefore, type ReadHeadline } from './read-headline.ts';
import { abbreviations } from './words/abbreviations.ts';
import { commonWords } from './words/common-words.ts';
import { companyNouns, companySigns, namingHalves } from './words/company-words.ts';
import { englishWords } from './words/english-words.ts';
import { ordinaryNames } from './words/ordinary-names.ts';

/** How a name is written, which decides what a headline must do to mean it. */
export interface NameForm {
  /** A name of up to four letters that is all capitals, or of two letters, is only met in capitals: SAP, GE, 3M. */
  readonly isInitials: boolean;
  /** Second words of the names it stands for, which may follow its first word: `mining` for Norvik. */
  readonly ownSeconds: ReadonlySet<string>;
}

const LONGEST_INITIALS = 4;

export function isInitials(words: readonly HeadlineWord[]): boolean {
  if (words.length !== 1) return false;
  const [{ folded, shape }] = words;
  return folded.length <= 2 || (shape === 'upper' && folded.length <= LONGEST_INITIALS);
}

/** Tells whether the words from `at` on, which spell a name, mean it there. */
export function isNamed(headline: ReadHeadline, at: number, length: number, form: NameForm): boolean {
  return length === 1 ? isNamedByOneWord(headline, at, form) : isNamedBySeveral(headline.words.slice(at, at + length));
}

/** “Norvik Mining” in any case; “Best Buy”, all of everyday words, only with capitals. */
function isNamedBySeveral(words: readonly HeadlineWord[]): boolean {
  return (
    words.some(({ folded }) => isDistinctive(folded)) ||
    words.every(({ folded, shape }) => shape !== 'lower' || folded === 'and' || folded === 'of')
  );
}

function isDistinctive(folded: string): boolean {
  return (
    folded.length >= 4 && !commonWords.has(folded) && !ordinaryNames.has(folded) && !englishWords.has(folded) && !companyNouns.has(folded)
  );
}

function isNamedByOneWord(headline: ReadHeadline, at: number, form: NameForm): boolean {
  const { folded, shape } = headline.words[at];
  if (form.isInitials)
    return shape === 'upper' && !(headline.style === 'capitals' && (englishWords.has(folded) || abbreviations.has(folded)));
  // In small letters three are an everyday word sooner than a name.
  if ((folded.length <= 3 && shape === 'lower') || isOfAnother(headline, at, form)) return false;
  const isOrdinary = ordinaryNames.has(folded) || commonWords.has(folded) || englishWords.has(folded);
  return !isOrdinary || isOrdinaryNamed(headline, at);
}

/** “Apple Hospitality” is not Apple: a capital noun of companies follows that is not in the name itself. */
function isOfAnother(headline: ReadHeadline, at: number, { ownSeconds }: NameForm): boolean {
  const next = nextTo(headline, at);
  if (next === undefined || headline.words[at].isPossessive || headline.style !== 'sentence' || next.shape !== 'capital') return false;
  return companyNouns.has(next.folded) && !ownSeconds.has(next.folded);
}

/** Judges a name that is a word of the language by its capital and by the words beside it. */
function isOrdinaryNamed(headline: ReadHeadline, at: number): boolean {
  const { words, style } = headline;
  const { folded, shape } = words[at];
  // BLOCK and ALL in the middle of a sentence are an emphasis; a longer name in capitals is somebody's style.
  const isWritten = shape === 'capital' || (shape === 'upper' && (style === 'capitals' || folded.length > LONGEST_INITIALS));
  if (!isWritten || hasOtherSense(headline, at) || isHalfOfCompound(headline, at)) return false;
  if (style === 'sentence' && isInLongerName(headline, at)) return false;
  const isSure = ordinaryNames.get(folded)?.isCompany === 'mostly' || (style === 'sentence' && at > 0);
  return isSure || hasSign(headline, at);
}

function hasOtherSense({ words }: ReadHeadline, at: number): boolean {
  const ordinary = ordinaryNames.get(words[at].folded);
  if (ordinary === undefined) return false;
  const isBefore = at > 0 && ordinary.notAfter.has(words[at - 1].folded);
  const isAfter = at + 1 < words.length && !words[at].isPossessive && ordinary.notBefore.has(words[at + 1].folded);
  return isBefore || isAfter;
}

/** “Visa-free” is about visas; “Apple-supplier” is about Apple. */
function isHalfOfCompound(headline: ReadHeadline, at: number): boolean {
  const { words } = headline;
  const next = words.at(at + 1);
  return next !== undefined && gapBefore(headline, at + 1) === '-' && next.shape === 'lower' && !namingHalves.has(next.folded);
}

/** A capital word right before, inside a sentence, is the first half of a longer name: “Royal Dutch Shell”, “Electronic Arts”. */
function isInLongerName(headline: ReadHeadline, at: number): boolean {
  if (at < 2 || gapBefore(headline, at) !== ' ') return false;
  const before = headline.words[at - 1];
  return before.shape === 'capital' && !before.isPossessive;
}

function hasSign(headline: ReadHeadline, at: number): boolean {
  const next = nextTo(headline, at);
  return headline.words[at].isPossessive || (next !== undefined && companySigns.has(next.folded));
}

/** The next word when nothing but a space parts it. */
function nextTo(headline: ReadHeadline, at: number): HeadlineWord | undefined {
  return gapBefore(headline, at + 1) === ' ' ? headline.words.at(at + 1) : undefined;
}
