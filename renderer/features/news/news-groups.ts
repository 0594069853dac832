import type { HeadlineView } from '../../../shared/contract/index.ts';
import type { NewsFilter } from '../../stores/preferences.ts';

/** A story: its first headline, and those that repeat it, newest first. */
export interface Story {
  readonly headline: HeadlineView;
  readonly repeats: readonly HeadlineView[];
}

/** A score from here on, either way, is strong. */
export const STRONG_SCORE = 0.4;

/** Folds repeats under the headline that they repeat; one whose first is not known any more stands for itself. Order stays. */
export function storiesOf(headlines: readonly HeadlineView[]): readonly Story[] {
  const known = new Set(headlines.map(({ id }) => id));
  const isFolded = ({ repeats }: HeadlineView): boolean => repeats !== null && known.has(repeats);
  const repeatsOf = new Map<string, HeadlineView[]>();
  for (const headline of headlines) {
    if (headline.repeats === null || !isFolded(headline)) continue;
    const others = repeatsOf.get(headline.repeats);
    if (others === undefined) repeatsOf.set(headline.repeats, [headline]);
    else others.push(headline);
  }
  return headlines.filter((headline) => !isFolded(headline)).map((headline) => ({ headline, repeats: repeatsOf.get(headline.id) ?? [] }));
}

/** Whether a filter lets a headline through. */
export function isStoryShown({ headline }: Story, filter: NewsFilter, instrumentId: string | undefined): boolean {
  if (filter === 'strong') return Math.abs(headline.score) >= STRONG_SCORE;
  return filter === 'all' || (instrumentId !== undefined && headline.instruments.includes(instrumentId));
}
