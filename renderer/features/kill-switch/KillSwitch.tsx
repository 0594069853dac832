import { AlertDialog } from 'radix-ui';
import { pressKillSwitch } from '../../actions/commands.ts';
import { Button } from '../../components/Button.tsx';
import { useReturnFocus } from '../../components/use-return-focus.ts';
import { useOverlays } from '../../stores/preferences.ts';
import { useWorkspace } from '../../stores/workspace.ts';

/** The button that stops everything, and the question how much of everything. */
export function KillSwitch() {
  const isOpen = useOverlays((state) => state.isKillSwitchOpen);
  const positions = useWorkspace((state) => state.positions.length);
  const returnFocus = useReturnFocus(isOpen);
  const press = (flatten: boolean): void => {
    useOverlays.setState({ isKillSwitchOpen: false });
    void pressKillSwitch(flatten);
  };
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={(isKillSwitchOpen) => useOverlays.setState({ isKillSwitchOpen })}>
      <AlertDialog.Trigger asChild>
        <Button tone="danger" className="px-3 tracking-wide" aria-label="Kill switch">
          KILL
        </Button>
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-black/55" />
        <AlertDialog.Content
          onCloseAutoFocus={returnFocus}
          className="fixed top-[16vh] left-1/2 z-50 w-[440px] max-w-[94vw] -translate-x-1/2 rounded-lg border border-danger bg-panel p-5 shadow-(--shadow)"
        >
          <AlertDialog.Title className="font-semibold text-base">Stop trading?</AlertDialog.Title>
          <AlertDialog.Description className="mt-1.5 text-muted leading-relaxed">
            Trading halts at once: waiting trades are withdrawn and entry orders cancelled. Stops and targets of open positions stay in
            place, unless you close the positions as well.
          </AlertDialog.Description>
          <div className="mt-4 flex flex-wrap justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button>Keep trading</Button>
            </AlertDialog.Cancel>
            {positions === 0 ? null : (
              <Button tone="danger" onClick={() => press(true)}>
                Halt and close {positions === 1 ? '1 position' : `${positions} positions`}
              </Button>
            )}
            <AlertDialog.Action asChild>
              <Button tone="danger" onClick={() => press(false)}>
                Halt
              </Button>
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
