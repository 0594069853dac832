import { formatDecimal, parseDecimal } from '../../shared/domain/decimal.ts';

/**
 * Plain data as JSON, with exact numbers as decimal strings behind a `=`: the exact number 1.5 is
 * written `"=1.5"`, and a text that starts with `=` gets a second one.
 */

/** Writes plain data; numbers must be finite. */
export function encodeJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member === 'bigint') return `=${formatDecimal(member)}`;
    if (typeof member === 'string' && member.startsWith('=')) return `=${member}`;
    return member;
  });
}

/**
 * Reads what {@link encodeJson} wrote; the caller names the type that was written.
 * @throws {SyntaxError} when the text is something else.
 */
export function decodeJson<T>(text: string): T {
  return JSON.parse(text, (_key, member: unknown) => {
    if (typeof member !== 'string' || !member.startsWith('=')) return member;
    if (member.startsWith('==')) return member.slice(1);
    const exact = parseDecimal(member.slice(1));
    if (!exact.ok) throw new SyntaxError(exact.error.message);
    return exact.value;
  });
}
