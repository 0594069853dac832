/** A card, or the room that one has left. */
export type Place =
  | { readonly kind: 'card'; readonly id: string }
  | { readonly kind: 'gap'; readonly id: string; readonly heightPx: number };

/** What must not move: what the pointer is over, or what the focus is in. */
export interface Hold {
  readonly pointer: boolean;
  readonly focus: boolean;
}

/**
 * Returns where the cards of pending trades stand, given where they stood. Without a hold: newest first, as `pending` is. With one, the order
 * stays, what is new comes below, what took another's place takes it here too; and under the pointer what is gone leaves its room.
 */
export function placesAfter(
  before: readonly Place[],
  pending: readonly { readonly id: string; readonly repricedFrom: string | null }[],
  hold: Hold,
  heightOf: (id: string) => number,
): readonly Place[] {
  const card = (id: string): Place => ({ kind: 'card', id });
  if (!hold.pointer && !hold.focus) return pending.map(({ id }) => card(id));
  const kept = before.flatMap((place): Place[] => {
    if (place.kind === 'gap') return hold.pointer ? [place] : [];
    if (pending.some(({ id }) => id === place.id)) return [place];
    const successor = pending.find(({ repricedFrom }) => repricedFrom === place.id);
    if (successor !== undefined) return [card(successor.id)];
    return hold.pointer ? [{ kind: 'gap', id: place.id, heightPx: heightOf(place.id) }] : [];
  });
  const fresh = pending.filter(({ id }) => !kept.some((place) => place.kind === 'card' && place.id === id));
  return [...kept, ...fresh.map(({ id }) => card(id))];
}
