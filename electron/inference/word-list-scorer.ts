import { createHash } from 'node:crypto';
import type { ScoredWord } from '../../shared/domain/headline.ts';
import type { SentimentScore, SentimentScorer } from '../engine/ports/sentiment-scorer.ts';
import type { SentimentLabel } from './model/label-classes.ts';
import { negations, wordList } from './word-list.ts';

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface Pattern {
  readonly words: readonly string[];
  readonly effect: number;
}

const patterns: readonly Pattern[] = wordList.map(([pattern, effect]) => ({ words: pattern.split(' '), effect }));

const MODEL = 'word list';

const MODEL_HASH = createHash('sha256')
  .update(JSON.stringify([wordList, [...negations]]))
  .digest('hex');

/** How far back a negation reaches, in words. */
const NEGATION_REACH = 3;

/**
 * Scores texts by a list of words and phrases: the last fallback, which is always there. The score is the sum of what the
 * words mean, bent to stay within −1..1; the confidence grows with how much was found.
 */
export const wordListScorer: SentimentScorer = {
  model: MODEL,
  modelHash: MODEL_HASH,
  score: (texts) => Promise.resolve(texts.map(scoreText)),
};

/** What the list of words calls a text of this score; one weak word is not enough. */
export function labelOfScore(score: number): SentimentLabel {
  if (Math.abs(score) < 0.2) return 'neutral';
  return score > 0 ? 'positive' : 'negative';
}

function scoreText(text: string): SentimentScore {
  const tokens = tokensOf(text.slice(0, 2_000));
  const words: ScoredWord[] = [];
  let at = 0;
  while (at < tokens.length) {
    const match = matchAt(tokens, at);
    if (match === null) {
      at += 1;
      continue;
    }
    const isNegated = tokens.slice(Math.max(0, at - NEGATION_REACH), at).some((token) => negations.has(token.text));
    const last = tokens[at + match.length - 1];
    words.push({ start: tokens[at].start, end: last.end, effect: isNegated ? -0.8 * match.effect : match.effect });
    at += match.length;
  }
  const sum = words.reduce((total, word) => total + word.effect, 0);
  const weight = words.reduce((total, word) => total + Math.abs(word.effect), 0);
  // x ÷ (1 + |x|), scaled so that one strong word gives about two thirds.
  const score = (1.6 * sum) / (1 + 1.6 * Math.abs(sum));
  const confidence = weight === 0 ? 0.3 : Math.min(0.9, 0.4 + 0.35 * weight);
  return { score: round(score), confidence: round(confidence), words, model: MODEL, modelHash: MODEL_HASH };
}

function tokensOf(text: string): Token[] {
  return Array.from(text.matchAll(/[\p{L}\p{N}'’-]+/gu), (match) => ({
    text: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function matchAt(tokens: readonly Token[], at: number): { readonly length: number; readonly effect: number } | null {
  for (const { words, effect } of patterns) {
    const length = matchLength(tokens, at, words);
    if (length > 0) return { length, effect };
  }
  return null;
}

/** How many tokens a pattern covers from `at` on; 0 when it does not match. A lone `*` stands for one to four words. */
function matchLength(tokens: readonly Token[], at: number, words: readonly string[]): number {
  let place = at;
  for (let w = 0; w < words.length; w += 1) {
    const word = words[w];
    if (word === '*') {
      const next = words[w + 1];
      const found = tokens.slice(place + 1, place + 6).findIndex((token) => fits(token.text, next));
      if (found < 0) return 0;
      place += 1 + found;
      continue;
    }
    if (place >= tokens.length || !fits(tokens[place].text, word)) return 0;
    place += 1;
  }
  return place - at;
}

function fits(text: string, word: string): boolean {
  return word.endsWith('*') ? text.startsWith(word.slice(0, -1)) : text === word;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
