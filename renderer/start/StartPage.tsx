import { useEffect, useState } from 'react';
import type { FromPage, ToPage } from '../../shared/contract/shell-messages.ts';
import { AccountChoice } from './AccountChoice.tsx';
import { Trouble } from './Trouble.tsx';

export interface StartPageProps {
  readonly tell: (message: FromPage) => void;
  /** Hears everything that the shell has said and says; returns what ends that. */
  readonly listen: (listener: (message: ToPage) => void) => () => void;
}

type Told = Extract<ToPage, { kind: 'trouble' | 'choice' }>;

/** The page of a shell without a running engine: why there is none, or what can be opened. */
export function StartPage({ tell, listen }: StartPageProps) {
  const [told, setTold] = useState<Told | null>(null);
  useEffect(
    () =>
      listen((message) => {
        if (message.kind === 'trouble' || message.kind === 'choice') setTold(message);
      }),
    [listen],
  );
  return (
    <main className="flex min-h-screen items-center justify-center bg-bg p-8 text-text">
      {told === null ? (
        <p className="text-muted">This page belongs to the desktop app.</p>
      ) : told.kind === 'trouble' ? (
        <Trouble {...told} tell={tell} />
      ) : (
        <AccountChoice {...told} tell={tell} listen={listen} />
      )}
    </main>
  );
}
