import { describe, expect, it } from 'vitest';
import { confidenceWords } from '../../../../../renderer/features/signals/confidence-words.ts';

const signal = { instrumentId: 'NVK.SIM', regime: { label: 'trend' as const, probabilities: [1, 0, 0, 0], bars: 3 } };
const row = (count: number, rightRatio: number | null) =>
  ({ instrumentId: 'NVK.SIM', regime: 'trend', count, rightRatio, meanConfidence: null, brier: null, rawBrier: null }) as const;

describe('what a confidence rests on', () => {
  it.each([
    ['nothing is known yet', null, 'is being asked for'],
    ['there is no outcome', { counted: 0, rows: [] }, 'No outcome is on record yet'],
    ['only others have outcomes', { counted: 1, rows: [] }, 'Rests on 1 outcome of all instruments; none yet of NVK in trend.'],
    [
      'its own group has',
      { counted: 90, rows: [row(14, 0.7143)] },
      'Such signals of NVK in trend were right 71\u2009% of 14 times; 90 outcomes in all.',
    ],
    [
      'its group has too few to say a share',
      { counted: 9, rows: [row(1, 1)] },
      'Rests on 9 outcomes of all instruments, 1 of them of NVK in trend.',
    ],
  ])('is said when %s', (_, scoreboard, words) => {
    expect(confidenceWords(scoreboard, signal, 'NVK')).toContain(words);
  });
});
