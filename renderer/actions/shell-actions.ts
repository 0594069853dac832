import { toast } from 'sonner';
import type { FromPage, ShellAction } from '../../shared/contract/shell-messages.ts';
import { openShellLink } from '../client/shell-link.ts';
import { usePreferences } from '../stores/preferences.ts';
import { useWorkspace } from '../stores/workspace.ts';
import { currentActions } from './registry.ts';

/** Menus follow what can be done; a burst of changes is told once. */
const QUIET_MS = 250;

/** Instruments and single indicators would make menus of hundreds; those are found in the palette. */
const LEFT_OUT = /^(?:instrument|add|set|remove)-/;

/** Shares the actions of the palette with the desktop shell, whose menus show them, and runs what is chosen there. */
export function shareActionsWithShell(): void {
  const link = openShellLink((message) => {
    if (message.kind === 'run') runAction(message.id);
  });
  let told = '';
  let timer: ReturnType<typeof setTimeout> | null = null;
  const tellNow = (): void => {
    timer = null;
    const message: FromPage = { kind: 'actions', actions: menuActions() };
    const words = JSON.stringify(message);
    if (words === told) return;
    told = words;
    link.tell(message);
  };
  const tellSoon = (): void => {
    timer ??= setTimeout(tellNow, QUIET_MS);
  };
  useWorkspace.subscribe(tellSoon);
  usePreferences.subscribe(tellSoon);
}

function menuActions(): ShellAction[] {
  // A page that does not know its instruments can't run what a link asks for.
  if (useWorkspace.getState().instruments.length === 0) return [];
  return currentActions()
    .filter(({ id }) => !LEFT_OUT.test(id))
    .slice(0, 200)
    .map(({ id, title, group, shortcut = null }) => ({ id, title, group, shortcut }));
}

function runAction(id: string): void {
  const action = currentActions().find((candidate) => candidate.id === id);
  if (action !== undefined) action.run();
  else if (id.startsWith('instrument-')) toast.error(`There is no ${id.slice('instrument-'.length)} on this account's market`);
}
