import { type RefObject, useLayoutEffect } from 'react';

/**
 * When a card that has the focus is decided and goes, the focus goes to the card after it, or before it, or to their list; never to
 * a button, so that a key that is held down decides nothing.
 */
export function useFocusWhenGone(card: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = card.current;
    return () => {
      if (element === null || !element.contains(document.activeElement)) return;
      const next =
        neighbour(element.nextElementSibling) ??
        neighbour(element.previousElementSibling, 'previousElementSibling') ??
        element.parentElement;
      next?.focus();
    };
  }, [card]);
}

/** The card at `element`, or the next one that way. */
function neighbour(
  element: Element | null,
  way: 'nextElementSibling' | 'previousElementSibling' = 'nextElementSibling',
): HTMLElement | null {
  if (element === null) return null;
  return element instanceof HTMLElement && element.matches('article[tabindex]') ? element : neighbour(element[way], way);
}

/** Puts the focus on the first card that waits, or on their empty list; Tab leads from there to its buttons. */
export function focusFirstCard(): void {
  const list = document.querySelector<HTMLElement>('[aria-label="Waiting for a decision"]');
  (neighbour(list?.firstElementChild ?? null) ?? list)?.focus();
}

/** The pending trade whose card has the focus, by its id. */
export function focusedCard(): string | null {
  return document.activeElement?.closest<HTMLElement>('[data-proposal]')?.dataset['proposal'] ?? null;
}

/** The first pending trade that price has left, by its id. */
export function firstCardThatRan(): string | null {
  return document.querySelector<HTMLElement>('[data-proposal][data-ready="false"]')?.dataset['proposal'] ?? null;
}
