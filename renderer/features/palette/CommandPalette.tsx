import { Command } from 'cmdk';
import { useState } from 'react';
import type { Action } from '../../actions/action.ts';
import type { Confirmation } from '../../actions/confirmation.ts';
import { keysInWords } from '../../actions/keys.ts';
import { currentActions } from '../../actions/registry.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { useOverlays } from '../../stores/preferences.ts';
import { fitOf } from './match.ts';
import { PaletteQuestion } from './PaletteQuestion.tsx';

/** Places and symbols before what acts. */
const GROUPS: readonly Action['group'][] = ['Instruments', 'View', 'Trade', 'Signals', 'Chart', 'Market'];

/** Finds and runs every action by its name; what trades, closes or cancels is asked about first. */
export function CommandPalette() {
  const isOpen = useOverlays((state) => state.isPaletteOpen);
  const close = (): void => useOverlays.setState({ isPaletteOpen: false, paletteText: '' });
  return (
    <Dialog
      title="Command palette"
      description="Type to find an instrument or a command; Enter goes there or runs it. What trades, closes or cancels asks first."
      isOpen={isOpen}
      onOpenChange={(open) => (open ? undefined : close())}
      width="w-[560px]"
    >
      {isOpen ? <Content onDone={close} /> : null}
    </Dialog>
  );
}

function Content({ onDone }: { readonly onDone: () => void }) {
  // As they were when the palette was opened: nothing moves under the selection.
  const [actions] = useState(() => currentActions().filter(({ id }) => id !== 'palette'));
  const [question, setQuestion] = useState<Confirmation | null>(null);
  const run = (action: Pick<Action, 'run'>): void => {
    onDone();
    // The palette gives the focus back first, so that what the action opens can take it.
    setTimeout(action.run);
  };
  if (question !== null) return <PaletteQuestion question={question} onYes={() => run(question)} onBack={() => setQuestion(null)} />;
  return <List actions={actions} onChosen={(action) => (action.asks === undefined ? run(action) : setQuestion(action.asks))} />;
}

function List({ actions, onChosen }: { readonly actions: readonly Action[]; readonly onChosen: (action: Action) => void }) {
  const text = useOverlays((state) => state.paletteText);
  const byId = new Map(actions.map((action) => [action.id, action]));
  const fit = (id: string, typed: string): number => {
    const action = byId.get(id);
    return action === undefined ? 0 : fitOf(action, typed);
  };
  return (
    <Command label="Commands" filter={fit} className="flex min-h-0 flex-col">
      <Command.Input
        autoFocus
        data-search="palette"
        value={text}
        onValueChange={(paletteText) => useOverlays.setState({ paletteText })}
        placeholder="Go to a symbol, or run a command"
        className="border-line border-b bg-transparent px-4 py-2.5 text-base outline-none placeholder:text-faint"
      />
      <Command.List className="min-h-0 flex-1 overflow-auto p-2">
        <Command.Empty className="px-3 py-6 text-center text-muted">Nothing is called that.</Command.Empty>
        {GROUPS.map((group) => (
          <Command.Group
            key={group}
            heading={group}
            className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:text-faint"
          >
            {actions
              .filter((action) => action.group === group)
              .map((action) => (
                <Entry key={action.id} action={action} onChosen={() => onChosen(action)} />
              ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}

function Entry({ action, onChosen }: { readonly action: Action; readonly onChosen: () => void }) {
  const { id, title, group, keywords, shortcut, asks } = action;
  return (
    <Command.Item
      value={id}
      onSelect={onChosen}
      className="flex cursor-pointer items-center gap-3 rounded-[5px] px-2 py-1.5 data-[selected=true]:bg-accent-soft"
    >
      <span className="num min-w-0 text-left!">{title}</span>
      {group === 'Instruments' ? <span className="truncate text-muted">{keywords}</span> : null}
      <span className="ml-auto flex shrink-0 items-center gap-2">
        {asks === undefined ? null : <span className="text-2xs text-warn">asks first</span>}
        {shortcut === undefined ? null : (
          <kbd className="rounded border border-line bg-panel px-1.5 text-2xs text-muted">{keysInWords(shortcut)}</kbd>
        )}
      </span>
    </Command.Item>
  );
}
