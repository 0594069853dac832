import { useEffect } from 'react';
import { flushSync } from 'react-dom';
import { type OverlayState, useOverlays } from '../stores/preferences.ts';
import type { Action } from './action.ts';
import { isLetter, keyPressed } from './keys.ts';
import { currentActions } from './registry.ts';
import { TypeAhead } from './type-ahead.ts';

/** So long a key whose action changes something waits whether it is the first letter of a symbol. */
const HELD_MS = 500;

/**
 * Runs the action whose shortcut was pressed, unless something is being typed. Letters that follow the first within half a second are a
 * symbol that is looked for: what the first has opened goes away again, and what it would have changed is not changed.
 */
export function useShortcuts(): void {
  useEffect(() => {
    const keyboard = new Keyboard();
    const onKey = (event: KeyboardEvent): void => keyboard.press(event);
    // Before any field hears of it: the first letter may have opened one, and the second is not meant for it.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => {
      keyboard.forget();
      window.removeEventListener('keydown', onKey, { capture: true });
    };
  }, []);
}

class Keyboard {
  readonly #ahead = new TypeAhead();
  /** What was open before the first letter. */
  #before: OverlayState | null = null;
  #held: ReturnType<typeof setTimeout> | null = null;

  press(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const letter = isPlain(event) && isLetter(event.key) ? event.key : null;
    if (this.#goesOn(event, letter) || isBusy(event)) return;
    const pressed = keyPressed(event);
    const action = currentActions().find(({ shortcut }) => shortcut === pressed);
    if (action === undefined && (letter === null || event.repeat)) return;
    event.preventDefault();
    if (letter !== null) {
      this.#before = useOverlays.getState();
      this.#ahead.begin(letter, event.timeStamp);
    }
    // A letter that is no key can only begin a symbol.
    if (action === undefined) this.#search(letter ?? '');
    else this.#act(action, event, letter);
  }

  #act(action: Action, event: KeyboardEvent, letter: string | null): void {
    if (letter !== null && action.isHeld === true) this.#hold(action);
    else if (!event.repeat) action.run();
  }

  forget(): void {
    if (this.#held !== null) clearTimeout(this.#held);
    this.#held = null;
    this.#ahead.end();
  }

  /** Whether the key goes on with a symbol that is being typed. */
  #goesOn(event: KeyboardEvent, letter: string | null): boolean {
    // Once the search has the focus, its own field takes what is typed.
    if (isSearch(document.activeElement)) {
      this.#ahead.end();
      return false;
    }
    const word = event.repeat ? null : this.#ahead.next(letter ?? '', event.timeStamp);
    if (word === null) return false;
    event.preventDefault();
    event.stopPropagation();
    this.forget();
    this.#search(word);
    return true;
  }

  #hold(action: Action): void {
    if (this.#held !== null) clearTimeout(this.#held);
    this.#held = setTimeout(() => {
      this.#held = null;
      action.run();
    }, HELD_MS);
  }

  #search(text: string): void {
    // At once, so that the next letter finds the field.
    flushSync(() => useOverlays.setState({ ...this.#before, isPaletteOpen: true, paletteText: text }));
  }
}

function isPlain({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !altKey;
}

/** Whether keys mean something else now: something is typed, or a dialog waits for an answer. */
function isBusy(event: KeyboardEvent): boolean {
  if (!isPlain(event)) return event.altKey;
  return isTyping(event.target) || document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function isSearch(element: Element | null): boolean {
  return element instanceof HTMLElement && element.matches('[data-search="palette"]');
}
