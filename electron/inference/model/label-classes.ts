import { BitFlowError } from '../../../shared/base/bitflow-error.ts';

/** What a model may say of a text. */
export const sentimentLabels = ['negative', 'neutral', 'positive'] as const;

export type SentimentLabel = (typeof sentimentLabels)[number];

/** Where each class stands in a model's output. */
export type LabelPlaces = Readonly<Record<SentimentLabel, number>>;

/** Other names of the classes, in lower case. */
const otherNames: Readonly<Record<SentimentLabel, readonly string[]>> = {
  negative: ['negative', 'neg', 'bearish', 'bad', 'down'],
  neutral: ['neutral', 'neu', 'none', 'hold', 'mixed'],
  positive: ['positive', 'pos', 'bullish', 'good', 'up'],
};

/**
 * Finds negative, neutral and positive among the labels of a model's configuration (`id2label`).
 * @throws {BitFlowError} `model-labels-unknown` when a class is missing, named twice, or there are others.
 */
export function labelPlaces(id2label: unknown): LabelPlaces {
  const entries = typeof id2label === 'object' && id2label !== null ? Object.entries(id2label) : [];
  const placeOf = (label: SentimentLabel): number => {
    const found = entries.filter(([, name]) => otherNames[label].includes(String(name).trim().toLowerCase()));
    return found.length === 1 ? Number(found[0][0]) : -1;
  };
  const places = { negative: placeOf('negative'), neutral: placeOf('neutral'), positive: placeOf('positive') };
  const isComplete = Object.values(places).every((place) => Number.isInteger(place) && place >= 0 && place < 3);
  if (isComplete && entries.length === 3) return places;
  const names = entries.map(([, name]) => String(name).slice(0, 30)).slice(0, 12);
  throw new BitFlowError(
    `Expected a model with the labels negative, neutral and positive, found ${names.length === 0 ? 'none' : names.join(', ')}.`,
    { code: 'model-labels-unknown' },
  );
}
