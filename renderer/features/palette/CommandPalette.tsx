import { Command } from 'cmdk';
import type { Action } from '../../actions/action.ts';
import { currentActions } from '../../actions/registry.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { useOverlays } from '../../stores/preferences.ts';
import { fitOf } from './match.ts';

const GROUPS: readonly Action['group'][] = ['Trade', 'Instruments', 'Signals', 'Chart', 'Market', 'View'];

/** Finds and runs every action by its name. */
export function CommandPalette() {
  const isOpen = useOverlays((state) => state.isPaletteOpen);
  const close = (): void => useOverlays.setState({ isPaletteOpen: false });
  return (
    <Dialog
      title="Command palette"
      description="Type to find a command or an instrument; Enter runs it."
      isOpen={isOpen}
      onOpenChange={(isPaletteOpen) => useOverlays.setState({ isPaletteOpen })}
      width="w-[560px]"
    >
      {isOpen ? <List actions={currentActions().filter(({ id }) => id !== 'palette')} onRun={close} /> : null}
    </Dialog>
  );
}

function List({ actions, onRun }: { readonly actions: readonly Action[]; readonly onRun: () => void }) {
  const run = (action: Action): void => {
    onRun();
    // The palette gives the focus back first, so that what the action opens can take it.
    setTimeout(action.run);
  };
  const byId = new Map(actions.map((action) => [action.id, action]));
  const fit = (id: string, typed: string): number => {
    const action = byId.get(id);
    return action === undefined ? 0 : fitOf(action, typed);
  };
  return (
    <Command label="Commands" filter={fit} className="flex min-h-0 flex-col">
      <Command.Input
        autoFocus
        placeholder="Search or run a command"
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
                <Command.Item
                  key={action.id}
                  value={action.id}
                  onSelect={() => run(action)}
                  className="flex cursor-pointer items-center gap-3 rounded-[5px] px-2 py-1.5 data-[selected=true]:bg-accent-soft"
                >
                  <span>{action.title}</span>
                  {group === 'Instruments' ? <span className="text-muted">{action.keywords}</span> : null}
                  {action.shortcut === undefined ? null : (
                    <kbd className="ml-auto rounded border border-line bg-panel px-1.5 text-2xs text-muted">{keysOf(action.shortcut)}</kbd>
                  )}
                </Command.Item>
              ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}

/** A shortcut as it stands on the keys. */
function keysOf(shortcut: string): string {
  return shortcut
    .replace('mod', 'Ctrl')
    .split('+')
    .map((key) => key.slice(0, 1).toUpperCase() + key.slice(1))
    .join(' ');
}
