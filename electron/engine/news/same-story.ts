import type { StoryPrint } from './story-print.ts';

/** From here on a headline that only adds words to another, or reorders them, tells the same story. */
const ENOUGH_WHEN_ADDED = 0.5;

/** From here on a headline that also replaces words does: one word of ten. */
const ENOUGH_WHEN_REPLACED = 0.75;

/**
 * Tells whether two headlines tell the same story: they are alike, and nothing in them contradicts.
 *
 * Likeness is the weighted Jaccard index (sum of the lesser weights ÷ sum of the greater) of the stems of their words (weight 1)
 * and of pairs of neighbouring ones in either order (½), grammar and manners of reporting left out. It must reach 0.5 when one
 * only adds to the other, and 0.75 when words were replaced. The thresholds are ours, set on the pairs in the tests.
 * @source A. Z. Broder, "On the resemblance and containment of documents", 1997 (shingles, resemblance); S. Ioffe, "Improved
 * Consistent Sampling, Weighted Minhash and L1 Sketching", 2010 (the index with weights).
 */
export function isSameStory(one: StoryPrint, other: StoryPrint): boolean {
  if (one.size === 0 || other.size === 0) return false;
  const least = Math.min(one.weight, other.weight);
  // The index can't be above the ratio of the weights.
  if (least < ENOUGH_WHEN_ADDED * Math.max(one.weight, other.weight)) return false;
  const isReplaced = lacks(one.words, other.words) && lacks(other.words, one.words);
  return likeness(one, other) >= (isReplaced ? ENOUGH_WHEN_REPLACED : ENOUGH_WHEN_ADDED) && !contradicts(one, other);
}

/** Returns the weighted Jaccard index of two prints, 0..1. A shingle weighs the same in both, so the lesser weight is its weight. */
export function likeness(one: StoryPrint, other: StoryPrint): number {
  const [small, large] = one.shingles.size <= other.shingles.size ? [one, other] : [other, one];
  let common = 0;
  for (const [shingle, weight] of small.shingles) if (large.shingles.has(shingle)) common += weight;
  const all = one.weight + other.weight - common;
  return all === 0 ? 0 : common / all;
}

/** Different numbers, days, names, directions, a negation in one alone, or buyer and bought exchanged. */
function contradicts(one: StoryPrint, other: StoryPrint): boolean {
  if (one.isNegated !== other.isNegated) return true;
  if (haveOtherNumbers(one.numbers, other.numbers)) return true;
  if (eachHasOwn(one.calendar, new Set(other.calendar), other.calendar, new Set(one.calendar))) return true;
  if (eachHasOwn(one.names, other.words, other.names, one.words)) return true;
  for (const [question, answer] of one.answers) {
    const theirs = other.answers.get(question);
    if (theirs !== undefined && theirs !== answer) return true;
  }
  return one.trade !== null && other.trade !== null && one.trade[0] === other.trade[1] && one.trade[1] === other.trade[0];
}

/** One may leave numbers out; what both have must be the same, and in the same order but for those compared with (“from 8.7”). */
function haveOtherNumbers(ones: readonly string[], others: readonly string[]): boolean {
  const [one, other] = [new Set(ones), new Set(others)];
  if (eachHasOwn(ones, other, others, one)) return true;
  const inOrder = (numbers: readonly string[], shared: ReadonlySet<string>): string =>
    numbers.filter((number) => shared.has(number) && !number.endsWith('<')).join(' ');
  return inOrder(ones, other) !== inOrder(others, one);
}

function eachHasOwn(ones: readonly string[], inOther: ReadonlySet<string>, others: readonly string[], inOne: ReadonlySet<string>): boolean {
  return ones.some((word) => !inOther.has(word)) && others.some((word) => !inOne.has(word));
}

function lacks(words: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const word of words) if (!others.has(word)) return true;
  return false;
}
