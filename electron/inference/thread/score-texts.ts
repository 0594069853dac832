import { confidenceOf, labelOf, scoreOf } from '../model/class-probabilities.ts';
import type { Classify } from '../model/classifier.ts';
import { without, wordEffects, wordSpans } from '../model/word-effects.ts';
import type { ModelScore, ScoreQuestion } from './inference-call.ts';

/** Scores texts together, in their order; where it is wished, each word is weighed by leaving it out. */
export async function scoreTexts(classify: Classify, questions: readonly ScoreQuestion[]): Promise<ModelScore[]> {
  const spans = questions.map(({ text, withWords }) => (withWords ? wordSpans(text) : []));
  const variants = questions.flatMap(({ text }, place) => spans[place].map((span) => without(text, span)));
  const whole = await classify(questions.map(({ text }) => text));
  const parts = (await classify(variants)).map(scoreOf);
  let taken = 0;
  return whole.map((probabilities, place) => {
    const score = scoreOf(probabilities);
    const scores = parts.slice(taken, taken + spans[place].length);
    taken += scores.length;
    const words = wordEffects(score, spans[place], scores);
    return { label: labelOf(probabilities), score, confidence: confidenceOf(probabilities), words };
  });
}
