import { useState } from 'react';
import type { HeadlineView } from '../../../shared/contract/index.ts';
import { arrowOf, toneOf } from '../../components/Direction.tsx';
import { formatSigned, formatSpan } from '../../components/format.ts';
import { useMarketTime } from '../../stores/hooks.ts';
import { usePreferences } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { HeadlineText } from './HeadlineText.tsx';
import type { Story } from './news-groups.ts';

export interface StoryItemProps {
  readonly story: Story;
  /** Whether Tab leads to it; arrow keys lead to the others. */
  readonly isStop: boolean;
  readonly onFocus: () => void;
}

/** One story: its text, score, instruments, age and source; what repeats it is folded under it. */
export function StoryItem({ story, isStop, onFocus }: StoryItemProps) {
  const { headline, repeats } = story;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li
      tabIndex={isStop ? 0 : -1}
      onFocus={onFocus}
      data-headline={headline.id}
      className="border-line-soft border-t px-3 py-2 [contain-intrinsic-size:auto_58px] [content-visibility:auto] first:border-t-0 focus-visible:outline-offset-[-2px]"
    >
      <p className="leading-snug">
        <HeadlineText headline={headline} />
      </p>
      <div className="mt-0.5 flex items-center gap-2 whitespace-nowrap text-2xs text-faint">
        <Score score={headline.score} />
        {headline.instruments.map((id) => (
          <InstrumentChip key={id} id={id} isStop={isStop} />
        ))}
        <Age headline={headline} />
        {repeats.length === 0 ? null : (
          <button
            type="button"
            aria-expanded={isOpen}
            tabIndex={isStop ? 0 : -1}
            onClick={() => setIsOpen(!isOpen)}
            className="rounded px-0.5 text-accent hover:underline"
          >
            +{repeats.length} {repeats.length === 1 ? 'repeat' : 'repeats'}
          </button>
        )}
        <span className="ml-auto min-w-0 truncate" title={`${headline.source}, scored by ${headline.model}`}>
          {headline.source}
        </span>
      </div>
      {isOpen ? (
        <ul className="mt-1 space-y-1 border-line border-l pl-2 text-muted text-xs" aria-label="Repeats, not counted again">
          {repeats.map((repeat) => (
            <li key={repeat.id} className="leading-snug">
              {repeat.text}{' '}
              <span className="whitespace-nowrap text-2xs text-faint">
                <Age headline={repeat} /> · {repeat.source}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

function Score({ score }: { readonly score: number }) {
  const tone = Math.abs(score) < 0.05 ? 0 : score;
  return (
    <span className={`num w-10 text-left! ${toneOf(tone)}`} data-score={score}>
      <span aria-hidden>{arrowOf(tone)}</span> {formatSigned(score, 2)}
    </span>
  );
}

/** How long ago, to the second only while it is news. */
function Age({ headline }: { readonly headline: HeadlineView }) {
  const nowMs = useMarketTime();
  return <span>{formatSpan(nowMs - headline.at)}</span>;
}

function InstrumentChip({ id, isStop }: { readonly id: string; readonly isStop: boolean }) {
  const symbol = useWorkspace((state) => state.instruments.find((instrument) => instrument.id === id)?.symbol ?? id);
  const isSelected = usePreferences((state) => state.instrumentId === id);
  return (
    <button
      type="button"
      tabIndex={isStop ? 0 : -1}
      aria-pressed={isSelected}
      title={`Show ${symbol}`}
      onClick={() => usePreferences.setState({ instrumentId: id })}
      className={`rounded border px-1 font-medium leading-[15px] ${isSelected ? 'border-accent text-accent' : 'border-line text-muted hover:text-text'}`}
    >
      {symbol}
    </button>
  );
}
