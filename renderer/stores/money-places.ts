import { currencyPlaces } from '../../shared/domain/money.ts';
import { useWorkspace } from './workspace.ts';

/** How many places amounts are written with: those of the account's currency, which all of them are in. */
export function useMoneyPlaces(): number {
  return useWorkspace((state) => currencyPlaces(state.account?.currency ?? ''));
}

/** The same, asked for once. */
export function moneyPlaces(): number {
  return currencyPlaces(useWorkspace.getState().account?.currency ?? '');
}
