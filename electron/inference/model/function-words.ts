/**
 * Words that say nothing by themselves, in lower case. A model moves a little with each of them, which is noise and no reason; words that
 * turn or point a sentence, such as "not", "no", "up", "down", "below" and "without", are not among them.
 */
const WORDS = `
  a an the this that these those its it he she they them their his her our your my we you i
  of to in on at for from by with into onto as per via amid about after before during until since upon within between among
  and or nor but if than then so while when where which who whom whose what
  is are was were be been being am has have had having do does did will would shall can could may might must
  s t re ve ll
`;

const functionWords: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter((word) => word !== ''));

/** Whether a word, in whatever case, only holds a sentence together. */
export function isFunctionWord(word: string): boolean {
  return functionWords.has(word.toLowerCase());
}
