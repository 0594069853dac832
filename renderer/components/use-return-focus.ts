import { useState } from 'react';

/**
 * Returns the handler that gives the focus back to where it was before a dialog opened, for dialogs that open by a key or from the
 * palette and so have no button of their own.
 */
export function useReturnFocus(isOpen: boolean): (event: Event) => void {
  const [seen, setSeen] = useState<{ readonly isOpen: boolean; readonly opener: Element | null }>({ isOpen: false, opener: null });
  // Read while the dialog is about to be drawn: a field in it takes the focus before any effect runs.
  if (seen.isOpen !== isOpen) setSeen({ isOpen, opener: isOpen ? document.activeElement : seen.opener });
  return (event) => {
    event.preventDefault();
    // Another dialog may have taken its place, and the focus with it.
    const isTaken = document.activeElement?.closest('[role="dialog"], [role="alertdialog"]') instanceof Element;
    if (isTaken) return;
    if (seen.opener instanceof HTMLElement) seen.opener.focus();
  };
}
