import { intervals } from '../../shared/domain/interval.ts';

/** The keys that actions have until the user gives them others, by the action's id. */
export const usualKeys: Readonly<Record<string, string>> = {
  palette: 'mod+k',
  shortcuts: '?',
  buy: 'b',
  sell: 's',
  'signals-open': 'w',
  'reprice-card': 'shift+r',
  why: 'y',
  'why-here': 'shift+y',
  indicators: 'i',
  'regime-strip': 'r',
  ...Object.fromEntries(intervals.map((interval, place) => [`interval-${interval}`, String(place + 1)])),
  pause: 'p',
  settings: 'mod+,',
  kill: 'mod+shift+k',
};

/** The key of an action: the user's own, else the usual one; `null` where it has none. */
export function keyOf(id: string, own: Readonly<Record<string, string>>): string | null {
  const key = own[id] ?? usualKeys[id] ?? '';
  return key === '' ? null : key;
}

/** The key or combination that was pressed, as actions name it: `b`, `shift+y`, `mod+,`, `?`. */
export function keyPressed(event: {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}): string {
  const key = event.key.toLowerCase();
  const isMod = event.ctrlKey || event.metaKey;
  // A sign that needs Shift on one keyboard needs none on another: the sign itself says it.
  const isShift = event.shiftKey && (isMod || key.length > 1 || isLetter(key));
  return [isMod ? 'mod' : '', isShift ? 'shift' : '', key].filter((part) => part !== '').join('+');
}

export function isLetter(key: string): boolean {
  return /^\p{L}$/u.test(key);
}

/** A shortcut as it stands on the keys: `Ctrl Shift K`. */
export function keysInWords(shortcut: string): string {
  const parts = shortcut === '+' ? ['+'] : shortcut.split(/\+(?=.)/);
  return parts.map((part) => NAMES[part] ?? part.slice(0, 1).toUpperCase() + part.slice(1)).join(' ');
}

const NAMES: Readonly<Record<string, string>> = { mod: 'Ctrl', ' ': 'Space' };

/** Keys that the window or the browser needs for itself. */
const TAKEN = new Set([
  'tab',
  'shift+tab',
  'enter',
  'escape',
  ' ',
  'arrowup',
  'arrowdown',
  'arrowleft',
  'arrowright',
  'shift',
  'control',
  'meta',
  'alt',
]);
const BROWSERS = new Set([
  'mod+c',
  'mod+v',
  'mod+x',
  'mod+a',
  'mod+z',
  'mod+shift+z',
  'mod+y',
  'mod+r',
  'mod+w',
  'mod+t',
  'mod+n',
  'mod+q',
]);

/** Says why a key can't be given to an action, or `null`. */
export function keyFault(
  key: string,
  id: string,
  taken: readonly { readonly id: string; readonly title: string; readonly shortcut?: string }[],
): string | null {
  if (TAKEN.has(key)) return 'That key moves about the window. Press another.';
  if (BROWSERS.has(key)) return `${keysInWords(key)} belongs to editing or to the browser. Press another.`;
  const other = taken.find((action) => action.id !== id && action.shortcut === key);
  return other === undefined ? null : `${keysInWords(key)} is the key of “${other.title}”. Change that first, or press another.`;
}
