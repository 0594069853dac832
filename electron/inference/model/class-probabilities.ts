import { BitFlowError } from '../../../shared/base/bitflow-error.ts';
import { type LabelPlaces, type SentimentLabel, sentimentLabels } from './label-classes.ts';

/** How likely each class is: 0..1, together 1. */
export type ClassProbabilities = Readonly<Record<SentimentLabel, number>>;

/** Of a text without a word that a model could read, nothing is known. */
export const NOTHING_READ: ClassProbabilities = { negative: 1 / 3, neutral: 1 / 3, positive: 1 / 3 };

/**
 * Turns one row of a model's output (logits, in its own order) into probabilities.
 * @throws {BitFlowError} `model-wrong-shape` for a row that has not three finite numbers.
 */
export function probabilitiesOf(logits: readonly number[], places: LabelPlaces): ClassProbabilities {
  if (logits.length !== 3 || !logits.every(Number.isFinite)) {
    throw new BitFlowError(
      `Expected three finite numbers from the model for each text, found ${logits.slice(0, 5).join(', ') || 'none'}.`,
      {
        code: 'model-wrong-shape',
      },
    );
  }
  const most = Math.max(...logits);
  const weights = logits.map((logit) => Math.exp(logit - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const of = (label: SentimentLabel): number => weights[places[label]] / total;
  return { negative: of('negative'), neutral: of('neutral'), positive: of('positive') };
}

/** −1..1: the probability of positive less that of negative, in thousandths. */
export function scoreOf({ negative, positive }: ClassProbabilities): number {
  return inThousandths(positive - negative);
}

/** 0..1: the probability of the most probable class, in thousandths; a third when the model knows nothing. */
export function confidenceOf(probabilities: ClassProbabilities): number {
  return inThousandths(Math.max(...Object.values(probabilities)));
}

/** The most probable class; neutral where none is more probable than it. */
export function labelOf(probabilities: ClassProbabilities): SentimentLabel {
  return sentimentLabels.reduce<SentimentLabel>((best, label) => (probabilities[label] > probabilities[best] ? label : best), 'neutral');
}

export function inThousandths(value: number): number {
  // The sum takes the sign off a negative zero.
  return Math.round(value * 1000) / 1000 + 0;
}
