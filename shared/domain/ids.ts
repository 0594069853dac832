import type { Brand } from '../base/brand.ts';
import { err, ok, type Result } from '../base/result.ts';

/** `SYMBOL.VENUE`, such as `NVK.SIM`. */
export type InstrumentId = Brand<string, 'InstrumentId'>;
export type VenueId = Brand<string, 'VenueId'>;
/** The short random name of one run of the engine; a restart makes a new one. */
export type Incarnation = Brand<string, 'Incarnation'>;
export type SignalId = Brand<string, 'SignalId'>;
export type ProposalId = Brand<string, 'ProposalId'>;
/** The name that we give an order; a venue that is asked by it answers for that order alone. */
export type ClientOrderId = Brand<string, 'ClientOrderId'>;
/** The name that the venue gave the order. */
export type VenueOrderId = Brand<string, 'VenueOrderId'>;
/** The name that the venue gave one execution, unique within (venue books, instrument); the same execution reported twice carries it twice. */
export type TradeId = Brand<string, 'TradeId'>;
/** The name of one set of a venue's books, given when they are made and to no others; it ends in `-books`. */
export type VenueBooksId = Brand<string, 'VenueBooksId'>;
export type PositionId = Brand<string, 'PositionId'>;
export type LedgerEntryId = Brand<string, 'LedgerEntryId'>;
export type HeadlineId = Brand<string, 'HeadlineId'>;
/** The name that a caller gave a command, so that a repeated call is the same command. */
export type CommandId = Brand<string, 'CommandId'>;

const ID_PATTERN = /^[A-Za-z0-9-]{1,32}$/;
const INSTRUMENT_PATTERN = /^[A-Z0-9][A-Z0-9/_-]{0,23}\.[A-Z]{2,12}$/;

type IdFault = { readonly code: 'not-an-id'; readonly message: string };

/** Reads any id that BitFlow or a venue door makes: 1 to 32 of `[A-Za-z0-9-]`. Error: `not-an-id`. */
export function parseId<T extends Brand<string, string>>(text: string): Result<T, IdFault> {
  if (!ID_PATTERN.test(text)) {
    return err({ code: 'not-an-id', message: `expected 1 to 32 letters, digits or dashes, found "${text.slice(0, 60)}"` });
  }
  return ok(text as T);
}

/**
 * Makes an id from text that the code itself composed.
 * @throws {RangeError} when it has another form.
 */
export function idFrom<T extends Brand<string, string>>(text: string): T {
  const parsed = parseId<T>(text);
  if (!parsed.ok) throw new RangeError(parsed.error.message);
  return parsed.value;
}

/** Reads `SYMBOL.VENUE`. Error: `not-an-id`. */
export function parseInstrumentId(text: string): Result<InstrumentId, IdFault> {
  if (!INSTRUMENT_PATTERN.test(text)) {
    return err({ code: 'not-an-id', message: `expected SYMBOL.VENUE in capitals, such as NVK.SIM, found "${text.slice(0, 60)}"` });
  }
  return ok(text as InstrumentId);
}

/** @throws {RangeError} when symbol or venue can't be part of an instrument id. */
export function instrumentId(symbol: string, venue: VenueId): InstrumentId {
  const parsed = parseInstrumentId(`${symbol}.${venue}`);
  if (!parsed.ok) throw new RangeError(parsed.error.message);
  return parsed.value;
}

/** @throws {RangeError} unless `text` is 2 to 12 capital letters. */
export function venueId(text: string): VenueId {
  if (!/^[A-Z]{2,12}$/.test(text)) throw new RangeError(`expected 2 to 12 capital letters, found "${text.slice(0, 40)}"`);
  return text as VenueId;
}
