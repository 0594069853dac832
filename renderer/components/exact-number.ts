import { formatDecimal, parseDecimal, placesOf } from '../../shared/domain/decimal.ts';

/** Returns what a field for an exact number expects, in words; `null` when what was typed can be sent, and while nothing was typed. */
export function exactFault(label: string, text: string): string | null {
  if (text === '') return null;
  const parsed = parseDecimal(text);
  if (parsed.ok && parsed.value > 0n) return null;
  if (parsed.ok || parsed.error.code === 'not-a-decimal') return `${label}: expected a number above zero, such as 12.5; found “${text}”.`;
  return `${label}: ${parsed.error.message}.`;
}

/** Moves an exact number by whole steps; one that can't be read, or would not stay above zero, stays as it is. */
export function stepped(text: string, step: string, count: number): string {
  const now = parseDecimal(text);
  const by = parseDecimal(step);
  if (!now.ok || !by.ok) return text;
  const moved = now.value + by.value * BigInt(count);
  return moved <= 0n ? text : formatDecimal(moved, placesOf(by.value));
}
