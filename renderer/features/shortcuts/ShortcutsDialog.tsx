import { useState } from 'react';
import type { Action } from '../../actions/action.ts';
import { keyFault, keyOf, keyPressed, keysInWords, usualKeys } from '../../actions/keys.ts';
import { currentActions } from '../../actions/registry.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useOverlays, usePreferences } from '../../stores/preferences.ts';

/** Every key of the window, and the way to change it. */
export function ShortcutsDialog() {
  const isOpen = useOverlays((state) => state.isShortcutsOpen);
  return (
    <Dialog
      title="Keyboard shortcuts"
      description="Keys work while nothing is being typed. Letters typed quickly are a symbol: SPY goes to SPY. Keys are kept in this browser."
      isDescriptionShown
      isOpen={isOpen}
      onOpenChange={(isShortcutsOpen) => useOverlays.setState({ isShortcutsOpen })}
      width="w-[560px]"
    >
      {isOpen ? <Keys /> : null}
    </Dialog>
  );
}

function Keys() {
  const own = usePreferences((state) => state.keys);
  const [changing, setChanging] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [actions] = useState(() => currentActions().filter(isBindable));
  const bound = actions.map((action) => ({ id: action.id, title: action.title, shortcut: keyOf(action.id, own) ?? '' }));
  const give = (id: string, key: string): void => {
    usePreferences.setState(({ keys }) => ({ keys: { ...keys, [id]: key } }));
    setChanging(null);
    setFault(null);
  };
  const press = (id: string, event: React.KeyboardEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    if (['Shift', 'Control', 'Meta', 'Alt'].includes(event.key)) return;
    if (event.key === 'Escape') {
      setChanging(null);
      setFault(null);
      return;
    }
    const key = keyPressed(event);
    const wrong = keyFault(key, id, bound);
    setFault(wrong);
    if (wrong === null) give(id, key);
  };
  return (
    <div className="flex min-h-0 flex-col">
      <p role="status" className="min-h-6 px-4 pt-1.5 text-warn text-xs">
        {fault}
      </p>
      <ul className="min-h-0 flex-1 overflow-auto px-4 pb-3" aria-label="Shortcuts" tabIndex={0}>
        {bound.map(({ id, title, shortcut }) => (
          <li key={id} className="flex items-center gap-3 border-line-soft border-t py-1 first:border-t-0">
            <span className="min-w-0 flex-1 truncate">{title}</span>
            {changing === id ? (
              <button
                type="button"
                // Asked for a key by a click; the next key is the answer.
                autoFocus
                className="rounded border border-accent bg-accent-soft px-2 text-xs"
                onKeyDown={(event) => press(id, event)}
                onBlur={() => setChanging(null)}
              >
                Press a key …
              </button>
            ) : (
              <button
                type="button"
                aria-label={`Key of ${title}: ${shortcut === '' ? 'none' : keysInWords(shortcut)}. Change`}
                className="min-w-16 rounded border border-line bg-raised px-2 text-xs hover:border-accent"
                onClick={() => setChanging(id)}
              >
                {shortcut === '' ? 'none' : keysInWords(shortcut)}
              </button>
            )}
            <button
              type="button"
              aria-label={`No key for ${title}`}
              disabled={shortcut === ''}
              className="text-2xs text-faint hover:text-text disabled:opacity-40"
              onClick={() => give(id, '')}
            >
              none
            </button>
          </li>
        ))}
      </ul>
      <div className="flex justify-end gap-2 border-line border-t px-4 py-2.5">
        <Button disabled={Object.keys(own).length === 0} onClick={() => usePreferences.setState({ keys: {} })}>
          Back to the usual keys
        </Button>
      </div>
    </div>
  );
}

/** Acts about one trade, position or model come and go; the others can have a key, but for those that trade without asking. */
function isBindable({ id, group, asks }: Action): boolean {
  if (id in usualKeys) return true;
  return asks === undefined && (group === 'View' || id === 'custom-indicator' || id.startsWith('speed-'));
}
