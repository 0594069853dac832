import { Dialog } from '../../components/Dialog.tsx';
import { useInstrument } from '../../stores/hooks.ts';
import { useOverlays } from '../../stores/preferences.ts';
import { WhyPanel } from './WhyPanel.tsx';

/** Answers why there is a signal or none, in one instrument at one moment. */
export function WhyDialog() {
  const why = useOverlays((state) => state.why);
  const instrument = useInstrument(why?.instrumentId ?? null);
  return (
    <Dialog
      title={`Why: ${instrument?.symbol ?? why?.instrumentId ?? ''}`}
      description="Why there is a signal or none, from recorded facts."
      isOpen={why !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) useOverlays.setState({ why: null });
      }}
      width="w-[560px]"
    >
      {why === null ? null : <WhyPanel instrumentId={why.instrumentId} atMs={why.atMs} />}
    </Dialog>
  );
}
