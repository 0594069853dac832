import type { SignalView } from '../../../shared/contract/index.ts';
import { arrowOf, toneOf } from '../../components/Direction.tsx';
import { formatSigned, formatSpan } from '../../components/format.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { HeadlineText } from '../news/HeadlineText.tsx';

const MOST = 6;

/** The headlines that a signal's sentiment rests on, with the words that drove them. */
export function CountedHeadlines({ signal }: { readonly signal: Pick<SignalView, 'headlines' | 'at'> }) {
  const headlines = useWorkspace((state) => state.headlines);
  const known = signal.headlines.flatMap((id) => headlines.find((headline) => headline.id === id) ?? []);
  const more = signal.headlines.length - Math.min(known.length, MOST);
  return (
    <>
      <ul className="space-y-1 text-muted">
        {known.slice(0, MOST).map((headline) => (
          <li key={headline.id} className="flex gap-2">
            <span className={`num w-11 shrink-0 ${toneOf(headline.score)}`}>
              <span aria-hidden className="text-[8px]">
                {arrowOf(headline.score)}
              </span>{' '}
              {formatSigned(headline.score, 2)}
            </span>
            <span className="min-w-0 flex-1 leading-snug">
              <HeadlineText headline={headline} />{' '}
              <span className="whitespace-nowrap text-2xs text-faint">
                {formatSpan(signal.at - headline.at)} before{headline.repeats === null ? '' : ' · a repeat, not counted again'}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {more > 0 ? (
        <p className="text-2xs text-faint">
          {known.length === 0 ? `${more} headlines, older than what the window keeps.` : `and ${more} more.`}
        </p>
      ) : null}
    </>
  );
}
