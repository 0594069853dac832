import { useEffect, useRef, useState } from 'react';
import { useIsOnline } from '../stores/hooks.ts';
import type { Client } from './client.ts';
import { engineGateway, wordsOf } from './engine.ts';

/** What became of a question to the engine. One that is asked again keeps its answer until the new one is there. */
export type Answer<T> =
  | { readonly kind: 'asking' }
  | { readonly kind: 'failed'; readonly words: string }
  | { readonly kind: 'there'; readonly value: T };

export interface Asking<T> {
  /** Names the question: another key is another question, and shows nothing of the one before. */
  readonly key: string;
  /** Whenever this changes, the same question is asked again. */
  readonly freshness?: string | number;
  readonly ask: (client: Client) => Promise<T>;
  readonly deadlineMs?: number;
}

const ASKING = { kind: 'asking' } as const;

/** Asks the engine while the component lives, again when it is back after it was away; `again` asks once more. */
export function useAnswer<T>({ key, freshness = '', ask, deadlineMs }: Asking<T>): Answer<T> & { readonly again: () => void } {
  const isOnline = useIsOnline();
  const [round, setRound] = useState(0);
  const turn = `${freshness} ${round}`;
  const [held, setHeld] = useState<{ readonly key: string; readonly turn: string; readonly answer: Answer<T> }>({
    key,
    turn,
    answer: ASKING,
  });
  const latest = useRef({ ask, deadlineMs });
  useEffect(() => {
    latest.current = { ask, deadlineMs };
  });
  useEffect(() => {
    if (!isOnline) return undefined;
    let isOver = false;
    const put = (answer: Answer<T>): void => {
      if (!isOver) setHeld({ key, turn, answer });
    };
    engineGateway
      .ask((client) => latest.current.ask(client), latest.current.deadlineMs)
      .then((value) => put({ kind: 'there', value }))
      .catch((error: unknown) => put({ kind: 'failed', words: wordsOf(error) }));
    return () => {
      isOver = true;
    };
  }, [key, turn, isOnline]);
  const again = (): void => {
    setHeld({ key, turn, answer: ASKING });
    setRound((before) => before + 1);
  };
  return { ...(held.key === key ? held.answer : ASKING), again };
}
