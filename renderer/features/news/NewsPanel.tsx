import { useState } from 'react';
import type { HeadlineView } from '../../../shared/contract/index.ts';
import { arrowOf, toneOf } from '../../components/Direction.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { formatSigned, formatSpan } from '../../components/format.ts';
import { Panel, PanelTitle } from '../../components/Panel.tsx';
import { useSelectedInstrument } from '../../stores/hooks.ts';
import { usePreferences } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { HeadlineText } from './HeadlineText.tsx';

const SHOWN = 60;

/** Headlines with their scores, newest first; of all instruments or of the selected one. */
export function NewsPanel() {
  const headlines = useWorkspace((state) => state.headlines);
  const selected = useSelectedInstrument();
  const [isFiltered, setIsFiltered] = useState(false);
  const marketTime = useWorkspace((state) => state.engine?.playback.marketTime ?? 0);
  const shown = headlines
    .filter((headline) => !isFiltered || (selected !== undefined && headline.instruments.includes(selected.id)))
    .slice(0, SHOWN);
  return (
    <Panel
      name="News"
      header={
        <PanelTitle title="News">
          <button
            type="button"
            aria-pressed={isFiltered}
            onClick={() => setIsFiltered(!isFiltered)}
            className={`rounded px-1.5 py-0.5 text-2xs ${isFiltered ? 'bg-accent-soft text-accent' : 'text-muted hover:text-text'}`}
          >
            {isFiltered ? `${selected?.symbol ?? ''} only` : 'All'}
          </button>
        </PanelTitle>
      }
    >
      {shown.length === 0 ? (
        <EmptyState title="No headlines yet">
          {isFiltered
            ? `Nothing was written about ${selected?.symbol ?? 'this'} lately.`
            : 'They come with the market, each with its score.'}
        </EmptyState>
      ) : (
        <ul className="min-h-0 flex-1 overflow-auto" tabIndex={0} aria-label="Headlines">
          {shown.map((headline) => (
            <Item key={headline.id} headline={headline} nowMs={marketTime} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Item({ headline, nowMs }: { readonly headline: HeadlineView; readonly nowMs: number }) {
  const instruments = useWorkspace((state) => state.instruments);
  const tone = Math.abs(headline.score) < 0.05 ? 0 : headline.score;
  return (
    <li className="border-line-soft border-t px-3 py-2 first:border-t-0">
      <p className="leading-snug">
        <HeadlineText headline={headline} />
      </p>
      <p className="mt-0.5 flex gap-2 whitespace-nowrap text-2xs text-faint">
        <span className={toneOf(tone)}>
          <span aria-hidden>{arrowOf(tone)}</span> {formatSigned(headline.score, 2)}
        </span>
        {headline.instruments.map((id) => (
          // Not a stop on the way through the window: the watchlist leads to every instrument by its arrow keys.
          <button
            key={id}
            type="button"
            tabIndex={-1}
            className="hover:text-text"
            onClick={() => usePreferences.setState({ instrumentId: id })}
          >
            {instruments.find((instrument) => instrument.id === id)?.symbol ?? id}
          </button>
        ))}
        <span>{formatSpan(nowMs - headline.at)}</span>
        <span className="ml-auto truncate">{headline.source}</span>
      </p>
    </li>
  );
}
