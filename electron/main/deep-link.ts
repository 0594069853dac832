import { type InstrumentId, parseInstrumentId } from '../../shared/domain/ids.ts';

const PREFIX = 'bitflow://symbol/';

/** Longer than any id there is. */
const LONGEST = 120;

/** Reads `bitflow://symbol/SYMBOL.VENUE`, which shows an instrument and can do nothing else; `null` for any other address. */
export function parseDeepLink(address: string): InstrumentId | null {
  if (address.length > LONGEST || !address.startsWith(PREFIX)) return null;
  // Browsers end such an address with a slash, and write the one within an id as %2F.
  const name = address.slice(PREFIX.length).replace(/\/$/, '').replaceAll(/%2f/gi, '/');
  const id = parseInstrumentId(name);
  return id.ok ? id.value : null;
}

/** Returns the last link among the arguments of a start, which is where the platforms put it. */
export function deepLinkIn(args: readonly string[]): InstrumentId | null {
  return args.map(parseDeepLink).findLast((id) => id !== null) ?? null;
}
