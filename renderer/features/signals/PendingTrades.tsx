import { useRef } from 'react';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useWorkspace } from '../../stores/workspace.ts';
import { SignalCard } from './SignalCard.tsx';
import { useCardPlaces } from './use-card-places.ts';

/**
 * The trades that are pending, newest first. A card under the pointer or with the focus stays where it is: what comes meanwhile is put below,
 * and a card that ends leaves its room until the pointer and the focus are gone.
 */
export function PendingTrades() {
  const proposals = useWorkspace((state) => state.proposals);
  const signals = useWorkspace((state) => state.signals);
  const instruments = useWorkspace((state) => state.instruments);
  const mode = useWorkspace((state) => state.trading?.mode);
  const list = useRef<HTMLDivElement>(null);
  const pending = proposals.filter(({ status }) => status === 'pending');
  const { places, setHold } = useCardPlaces(list, pending);
  return (
    <div
      ref={list}
      className="min-h-0 flex-1 overflow-auto pb-2"
      role="group"
      aria-label="Waiting for a decision"
      tabIndex={-1}
      onPointerMove={() => setHold({ pointer: true })}
      onPointerLeave={() => setHold({ pointer: false })}
      onFocus={() => setHold({ focus: true })}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setHold({ focus: false });
      }}
    >
      {places.map((place) => {
        if (place.kind === 'gap') return <div key={place.id} aria-hidden style={{ height: place.heightPx }} />;
        const proposal = pending.find(({ id }) => id === place.id);
        if (proposal === undefined) return null;
        const signal = signals.find((each) => each.id === proposal.signalId);
        const instrument = instruments.find((each) => each.id === proposal.instrumentId);
        if (signal === undefined || instrument === undefined) return null;
        return <SignalCard key={proposal.id} signal={signal} proposal={proposal} instrument={instrument} />;
      })}
      {pending.length > 0 ? null : (
        <div className="flex min-h-40">
          <EmptyState title="No pending trades">
            {mode === 'auto'
              ? 'In auto mode BitFlow approves trades at your confidence threshold and above; the others appear here.'
              : 'Signals are made at the close of each bar. Strong ones appear here with the exact order to approve.'}
          </EmptyState>
        </div>
      )}
    </div>
  );
}
