import { type FormEvent, useEffect, useState } from 'react';
import type { FromPage, KnownAccount, ShellMarket, ToPage } from '../../shared/contract/shell-messages.ts';
import { Button } from '../components/Button.tsx';

type AccountChoiceProps = Extract<ToPage, { kind: 'choice' }> & {
  readonly tell: (message: FromPage) => void;
  readonly listen: (listener: (message: ToPage) => void) => () => void;
};

const FIELD = 'rounded-[5px] border border-line bg-bg px-2 py-1 font-mono text-xs';

/** What can be opened: an account from before, the simulated market with a seed, or recorded bars from files. */
export function AccountChoice({ accounts, problem, baseDir, tell, listen }: AccountChoiceProps) {
  const [seed, setSeed] = useState('');
  const [paths, setPaths] = useState<readonly string[]>([]);
  const [timeZone, setTimeZone] = useState('');
  const [instrumentPath, setInstrumentPath] = useState<string | null>(null);
  const [skipBadRows, setSkipBadRows] = useState(false);
  const [folder, setFolder] = useState<string | null>(null);
  useEffect(
    () =>
      listen((message) => {
        if (message.kind !== 'picked') return;
        if (message.what === 'files') setPaths(message.paths);
        else if (message.what === 'folder') setFolder(message.paths[0] ?? null);
        else setInstrumentPath(message.paths[0] ?? null);
      }),
    [listen],
  );
  const isSeedGood = seed === '' || (/^\d{1,10}$/.test(seed) && Number(seed) <= 4_294_967_295);
  const open = (market: ShellMarket) => (event: FormEvent) => {
    event.preventDefault();
    tell({ kind: 'open', dataDir: folder, market });
  };
  return (
    <div className="w-full max-w-[72ch] space-y-5">
      <h1 className="font-semibold text-base">Open an account</h1>
      {problem === null ? null : (
        <p role="alert" className="rounded-[5px] border border-warn bg-warn-soft px-3 py-2">
          {problem}
        </p>
      )}
      {accounts.length === 0 ? null : (
        <section aria-label="Opened before" className="rounded-lg border border-line bg-panel p-4">
          <h2 className="mb-2 font-semibold">Opened before</h2>
          <ul className="space-y-1">
            {accounts.map((account) => (
              <li key={account.dataDir} className="flex items-center gap-3">
                <Button onClick={() => tell({ kind: 'open', dataDir: account.dataDir, market: account.market })}>Open</Button>
                <span>{titleOf(account)}</span>
                <span className="min-w-0 truncate font-mono text-muted text-xs" title={account.dataDir}>
                  {account.dataDir}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label="Folder" className="rounded-lg border border-line bg-panel p-4">
        <h2 className="mb-2 font-semibold">Folder of the account</h2>
        <p className="mb-1 break-all font-mono text-xs">{folder ?? `the usual one of that market, below ${baseDir}`}</p>
        <p className="mb-2 text-muted text-xs">
          An account belongs to its market: a folder that holds one is opened with the market that it was begun on.
        </p>
        <div className="flex gap-2">
          <Button onClick={() => tell({ kind: 'pick', what: 'folder' })}>Choose a folder …</Button>
          {folder === null ? null : <Button onClick={() => setFolder(null)}>Use the usual one</Button>}
        </div>
      </section>
      <form
        aria-label="Simulated market"
        className="rounded-lg border border-line bg-panel p-4"
        onSubmit={open({ kind: 'sim', seed: seed === '' ? null : Number(seed) })}
      >
        <h2 className="mb-2 font-semibold">Simulated market</h2>
        <div className="flex items-center gap-3">
          <label className="flex items-center gap-2">
            Seed
            <input
              className={FIELD}
              inputMode="numeric"
              placeholder="as before, or 42"
              value={seed}
              onChange={(event) => setSeed(event.target.value.trim())}
            />
          </label>
          <Button type="submit" tone="primary" disabled={!isSeedGood}>
            Open simulated market
          </Button>
          {isSeedGood ? null : <span role="alert">A whole number from 0 to 4294967295.</span>}
        </div>
      </form>
      <form
        aria-label="Market files"
        className="rounded-lg border border-line bg-panel p-4"
        onSubmit={open({ kind: 'csv', paths: [...paths], timeZone: timeZone === '' ? null : timeZone, instrumentPath, skipBadRows })}
      >
        <h2 className="mb-2 font-semibold">Recorded bars from files</h2>
        <div className="flex flex-wrap items-center gap-3">
          <Button onClick={() => tell({ kind: 'pick', what: 'files' })}>Choose files …</Button>
          <span className="font-mono text-muted text-xs">{paths.length === 0 ? 'No file chosen' : paths.join(', ')}</span>
          <label className="flex items-center gap-2">
            Time zone
            <input className={FIELD} placeholder="UTC" value={timeZone} onChange={(event) => setTimeZone(event.target.value.trim())} />
          </label>
          <label className="flex items-center gap-2">
            <input type="checkbox" checked={skipBadRows} onChange={(event) => setSkipBadRows(event.target.checked)} />
            Leave out bad rows
          </label>
          <Button onClick={() => tell({ kind: 'pick', what: 'instrument' })}>
            {instrumentPath === null ? 'Describe the instrument …' : 'Another description …'}
          </Button>
          {instrumentPath === null ? null : <span className="font-mono text-muted text-xs">{instrumentPath}</span>}
          <Button type="submit" tone="primary" disabled={paths.length === 0}>
            Open files
          </Button>
        </div>
      </form>
    </div>
  );
}

function titleOf({ market }: KnownAccount): string {
  if (market.kind === 'sim') return market.seed === null ? 'Simulated market' : `Simulated market, seed ${market.seed}`;
  return market.paths.map((path) => path.split(/[\\/]/).at(-1)).join(', ');
}
