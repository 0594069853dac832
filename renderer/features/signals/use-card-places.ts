import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { ProposalView } from '../../../shared/contract/index.ts';
import { type Hold, type Place, placesAfter } from './card-places.ts';

/** Keeps the cards of a list where they are while the pointer is over it or the focus in it. */
export function useCardPlaces(
  list: RefObject<HTMLElement | null>,
  pending: readonly ProposalView[],
): { readonly places: readonly Place[]; readonly setHold: (change: Partial<Hold>) => void } {
  const [places, setPlaces] = useState<readonly Place[]>(() => pending.map(({ id }) => ({ kind: 'card', id })));
  const [hold, setHoldState] = useState<Hold>({ pointer: false, focus: false });
  const heights = useRef(new Map<string, number>());
  // Before anything is painted, so that nothing is seen to move and move back.
  useLayoutEffect(() => {
    const next = placesAfter(places, pending, hold, (id) => heights.current.get(id) ?? 0);
    if (JSON.stringify(next) !== JSON.stringify(places)) setPlaces(next);
  }, [pending, hold, places]);
  const setHold = (change: Partial<Hold>): void => {
    for (const card of list.current?.querySelectorAll<HTMLElement>('[data-proposal]') ?? [])
      heights.current.set(card.dataset['proposal'] ?? '', card.offsetHeight + GAP_PX);
    const next = { ...hold, ...change };
    if (next.pointer !== hold.pointer || next.focus !== hold.focus) setHoldState(next);
  };
  return { places, setHold };
}

/** Between two cards, CSS pixels. */
const GAP_PX = 8;
