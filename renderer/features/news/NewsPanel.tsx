import { useMemo, useRef, useState } from 'react';
import { EmptyState, LoadingRows } from '../../components/EmptyState.tsx';
import { Panel, PanelTitle } from '../../components/Panel.tsx';
import { useSelectedInstrument } from '../../stores/hooks.ts';
import { type NewsFilter, newsFilters, usePreferences } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';
import { isStoryShown, STRONG_SCORE, type Story, storiesOf } from './news-groups.ts';
import { StoryItem } from './StoryItem.tsx';

const SHOWN = 60;

/** Headlines with their scores and the words that drove them, newest first; repeats are folded. */
export function NewsPanel() {
  const headlines = useWorkspace((state) => state.headlines);
  const isKnown = useWorkspace((state) => state.cursor !== null);
  const selected = useSelectedInstrument();
  const filter = usePreferences((state) => state.newsFilter);
  const stories = useMemo(() => storiesOf(headlines), [headlines]);
  const shown = useMemo(
    () => stories.filter((story) => isStoryShown(story, filter, selected?.id)).slice(0, SHOWN),
    [stories, filter, selected?.id],
  );
  return (
    <Panel
      name="News"
      header={
        <PanelTitle title="News">
          <Filter value={filter} symbol={selected?.symbol ?? '–'} />
        </PanelTitle>
      }
    >
      {!isKnown ? <LoadingRows count={5} /> : shown.length === 0 ? <Nothing filter={filter} /> : <Stories stories={shown} />}
      <Scorer />
    </Panel>
  );
}

function Nothing({ filter }: { readonly filter: NewsFilter }) {
  const symbol = useSelectedInstrument()?.symbol ?? 'this instrument';
  if (filter === 'instrument') return <EmptyState title={`No headline about ${symbol}`}>Nothing was written about it lately.</EmptyState>;
  if (filter === 'strong')
    return <EmptyState title="No strong headline">{`None has a score of ${STRONG_SCORE} or more, either way.`}</EmptyState>;
  return <EmptyState title="No headlines yet">They come with the market, each with its score.</EmptyState>;
}

function Filter({ value, symbol }: { readonly value: NewsFilter; readonly symbol: string }) {
  const titles: Readonly<Record<NewsFilter, string>> = { all: 'All', instrument: symbol, strong: 'Strong' };
  const walk = (event: React.KeyboardEvent<HTMLDivElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const next = newsFilters[(newsFilters.indexOf(value) + step + newsFilters.length) % newsFilters.length];
    usePreferences.setState({ newsFilter: next });
    event.currentTarget.querySelector<HTMLElement>(`[data-filter="${next}"]`)?.focus();
  };
  return (
    <div role="radiogroup" aria-label="Headlines shown" className="flex gap-0.5" onKeyDown={walk}>
      {newsFilters.map((each) => (
        <button
          key={each}
          type="button"
          role="radio"
          data-filter={each}
          aria-checked={each === value}
          tabIndex={each === value ? 0 : -1}
          onClick={() => usePreferences.setState({ newsFilter: each })}
          className={`rounded px-1.5 py-0.5 text-2xs ${each === value ? 'bg-accent-soft text-accent' : 'text-muted hover:text-text'}`}
        >
          {titles[each]}
        </button>
      ))}
    </div>
  );
}

/** Arrow keys walk from story to story; Enter shows the first instrument that a story is about. */
function Stories({ stories }: { readonly stories: readonly Story[] }) {
  const list = useRef<HTMLUListElement>(null);
  const [stopId, setStopId] = useState<string | null>(null);
  const stop = stories.some(({ headline }) => headline.id === stopId) ? stopId : stories[0].headline.id;
  const walk = (event: React.KeyboardEvent): void => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['headline'] === undefined) return;
    const place = stories.findIndex(({ headline }) => headline.id === stop);
    if (event.key === 'Enter') {
      const [first] = stories[place].headline.instruments;
      if (first !== undefined) usePreferences.setState({ instrumentId: first });
      return;
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = stories[place + step];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    list.current?.querySelector<HTMLElement>(`[data-headline="${next.headline.id}"]`)?.focus();
  };
  return (
    <ul ref={list} className="min-h-0 flex-1 overflow-auto" aria-label="Headlines" onKeyDown={walk}>
      {stories.map((story) => (
        <StoryItem key={story.headline.id} story={story} isStop={story.headline.id === stop} onFocus={() => setStopId(story.headline.id)} />
      ))}
    </ul>
  );
}

/** Who scores the headlines. */
function Scorer() {
  const name = useWorkspace((state) => state.engine?.model.name);
  const hash = useWorkspace((state) => state.engine?.model.hash);
  const isDegraded = useWorkspace((state) => state.models?.scoring.state === 'degraded');
  if (name === undefined) return null;
  return (
    <p className="shrink-0 truncate border-line-soft border-t px-3 py-1 text-2xs text-faint" title={hash}>
      {isDegraded ? `scored by the list of words while ${name} does not work` : `scored by ${name}`}
    </p>
  );
}
