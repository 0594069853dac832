import { requestResume } from '../actions/confirmations.ts';
import { Button } from '../components/Button.tsx';
import { useWorkspace } from '../stores/workspace.ts';

/** Says across the window what stands between the user and trading, and what can be done. */
export function Banner() {
  const connection = useWorkspace((state) => state.connection);
  const trading = useWorkspace((state) => state.trading);
  const reasons = useWorkspace((state) => state.engine?.reasons ?? NONE);
  if (connection.kind === 'offline') {
    const isRestart = connection.reason === 'engine-restart';
    return (
      <Strip>
        {isRestart
          ? 'The engine is starting again; what is shown is what it last said.'
          : 'The engine can not be reached; the window keeps looking. What is shown may be old.'}
      </Strip>
    );
  }
  if (trading !== null && trading.state !== 'active') {
    // A lost day ends by itself, and a record that failed ends with another start.
    const canResume = trading.cause !== 'journal-fault' && trading.cause !== 'daily-loss';
    return (
      <Strip isGrave={trading.state === 'halted'}>
        <span>
          <b className="font-semibold">Trading is {trading.state}</b>: {trading.reason}.
          {trading.cause === 'journal-fault' ? ' What is shown is what was sound; go on from a backup or in another data folder.' : ''}
        </span>
        {canResume ? <Button onClick={requestResume}>Resume trading</Button> : null}
      </Strip>
    );
  }
  const [first] = reasons;
  return first === undefined ? null : <Strip>{first}</Strip>;
}

const NONE: readonly string[] = [];

/** Amber, for red means down and loss; what is grave is filled. */
function Strip({ isGrave = false, children }: { readonly isGrave?: boolean; readonly children: React.ReactNode }) {
  return (
    <div
      role="alert"
      className={`flex shrink-0 flex-wrap items-center justify-center gap-x-3 gap-y-1 px-4 py-1 text-xs ${isGrave ? 'bg-warn text-on-warn' : 'bg-warn-soft text-warn'}`}
    >
      {children}
    </div>
  );
}
