import { AlertDialog } from 'radix-ui';
import { updateSettings } from '../../actions/commands.ts';
import { Button } from '../../components/Button.tsx';
import { useReturnFocus } from '../../components/use-return-focus.ts';
import { useOverlays } from '../../stores/preferences.ts';

/** Asks before an act, with what it leads to; Escape and Cancel leave everything as it is. */
export function ConfirmDialog() {
  const confirmation = useOverlays((state) => state.confirmation);
  const isOpen = confirmation !== null;
  const returnFocus = useReturnFocus(isOpen);
  const close = (): void => useOverlays.setState({ confirmation: null });
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={(open) => (open ? undefined : close())}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-black/55" />
        {confirmation === null ? null : (
          <AlertDialog.Content
            onCloseAutoFocus={returnFocus}
            className="fixed top-[16vh] left-1/2 z-50 w-[440px] max-w-[94vw] -translate-x-1/2 rounded-lg border border-warn bg-panel p-5 shadow-(--shadow)"
          >
            <AlertDialog.Title className="num text-left! font-semibold text-base leading-snug">{confirmation.title}</AlertDialog.Title>
            <AlertDialog.Description asChild>
              <div className="mt-2 space-y-1 text-muted leading-relaxed">
                {confirmation.consequences.map((consequence) => (
                  <p key={consequence}>{consequence}</p>
                ))}
              </div>
            </AlertDialog.Description>
            <div className="mt-4 flex flex-wrap items-center justify-end gap-2">
              {confirmation.isSwitchedOffBy === null ? null : (
                <button
                  type="button"
                  className="mr-auto text-muted text-xs hover:text-text hover:underline"
                  onClick={() => {
                    close();
                    void updateSettings({ controls: { isCloseConfirmed: false } });
                    confirmation.run();
                  }}
                >
                  {confirmation.verb} and do not ask again
                </button>
              )}
              <AlertDialog.Cancel asChild>
                <Button>Cancel</Button>
              </AlertDialog.Cancel>
              <AlertDialog.Action asChild>
                <Button tone="warn" onClick={confirmation.run}>
                  {confirmation.verb}
                </Button>
              </AlertDialog.Action>
            </div>
          </AlertDialog.Content>
        )}
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
