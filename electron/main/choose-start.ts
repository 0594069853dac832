import { existsSync } from 'node:fs';
import type { Result } from '../../shared/base/result.ts';
import type { KnownAccount, ShellMarket } from '../../shared/contract/shell-messages.ts';
import { defaultDataDir } from '../platform/data-dir.ts';
import type { AccountStart } from './account-shell.ts';
import type { StartRequest } from './start-request.ts';

/** What a start comes to. */
export type ChosenStart =
  | ({ readonly kind: 'account' } & AccountStart)
  /** Somebody has to choose; `problem` is what was wrong with what was asked for. */
  | { readonly kind: 'choice'; readonly problem: string | null };

const SIMULATED: ShellMarket = { kind: 'sim', seed: null };

/**
 * Decides which account a start opens: the one that is asked for; else the one that was open last and is still there; on a first start the
 * simulated market.
 */
export function chooseStart(request: Result<StartRequest, string>, known: readonly KnownAccount[]): ChosenStart {
  if (!request.ok) return { kind: 'choice', problem: request.error };
  const { isChoice, dataDir, market, speed, mode, instrumentId } = request.value;
  if (isChoice) return { kind: 'choice', problem: null };
  const rest = { speed, mode, instrumentId };
  if (dataDir !== null) {
    const before = known.find((account) => account.dataDir === dataDir);
    return { kind: 'account', dataDir, market: market ?? before?.market ?? SIMULATED, ...rest };
  }
  if (market !== null) return { kind: 'account', dataDir: defaultDataDir(market), market, ...rest };
  const last = known.find((account) => existsSync(account.dataDir));
  return { kind: 'account', dataDir: last?.dataDir ?? defaultDataDir(SIMULATED), market: last?.market ?? SIMULATED, ...rest };
}
