import { type Disposable, disposable } from '../../shared/base/disposable.ts';
import type { Pulse } from '../../shared/base/pulse.ts';
import type { BitFlowEngine } from '../engine/bitflow-engine.ts';
import type { Services } from './services.ts';
import { ThreadWatch, type Watched } from './thread-watch.ts';

/** What is said while a thread does not answer: who it is, and what follows. */
const threadWords = {
  journal: {
    name: 'the journal',
    effect: 'Nothing is opened; cancels, exits and the kill switch act at once and are recorded when it answers',
  },
  'venue-books': { name: 'the books of the paper venue', effect: 'Nothing is opened; what is sent to the venue waits' },
  'market-store': { name: 'the market store', effect: 'Charts and warm-up lack the bars that it keeps' },
  history: { name: 'the thread that works out history', effect: 'Charts lack older bars' },
  inference: { name: 'the thread of the sentiment model', effect: 'Headlines wait for their scores' },
  replay: { name: 'the thread that answers questions about the past', effect: 'Such questions wait' },
} as const;

/** The thread of the model may stand still for so long once that is known, in milliseconds. */
const GIVE_UP_MS = 3_000;

type ThreadKey = keyof typeof threadWords;

export interface EngineThreadsOptions {
  readonly services: Services;
  /** Of the thread that answers questions about the past; `null` while none runs. */
  readonly replayPulse: () => Pulse | null;
  readonly engine: BitFlowEngine;
  /** The machine's clock, UTC milliseconds. */
  readonly wallNow: () => number;
}

/**
 * Watches every thread of the engine. One that does not answer makes the engine degraded, with its name and since when; without the journal the
 * runtime goes ahead of the record, and without the venue's books nothing is opened.
 */
export function watchEngineThreads(options: EngineThreadsOptions): Disposable {
  const { engine, wallNow } = options;
  const { modelManager, runtime } = options.services;
  const threads = threadsOf(options);
  const watch = new ThreadWatch(threads);
  watch.onDidChange(({ watched: { key, obstacle }, sinceMs }) => {
    const { name, effect } = threadWords[key];
    const words = sinceMs === null ? null : `${name} ${silence(wallNow() - (performance.now() - sinceMs), obstacle())}`;
    if (key === 'journal') runtime.goAhead(words);
    if (key === 'venue-books') runtime.holdEntries(key, words);
    if (key === 'inference') giveUpLater(words !== null);
    if (words === null) engine.lift(`thread ${key}`);
    else engine.impair(`thread ${key}`, 'degraded', `${words[0].toUpperCase()}${words.slice(1)}. ${effect}.`);
  });
  // The market waits for the score of a headline.
  let givingUp: NodeJS.Timeout | null = null;
  const giveUpLater = (isStuck: boolean): void => {
    if (givingUp !== null) clearTimeout(givingUp);
    givingUp = isStuck ? setTimeout(() => modelManager.giveUp(), GIVE_UP_MS) : null;
  };
  watch.start();
  return disposable(() => {
    watch.dispose();
    giveUpLater(false);
  });
}

interface EngineThread extends Watched {
  readonly key: ThreadKey;
  /** What keeps it from its work though it answers; `null` when nothing does. */
  readonly obstacle: () => string | null;
}

function threadsOf({ services, replayPulse }: EngineThreadsOptions): EngineThread[] {
  const { barHistory, marketStore, modelManager, paperStore, recording, runtime, venueBooks } = services;
  // What is asked of the others may take long: they are alive as long as they go on.
  const alive = (key: ThreadKey, pulse: () => Pulse | null): EngineThread => ({
    key,
    pulse,
    owesSinceMs: () => null,
    obstacle: () => null,
  });
  return [
    {
      key: 'journal',
      pulse: () => recording.thread?.pulse ?? null,
      owesSinceMs: () => runtime.unrecordedSinceMs,
      obstacle: () => recording.thread?.obstacle ?? null,
    },
    {
      key: 'venue-books',
      pulse: () => paperStore?.pulse ?? null,
      owesSinceMs: () => venueBooks.unsavedSinceMs,
      obstacle: () => paperStore?.obstacle ?? null,
    },
    alive('market-store', () => marketStore.pulse),
    alive('history', () => barHistory.pulse),
    alive('inference', () => modelManager.pulse),
    alive('replay', replayPulse),
  ];
}

function silence(sinceMs: number, obstacle: string | null): string {
  const words = `has not answered since ${new Date(sinceMs).toISOString().slice(11, 19)} UTC`;
  return obstacle === null ? words : `${words} (${obstacle.replace(/\.$/, '')})`;
}
