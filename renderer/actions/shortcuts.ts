import { useEffect } from 'react';
import { currentActions } from './registry.ts';

/** Runs the action whose shortcut was pressed, unless something is being typed. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const pressed = describe(event);
      const isPlain = !pressed.includes('mod');
      if (isPlain && (event.altKey || isTyping(event.target) || document.querySelector('[role="dialog"], [role="alertdialog"]') !== null))
        return;
      const action = currentActions().find(({ shortcut }) => shortcut === pressed);
      if (action === undefined) return;
      event.preventDefault();
      action.run();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function describe(event: KeyboardEvent): string {
  const parts = [event.ctrlKey || event.metaKey ? 'mod' : '', event.shiftKey ? 'shift' : '', event.key.toLowerCase()];
  return parts.filter((part) => part !== '').join('+');
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
