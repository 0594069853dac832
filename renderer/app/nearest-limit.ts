import type { AccountView } from '../../shared/contract/index.ts';

type Limit = AccountView['limits'][number];

/** Returns the limit that is used most, the count of positions aside, which is told beside it; `undefined` where there is none. */
export function nearestLimit(limits: readonly Limit[]): Limit | undefined {
  const others = limits.filter(({ name }) => name !== 'Positions');
  return others.reduce<Limit | undefined>((most, limit) => (most === undefined || limit.used > most.used ? limit : most), undefined);
}
