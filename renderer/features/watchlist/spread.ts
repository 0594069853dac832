import { formatNumber } from '../../components/format.ts';

/** Writes the spread in hundredths of a percent of the middle price; `–` where the quote has no two sides. */
export function spreadWords({ bid, ask }: { readonly bid: number; readonly ask: number }): string {
  const middle = (bid + ask) / 2;
  if (!(bid > 0) || !(ask >= bid) || middle <= 0) return '–';
  const points = ((ask - bid) / middle) * 10_000;
  return formatNumber(points, points < 99.95 ? 1 : 0);
}
