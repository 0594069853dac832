import { type Label, labels } from './data/example.ts';

/** How well predictions fit labels. */
export interface Quality {
  readonly count: number;
  readonly accuracy: number;
  /** Mean of the classes' F1, 0..1; classes that occur neither as label nor as prediction are left out. */
  readonly macroF1: number;
  readonly f1: Readonly<Record<Label, number>>;
  /** Texts by label (row) and prediction (column), in the order negative, neutral, positive. */
  readonly confusion: readonly (readonly number[])[];
}

/** Measures predictions against the labels of the same texts, in the same order. */
export function qualityOf(expected: readonly Label[], predicted: readonly Label[]): Quality {
  const confusion = labels.map((row) =>
    labels.map((column) => expected.filter((label, at) => label === row && predicted[at] === column).length),
  );
  const scores = labels.map((_, k) => {
    const hits = confusion[k][k];
    const rowSum = confusion[k].reduce((a, b) => a + b, 0);
    const columnSum = confusion.reduce((sum, row) => sum + row[k], 0);
    return rowSum + columnSum === 0 ? null : (2 * hits) / (rowSum + columnSum);
  });
  const present = scores.filter((score) => score !== null);
  const hits = labels.reduce((sum, _, k) => sum + confusion[k][k], 0);
  return {
    count: expected.length,
    accuracy: expected.length === 0 ? 0 : hits / expected.length,
    macroF1: present.length === 0 ? 0 : present.reduce((a, b) => a + b, 0) / present.length,
    f1: { negative: scores[0] ?? 0, neutral: scores[1] ?? 0, positive: scores[2] ?? 0 },
    confusion,
  };
}

/** The label with the highest value in a row of negative, neutral, positive. */
export function likeliest(row: ArrayLike<number>): Label {
  if (row[0] > row[1] && row[0] > row[2]) return 'negative';
  return row[2] > row[1] ? 'positive' : 'neutral';
}
