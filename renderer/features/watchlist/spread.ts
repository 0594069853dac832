import { formatNumber } from '../../components/format.ts';
import type { Quote } from '../../stores/quotes.ts';

/** Writes the spread in hundredths of a percent of the middle price; `–` where the quote has no two sides. */
export function spreadWords({ bid, ask }: Pick<Quote, 'bid' | 'ask'>): string {
  const middle = (bid + ask) / 2;
  if (!(bid > 0) || !(ask >= bid) || middle <= 0) return '–';
  const points = ((ask - bid) / middle) * 10_000;
  return formatNumber(points, points < 99.95 ? 1 : 0);
}
