import type { FromPage, ToPage } from '../../shared/contract/shell-messages.ts';
import { Button } from '../components/Button.tsx';

type TroubleProps = Extract<ToPage, { kind: 'trouble' }> & { readonly tell: (message: FromPage) => void };

/** Why the engine can't be kept running, and what can be done about it. */
export function Trouble({ code, message, dataDir, tell }: TroubleProps) {
  return (
    <div role="alert" className="w-full max-w-[64ch] rounded-lg border border-line bg-panel p-6">
      <h1 className="font-semibold text-base">The engine can not be kept running</h1>
      <p className="mt-2 leading-relaxed">{message}</p>
      <p className="mt-2 text-muted leading-relaxed">
        Nothing is traded meanwhile. What was decided is on disk; stops at the broker stay. Retry once the reason is gone.
      </p>
      <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-xs">
        <dt className="text-muted">Code</dt>
        <dd className="font-mono">{code}</dd>
        <dt className="text-muted">Data folder</dt>
        <dd className="break-all font-mono">{dataDir}</dd>
      </dl>
      <div className="mt-5 flex flex-wrap gap-2">
        <Button tone="primary" onClick={() => tell({ kind: 'retry' })}>
          Retry
        </Button>
        <Button onClick={() => tell({ kind: 'show-logs' })}>Show logs</Button>
        <Button onClick={() => tell({ kind: 'show-data' })}>Show data folder</Button>
        <Button onClick={() => tell({ kind: 'choose' })}>Open another account …</Button>
      </div>
    </div>
  );
}
